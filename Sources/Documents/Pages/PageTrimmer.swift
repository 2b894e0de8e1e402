/// A page without what gives neither text nor structure, and within bounds, for the parser to read.
///
/// HTML's way of building a tree takes time in the square of the depth of open elements, of the attributes of a tag
/// and of the formatting elements left open. Here formatting elements and all attributes but a few are taken out, and
/// from where a page is nested beyond reason, its tags are taken out too and its text is kept.
struct PageTrimmer {
  /// What the parser is to read.
  private(set) var kept: [UInt8] = []
  /// The contents of the scripts that hold linked data (`application/ld+json`).
  private(set) var linkedData: [ArraySlice<UInt8>] = []

  private let bytes: [UInt8]
  private var place = 0
  private var nesting = NestingBound()
  private var hasHTML = false
  private var hasBody = false
  /// Whether a tag without an end was met: from there a tag ends at the next `>`.
  private var isBroken = false
  /// Elements of which no end is to be found any more.
  private var endless: Set<PageTag> = []

  private static let attributes: Set<UInt64> = Set(
    [
      "class", "id", "role", "href", "rel", "type", "content", "property", "name", "http-equiv",
      "datetime", "lang", "xml:lang", "hidden", "style", "aria-hidden", "itemprop", "charset",
      "shadowrootmode", "data-component", "data-testid", "data-gu-name",
    ].map { PageTag.key($0.utf8) })

  /// What `<noscript>` is called for the parser.
  private static let noscript = "without-scripts"

  /// Reads UTF-8.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    kept.reserveCapacity(bytes.count / 2 + 64)
    run()
  }

  private mutating func run() {
    while let open = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
      kept.append(contentsOf: bytes[place..<open])
      place = open
      guard open + 1 < bytes.count else { break }
      switch bytes[open + 1] {
      case UInt8(ascii: "!"), UInt8(ascii: "?"): skipDeclaration()
      case UInt8(ascii: "/"): readTag()
      case let next where TagScanner.isLetter(next): readTag()
      default: keepSign()
      }
    }
    kept.append(contentsOf: bytes[place...])
  }

  /// Keeps a `<` that begins no tag.
  private mutating func keepSign() {
    kept.append(contentsOf: "&lt;".utf8)
    place += 1
  }

  /// Skips a comment, a document type or a processing instruction.
  private mutating func skipDeclaration() {
    guard bytes[place...].starts(with: "<!--".utf8) else {
      let end = bytes[place...].firstIndex(of: UInt8(ascii: ">"))
      place = end.map { $0 + 1 } ?? bytes.count
      return
    }
    var search = place + 4
    if bytes[search...].starts(with: ">".utf8) || bytes[search...].starts(with: "->".utf8) {
      place = search + (bytes[search] == UInt8(ascii: ">") ? 1 : 2)
      return
    }
    while let end = bytes[search...].firstIndex(of: UInt8(ascii: ">")) {
      if bytes[..<end].ends(with: "--") || bytes[..<end].ends(with: "--!") {
        place = end + 1
        return
      }
      search = end + 1
    }
    place = bytes.count
  }

  private mutating func readTag() {
    guard !isBroken, let tag = TagScanner.tag(at: place, in: bytes) else { return readBrokenTag() }
    let kind = PageTag.named(bytes[tag.name])
    if tag.isEnd {
      place = tag.end
      if kind == .noscript {
        _ = nesting.close(.custom, PageTag.key(Self.noscript.utf8))
        kept.append(contentsOf: "</\(Self.noscript)>".utf8)
      } else if !kind.isFormatting, kind != .svg {
        close(kind, tag)
      }
      return
    }
    switch kind {
    case .script, .style, .svg, .textarea, .iframe, .noembed, .noframes, .xmp, .title:
      readEnclosed(kind, tag)
    case .plaintext, .frame, .frameset: place = tag.end
    case .noscript:
      // By its own name, it would lose its text to the page where it stands in the head.
      place = tag.end
      if nesting.open(.custom, PageTag.key(Self.noscript.utf8)) {
        kept.append(contentsOf: "<\(Self.noscript) hidden>".utf8)
      }
    case .html where hasHTML, .body where hasBody: place = tag.end
    default:
      if kind == .html { hasHTML = true }
      if kind == .body { hasBody = true }
      place = tag.end
      if !kind.isFormatting { open(kind, tag) }
    }
  }

  private mutating func open(_ kind: PageTag, _ tag: ScannedTag) {
    if !kind.isVoid, !nesting.open(kind, PageTag.key(bytes[tag.name])) {
      if !kind.isInline { kept.append(contentsOf: "<br>".utf8) }
      return
    }
    kept.append(UInt8(ascii: "<"))
    kept.append(contentsOf: bytes[tag.name])
    for attribute in tag.attributes where isWanted(attribute) {
      kept.append(UInt8(ascii: " "))
      kept.append(contentsOf: bytes[attribute.name])
      if !attribute.value.isEmpty {
        kept.append(UInt8(ascii: "="))
        kept.append(contentsOf: bytes[attribute.value])
      }
    }
    // A slash may end an unquoted value.
    kept.append(contentsOf: " >".utf8)
  }

  private func isWanted(_ attribute: ScannedTag.Attribute) -> Bool {
    attribute.name.count < 16 && Self.attributes.contains(PageTag.key(bytes[attribute.name]))
  }

  private mutating func close(_ kind: PageTag, _ tag: ScannedTag) {
    guard nesting.close(kind, PageTag.key(bytes[tag.name])) else {
      if !kind.isInline { kept.append(contentsOf: "<br>".utf8) }
      return
    }
    kept.append(contentsOf: "</".utf8)
    kept.append(contentsOf: bytes[tag.name])
    kept.append(UInt8(ascii: ">"))
  }

  /// An element whose content is no markup, or is left out.
  private mutating func readEnclosed(_ kind: PageTag, _ tag: ScannedTag) {
    place = tag.end
    guard !endless.contains(kind), let end = contentEnd(of: tag.name, from: tag.end) else {
      endless.insert(kind)
      // As in browsers, a script without an end goes on to the end of the page.
      if kind == .script || kind == .style { place = bytes.count }
      return
    }
    let content = bytes[tag.end..<end]
    let after = bytes[end...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
    place = after
    if kind == .script, isLinkedData(tag) { linkedData.append(content) }
    if kind == .title {
      kept.append(contentsOf: "<title>".utf8)
      kept.append(contentsOf: content)
      kept.append(contentsOf: "</title>".utf8)
    }
  }

  private func isLinkedData(_ tag: ScannedTag) -> Bool {
    tag.attributes.contains {
      let value = String(decoding: bytes[$0.value], as: UTF8.self).lowercased()
      return value.contains("application/ld+json")
    }
  }

  /// Where the end tag of a name begins.
  private func contentEnd(of name: Range<Int>, from first: Int) -> Int? {
    var search = first
    let key = PageTag.key(bytes[name])
    while let open = bytes[search...].firstIndex(of: UInt8(ascii: "<")) {
      let after = open + 2 + name.count
      if after <= bytes.count, bytes[open + 1] == UInt8(ascii: "/"),
        PageTag.key(bytes[(open + 2)..<after]) == key,
        after == bytes.count || !TagScanner.isLetter(bytes[after])
      {
        return open
      }
      search = open + 1
    }
    return nil
  }

  /// A tag whose attributes run to the end of the page: what stands up to the next `>` is taken for it.
  private mutating func readBrokenTag() {
    isBroken = isBroken || isTag(at: place)
    guard isTag(at: place) else { return keepSign() }
    guard let end = bytes[place...].firstIndex(of: UInt8(ascii: ">")) else {
      place = bytes.count
      return
    }
    let isEnd = bytes[place + 1] == UInt8(ascii: "/")
    let name = bytes[(place + (isEnd ? 2 : 1))...].prefix {
      TagScanner.isLetter($0) || (48...57).contains($0)
    }
    let kind = PageTag.named(name)
    place = end + 1
    if kind == .script || kind == .style {
      if !isEnd { place = contentEnd(of: name.startIndex..<name.endIndex, from: place) ?? place }
    } else if !kind.isInline {
      kept.append(contentsOf: "<br>".utf8)
    }
  }

  private func isTag(at open: Int) -> Bool {
    let name = bytes[open + 1] == UInt8(ascii: "/") ? open + 2 : open + 1
    return name < bytes.count && TagScanner.isLetter(bytes[name])
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with text: String) -> Bool {
    suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}
