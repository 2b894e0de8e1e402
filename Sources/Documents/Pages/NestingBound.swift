/// How deep the elements of a page can be open at most, as its tags come, and when that costs the parser too much.
///
/// It goes up with each start tag, and down only where HTML's algorithm closes elements for certain, so that it is
/// never below the truth but for the elements that the parser adds itself.
struct NestingBound {
  private struct Open {
    var tag: PageTag
    /// Tells elements of the page's own apart.
    var key: UInt64
  }

  private var open: [Open] = []
  /// The steps that the parser takes at most to look through its open elements.
  private var cost = 0
  private var tags = 0
  private(set) var isExceeded = false

  /// Steps for which any page may ask, and how many more for each tag.
  private static let freeCost = 20_000_000
  private static let costOfTag = 500
  /// Depth that is no burden whatever the page, and the greatest.
  private static let easyDepth = 256
  private static let deepest = 1200

  /// Whether the parser is to have the start tag.
  mutating func open(_ tag: PageTag, _ key: UInt64) -> Bool {
    count()
    if isExceeded { return false }
    closeImplied(by: tag)
    open.append(Open(tag: tag, key: key))
    return true
  }

  /// Whether the parser is to have the end tag.
  mutating func close(_ tag: PageTag, _ key: UInt64) -> Bool {
    count()
    if isExceeded { return false }
    if let top = open.last, top.tag == tag, top.key == key {
      open.removeLast()
      return true
    }
    // Elements whose end may be left out end with that around them.
    guard let place = open.lastIndex(where: { !Self.endsWithParent($0.tag, of: tag) }),
      open[place].tag == tag, open[place].key == key
    else { return true }
    open.removeSubrange(place...)
    return true
  }

  private mutating func count() {
    tags += 1
    if open.count > Self.easyDepth { cost += open.count }
    if open.count > Self.deepest || cost > Self.freeCost + Self.costOfTag * tags {
      isExceeded = true
    }
  }

  private static func endsWithParent(_ tag: PageTag, of parent: PageTag) -> Bool {
    switch tag {
    case .p, .li, .dd, .dt, .option, .optgroup, .rb, .rp, .rt, .rtc: !parent.isInline
    case .td, .th, .tr, .tbody, .thead, .tfoot:
      parent == .table || parent == .tbody || parent == .thead || parent == .tfoot
        || parent == .tr && (tag == .td || tag == .th)
    default: false
    }
  }

  /// Closes what a start tag closes where it stands on top.
  private mutating func closeImplied(by tag: PageTag) {
    switch tag {
    case .li: closeTop([.p, .li])
    case .dd, .dt: closeTop([.p, .dd, .dt])
    case .option: closeTop([.option])
    case .a: closeTop([.a])
    case .td, .th: closeTop([.p, .td, .th])
    case .tr: closeTop([.p, .td, .th, .tr])
    case .tbody, .thead, .tfoot: closeTop([.p, .td, .th, .tr, .tbody, .thead, .tfoot])
    case .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .div, .dl,
      .fieldset, .figcaption, .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .header,
      .hgroup, .main, .menu, .nav, .ol, .p, .pre, .section, .summary, .table, .ul:
      closeTop([.p])
    default: break
    }
  }

  /// Closes elements on top, an inner one before the one around it, each once.
  private mutating func closeTop(_ tags: [PageTag]) {
    for tag in tags where open.last?.tag == tag { open.removeLast() }
  }
}
