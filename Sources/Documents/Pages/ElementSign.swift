/// What an element says by its tag, class, id and other attributes of the part that its content plays.
struct ElementSign: Sendable {
  enum Part: Equatable, Sendable {
    /// A part beside the text.
    case role(TextRole)
    /// Not to be seen.
    case hidden
  }
  var part: Part
  /// Whether the sign holds even where the element has most of the page's prose.
  var isStrong: Bool
  /// How long a text the sign can be of, in characters.
  var longest = Int.max
  /// The part of a longer text, and how long that can be.
  var ofLonger: (role: TextRole, longest: Int)?

  /// Who wrote a text; where more is said of him, who he is.
  static let author = ElementSign(
    part: .role(.byline), isStrong: false, longest: 300, ofLonger: (.biography, 1500))

  /// How long a text any part of the sign can be of.
  var longestOfAll: Int { max(longest, ofLonger?.longest ?? 0) }

  static func strong(_ role: TextRole) -> ElementSign { .init(part: .role(role), isStrong: true) }
  static func weak(_ role: TextRole, longest: Int = .max) -> ElementSign {
    .init(part: .role(role), isStrong: false, longest: longest)
  }
  static let hidden = ElementSign(part: .hidden, isStrong: true)

  /// The sign of an element; nil where it gives none.
  ///
  /// - Parameters:
  ///   - words: those of class and id, of elements that have some.
  ///   - isInArticle: whether an `<article>` is around it.
  static func of(
    _ node: Int, in tree: PageTree, words: [Int: ElementWords], isInArticle: Bool
  ) -> ElementSign? {
    guard let tag = tree.tag(node), tag != .html, tag != .body, tag != .head else { return nil }
    if tree.hasAttributes(node) {
      if isHidden(node, in: tree), !isFolded(node, in: tree, words) { return .hidden }
      if let role = tree.value(.role, of: node)?.lowercased(), let sign = landmark(role) {
        return sign
      }
    }
    if let sign = of(tag, node, in: tree) { return sign }
    return words[node].flatMap { of($0, isInArticle: isInArticle) }
  }

  private static func isHidden(_ node: Int, in tree: PageTree) -> Bool {
    if let hidden = tree.value(.hidden, of: node) {
      return hidden.lowercased() != "until-found" && !isStreamed(node, in: tree)
    }
    if tree.value(.ariaHidden, of: node) == "true" { return true }
    guard let style = tree.value(.style, of: node) else { return false }
    // `none` and `hidden` have an n in common.
    guard style.utf8.count < 1000, style.utf8.contains(where: { $0 | 32 == UInt8(ascii: "n") })
    else { return false }
    let plain = style.lowercased().replacing(" ", with: "")
    return plain.contains("display:none") || plain.contains("visibility:hidden")
  }

  /// Whether an element holds a part of the page that came late and that a script is to put in its place, as React streams
  /// them.
  private static func isStreamed(_ node: Int, in tree: PageTree) -> Bool {
    guard let id = tree.value(.id, of: node), id.hasPrefix("S:") else { return false }
    return id.utf8.count > 2 && id.dropFirst(2).allSatisfy(\.isHexDigit)
  }

  /// Whether an element is a part of the text that is unfolded by its heading.
  private static func isFolded(_ node: Int, in tree: PageTree, _ words: [Int: ElementWords]) -> Bool
  {
    var place: Int? = node
    for _ in 0...2 {
      guard let around = place else { return false }
      if words[around]?.contains(any: folding) ?? false { return true }
      place = tree.parent(around)
    }
    return false
  }

  private static let folding: Set<String> = [
    "accordion", "accordions", "collapse", "collapsible", "expandable",
  ]

  private static func landmark(_ role: String) -> ElementSign? {
    switch role {
    case "navigation", "menu", "menubar", "search": .strong(.furniture)
    case "toolbar", "tablist", "button": .weak(.furniture)
    case "complementary": .strong(.teaser)
    case "contentinfo": .strong(.furniture)
    case "banner": .weak(.furniture)
    case "dialog", "alertdialog", "alert": .strong(.notice)
    default: nil
    }
  }

  private static func of(_ tag: PageTag, _ node: Int, in tree: PageTree) -> ElementSign? {
    switch tag {
    case .nav, .menu, .search: .strong(.furniture)
    case .footer: .strong(.furniture)
    case .aside: .strong(.furniture)
    case .dialog: .strong(.notice)
    case .template: tree.value(.shadowrootmode, of: node) == nil ? .hidden : nil
    case .figcaption, .caption: .strong(.caption)
    case .figure: .weak(.caption, longest: 600)
    case .time: .weak(.byline, longest: 120)
    case .address: .weak(.byline, longest: 300)
    case .form, .fieldset, .legend, .label, .summary: .weak(.furniture)
    default: nil
    }
  }

  private static func of(_ words: ElementWords, isInArticle: Bool) -> ElementSign? {
    for name in words.names {
      if let word = name.first(where: { biographies.contains($0) }) { return signs[word] }
      for (index, word) in name.enumerated() {
        if index + 1 < name.count, let sign = pairs["\(word) \(name[index + 1])"] { return sign }
        // What stands at the edge of a blog's page; in builders of pages, any part of the text is one.
        let isBuilt = word.hasPrefix("widget") && (index > 0 || isInArticle)
        if !isBuilt, let sign = signs[word] { return sign }
        if word.hasSuffix("caption") { return signs["caption"] }
      }
    }
    return nil
  }

  /// Signs of words that stand next to each other.
  private static let pairs: [String: ElementSign] = {
    var pairs: [String: ElementSign] = [:]
    func add(_ sign: ElementSign, _ names: String) {
      for name in names.split(separator: ",") { pairs[String(name)] = sign }
    }
    add(.weak(.pullQuote, longest: 600), "pull quote,fb post")
    add(
      .weak(.teaser),
      "read more,read next,read also,see also,most read,most popular,most viewed,more stories,more news,more from,"
        + "more on,you may,up next,next article,also like,in other,editors picks,top stories,latest news,post nav"
    )
    add(
      .weak(.byline, longest: 300),
      "post meta,entry meta,article meta,story meta,post info,entry date,post date,article date,publish date,"
        + "published date,pub date,time stamp,date time,posted on,byline name,meta data,article info"
    )
    add(
      .weak(.furniture),
      "tag list,tag cloud,skip link,back to,entry footer,post footer,article footer,print only,"
        + "entry utility,site header,page header,top bar,bottom bar,edit section,editsection link,screen reader,sr only,visually hidden,"
        + "addtoany share,star rating,table of,rate this,post tags,entry tags,article tags,post categories"
    )
    add(
      .weak(.biography),
      "about author,author about,about the,author box,author bio,author info,author card,author profile,author description"
    )
    add(
      .weak(.notice),
      "sign up,pay wall,reg wall,call to,adblock notice,email signup,mailing list,donate box")
    return pairs
  }()

  /// Words that tell more than that of an author beside them.
  private static let biographies: Set<String> = [
    "bio", "biography", "authorbio", "authorbox", "aboutauthor",
  ]

  private static let signs: [String: ElementSign] = {
    var signs: [String: ElementSign] = [:]
    func add(_ sign: ElementSign, _ words: String) {
      for word in words.split(separator: " ") { signs[String(word)] = sign }
    }
    add(
      .strong(.comment),
      "comment comments commentlist commentarea commentary_list respond disqus replies livefyre usercomments "
        + "commentsection commentbody readercomments")
    add(
      .weak(.furniture),
      "nav navbar navigation navlinks menu submenu dropdown breadcrumb breadcrumbs crumb crumbs pagination pager paginator "
        + "pagenav toolbar masthead footer share sharing shares sharebar sharetools sharebox sharebuttons sharedaddy "
        + "social socials socialmedia sociallinks addthis addtoany sharethis icons login signin searchform searchbox "
        + "widget widgets taglist tagcloud tags sitemap copyright toc slideshow gallerynav rating ratings "
        + "printfriendly editsection mw-editsection noprint navbox metadata catlinks jumplinks reflist references hatnote "
        + "shortdescription subnav topnav sidenav mainnav globalnav localnav skiplink buttons btn button toolbox topbar "
        + "votes likes reactions accessibility sidebox signature")
    add(
      .weak(.teaser),
      "sidebar sidebars related relatedposts relatedarticles relatedstories relatedcontent recommended recommendation "
        + "recommendations recommends recirc recirculation outbrain taboola zergnet revcontent mgid promo promos promotion "
        + "promoted teaser teasers trending popular mostread mostpopular latest readmore seealso rail jumplink yarpp "
        + "morestories upnext spotlight carousel crosslink linklist factbox infobox textbox tooltip tooltips slider swiper"
    )
    add(
      .weak(.notice),
      "ad ads advert adverts advertisement advertisements advertising advertorial adsense adslot adunit adbox adsbygoogle sponsor "
        + "sponsors sponsored skyscraper leaderboard popup modal lightbox newsletter newsletters newslettersignup signup "
        + "placeholder subscribe subscription subscriptions subscriber paywall regwall cookie cookies cookiebanner consent gdpr ccpa onetrust "
        + "donate donation donations fundraising adblock interstitial optin cta disclaimer disclosure"
    )
    add(.weak(.pullQuote, longest: 600), "pullquote pullquotes")
    add(.author, "byline bylines author authors writer contributor contributors")
    add(
      .weak(.byline, longest: 300),
      "dateline datetime timestamp pubdate postmeta postmetadata entrymeta published publishdate postdate postinfo meta"
    )
    add(.weak(.pullQuote), "tweet tiktok instagram")
    for word in biographies { signs[word] = .weak(.biography, longest: 1500) }
    add(
      .weak(.caption), "gallery galleries photogallery imagegallery photogalleries galleria")
    add(
      .weak(.caption, longest: 1200),
      "caption captions figcaption imagecaption photocaption credit credits photocredit imagecredit cutline"
    )
    return signs
  }()
}
