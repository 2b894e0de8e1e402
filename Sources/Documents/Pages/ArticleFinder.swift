/// Finds the elements of a page that hold its article.
///
/// After readability (Arc90, Mozilla): paragraphs give points to the elements around them, fewer the further out;
/// what elements are called adds or takes; links take. From the best element the way goes up while there is more prose
/// of the same kind, and to its siblings that are prose.
struct ArticleFinder {
  private let tree: PageTree
  private let blocks: [PageBlock]
  private let words: [Int: ElementWords]
  /// Sums of the blocks that may be of the article.
  private let sums: PageSums
  private let heading: Int?
  private var scores: [Int: Double] = [:]

  /// `heading` is that of the article, if the page has one.
  init(tree: PageTree, blocks: [PageBlock], words: [Int: ElementWords], heading: Int?) {
    self.tree = tree
    self.heading = heading
    self.blocks = blocks
    self.words = words
    sums = PageSums(tree, blocks) { $0.role == nil && !$0.isHidden }
  }

  /// The elements, in the order of the text; none where no element has enough prose.
  mutating func find() -> [Int] {
    score()
    guard let best = best() else { return [] }
    let top = firstOfSeveral(raised(best))
    let alike = alike(top)
    return alike.count > 1 ? alike : withSiblings(top)
  }

  // MARK: Points

  private mutating func score() {
    for block in blocks where block.role == nil && !block.isHidden {
      switch block.kind {
      case .heading, .tableRow, .preformatted: continue
      case .listItem: if !block.isProse { continue }
      case .text, .paragraph: if block.length < 25 { continue }
      }
      var points = 1 + Double(block.commas) + min(Double(block.length) / 100, 3)
      points *= 1 - block.linkDensity
      if block.kind == .listItem { points /= 2 }
      var node = holder(of: block)
      var level = 0
      while let place = node, level < 5, tree.tag(place) != .html {
        let share = level == 0 ? 1 : level == 1 ? 2 : Double(level) * 3
        scores[place] = (scores[place] ?? weight(of: place)) + points / share
        node = tree.parent(place)
        level += 1
      }
    }
  }

  /// The element that a block's points go to first: the one around a paragraph.
  private func holder(of block: PageBlock) -> Int? {
    switch tree.tag(block.node) {
    case .p, .li, .dd, .dt, .pre, .blockquote, .custom: tree.parent(block.node)
    default: block.node
    }
  }

  private static let good: Set<String> = [
    "article", "body", "content", "entry", "hentry", "main", "post", "text", "blog", "story",
    "articlebody", "articletext", "articlecontent", "storybody", "postbody", "postcontent",
    "entrycontent", "copy", "prose", "richtext",
  ]
  private static let bad: Set<String> = [
    "comment", "comments", "contact", "footer", "masthead", "media", "meta", "promo", "related",
    "scroll", "share", "sidebar", "sponsor", "shopping", "tags", "widget", "teaser", "card",
    "cards", "list", "nav", "menu", "banner", "summary", "excerpt", "excerpts", "archive",
  ]

  private func weight(of node: Int) -> Double {
    var weight: Double
    switch tree.tag(node) {
    case .article: weight = 20
    case .main: weight = 10
    case .div: weight = 5
    case .pre, .td, .blockquote: weight = 3
    case .address, .ol, .ul, .dl, .dd, .dt, .li, .form: weight = -3
    case .body: weight = -5
    default: weight = 0
    }
    if let words = words[node] {
      if words.contains(any: Self.good) { weight += 25 }
      if words.contains(any: Self.bad) { weight -= 25 }
    }
    if tree.value(.itemprop, of: node)?.lowercased().contains("articlebody") ?? false {
      weight += 100
    }
    return weight
  }

  private func best() -> Int? {
    var best: (node: Int, score: Double)?
    for (node, points) in scores {
      let score = points * (1 - sums.linkDensity(node, tree))
      guard let old = best else {
        best = (node, score)
        continue
      }
      if score > old.score || score == old.score && node < old.node { best = (node, score) }
    }
    return best?.node
  }

  // MARK: More of the same

  /// The element around one, as long as that has much more prose and little else.
  private func raised(_ node: Int) -> Int {
    var top = node
    var place = node
    while let parent = tree.parent(place), tree.tag(parent) != .html {
      place = parent
      let own = sums.prose(top, tree)
      let more = sums.prose(parent, tree) - own
      guard more > 0 else { continue }
      let added = sums.length(parent, tree) - sums.length(top, tree)
      let links = sums.links(parent, tree) - sums.links(top, tree)
      let isDense = Double(more) >= 0.6 * Double(added) && Double(links) < 0.3 * Double(added)
      if isDense, more * 5 >= own {
        // What is around it holds them too.
        if holdsOthers(parent, beside: top) { break }
        top = parent
      }
      if tree.tag(parent) == .body { break }
    }
    return top
  }

  /// Whether an element holds other articles than the one that a part of it is of.
  private func holdsOthers(_ node: Int, beside part: Int) -> Bool {
    guard tree.tag(part) == .article else { return false }
    // Below a heading outside them they are the entries of one, as those of a live report are.
    if let heading, heading < part { return false }
    return (node..<tree.end(node)).contains { place in
      tree.tag(place) == .article && !tree.isWithin(place, part) && !tree.isWithin(part, place)
        && sums.prose(place, tree) > 0
    }
  }

  /// Of several articles below each other, each with a heading of its own, the first.
  private func firstOfSeveral(_ node: Int) -> Int {
    var articles: [Int] = []
    var place = 0
    while place < tree.count {
      if tree.tag(place) == .article, sums.prose(place, tree) >= 250 {
        articles.append(place)
        place = tree.end(place)
      } else {
        place += 1
      }
    }
    let headed = articles.filter { article in
      (article..<tree.end(article)).contains { tree.tag($0) == .h1 }
    }
    guard headed.count > 1, let first = headed.first, first == articles.first else { return node }
    if tree.isWithin(node, first) { return node }
    // The best may be a later one, or hold them all.
    return first
  }

  /// The element and those beside it that go on with its text.
  private func withSiblings(_ top: Int) -> [Int] {
    guard let parent = tree.parent(top), tree.tag(top) != .body else { return [top] }
    let threshold = max(10, (scores[top] ?? 0) * 0.2)
    let names = tree.value(.className, of: top) ?? ""
    return tree.children(of: parent).filter { sibling in
      if sibling == top { return true }
      guard let tag = tree.tag(sibling) else { return false }
      if tag == .article, tree.tag(top) == .article, holdsOthers(parent, beside: top) {
        return false
      }
      let bonus =
        !names.isEmpty && tree.value(.className, of: sibling) == names
        ? (scores[top] ?? 0) * 0.2 : 0
      let density = sums.linkDensity(sibling, tree)
      if (scores[sibling] ?? 0) * (1 - density) + bonus >= threshold, density < 0.5,
        sums.prose(sibling, tree) > 0, !isWeighedDown(sibling)
      {
        return true
      }
      guard tag == .p || tag == .blockquote || tag == .ul || tag == .ol else { return false }
      return sums.prose(sibling, tree) >= 40 && density < 0.25
    }
  }

  /// The element and others of the same names further away, as the sections of a long text are.
  private func alike(_ top: Int) -> [Int] {
    guard let names = tree.value(.className, of: top), !names.isEmpty, !isWeighedDown(top),
      tree.tag(top) != .article
    else { return [top] }
    let around = article(around: top)
    var found: [Int] = []
    var place = 0
    while place < tree.count {
      let isLike =
        place == top
        || tree.tag(place) == tree.tag(top) && tree.value(.className, of: place) == names
          && sums.prose(place, tree) >= 80 && sums.linkDensity(place, tree) < 0.25
          && article(around: place) == around
      if isLike, !tree.isWithin(top, place) || place == top { found.append(place) }
      place = isLike && place != top && !tree.isWithin(top, place) ? tree.end(place) : place + 1
    }
    return found.filter { $0 == top || !tree.isWithin($0, top) }
  }

  /// The innermost `<article>` around an element.
  private func article(around node: Int) -> Int? {
    var place = tree.parent(node)
    while let around = place, tree.tag(around) != .article { place = tree.parent(around) }
    return place
  }

  private func isWeighedDown(_ node: Int) -> Bool {
    words[node]?.contains(any: Self.bad) ?? false
  }
}
