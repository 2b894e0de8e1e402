/// The elements of HTML that reading pages tells apart.
enum PageTag: UInt8, CaseIterable {
  case a, abbr, acronym, address, applet, area, article, aside, audio, b, base, bdi, bdo, big,
    blockquote, body, br, button, canvas, caption, center, cite, code, col, colgroup, data,
    datalist, dd, del, details, dfn, dialog, dir, div, dl, dt, em, embed, fieldset, figcaption,
    figure, font, footer, form, frame, frameset, h1, h2, h3, h4, h5, h6, head, header, hgroup, hr,
    html, i, iframe, img, input, ins, kbd, label, legend, li, link, listing, main, map, mark,
    marquee, math, menu, meta, meter, nav, nobr, noembed, noframes, noscript, object, ol, optgroup,
    option, output, p, param, picture, plaintext, pre, progress, q, rb, rp, rt, rtc, ruby, s, samp,
    script, search, section, select, slot, small, source, span, strike, strong, style, sub, summary,
    sup, svg, table, tbody, td, template, textarea, tfoot, th, thead, time, title, tr, track, tt, u,
    ul, `var`, video, wbr, xmp
  /// An element of the page's own, such as `<news-paragraph>`.
  case custom

  /// The tag of a name in whatever case.
  static func named(_ name: some Sequence<UInt8>) -> PageTag { byName[key(name)] ?? .custom }

  private static let byName: [UInt64: PageTag] = Dictionary(
    uniqueKeysWithValues: allCases.map { tag in
      (key("\(tag)".utf8), tag)
    })

  /// A number for a name in whatever case: its letters, and a hash of those after the seventh.
  static func key(_ name: some Sequence<UInt8>) -> UInt64 {
    var key: UInt64 = 0
    for byte in name {
      let lower = (65...90).contains(byte) ? byte | 32 : byte
      key = key < 1 << 56 ? key << 8 | UInt64(lower) : key &* 0x100_0000_01B3 ^ UInt64(lower)
    }
    return key
  }

  /// Elements that have no content, so that nothing ends them.
  var isVoid: Bool {
    switch self {
    case .area, .base, .br, .col, .embed, .frame, .hr, .img, .input, .link, .meta, .param, .source,
      .track, .wbr:
      true
    default: false
    }
  }

  /// Elements that only shape letters. HTML's algorithm opens those that were left open again in every block
  /// that follows.
  var isFormatting: Bool {
    switch self {
    case .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u: true
    default: false
    }
  }

  /// Elements whose text runs on with that around them.
  var isInline: Bool {
    switch self {
    case .a, .abbr, .acronym, .b, .bdi, .bdo, .big, .cite, .code, .data, .del, .dfn, .em, .font,
      .i, .img, .ins, .kbd, .label, .mark, .math, .meter, .nobr, .output, .picture, .progress, .q,
      .rb, .rp, .rt, .rtc, .ruby, .s, .samp, .slot, .small, .span, .strike, .strong, .sub, .sup,
      .time, .tt, .u, .`var`, .wbr, .map, .area:
      true
    default: false
    }
  }

  /// Elements that show no text of the page.
  var isTextless: Bool {
    switch self {
    case .applet, .audio, .button, .canvas, .datalist, .embed, .frame, .frameset, .head, .iframe,
      .input, .link, .map, .meta, .meter, .noembed, .noframes, .object, .optgroup, .option, .param,
      .progress, .rp, .rt, .script, .select, .source, .style, .svg, .textarea, .title, .track,
      .video:
      true
    default: false
    }
  }

  /// The level of a heading, from 1 to 6.
  var headingLevel: Int? {
    switch self {
    case .h1: 1
    case .h2: 2
    case .h3: 3
    case .h4: 4
    case .h5: 5
    case .h6: 6
    default: nil
    }
  }
}
