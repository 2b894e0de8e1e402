/// The article of a page, with its blocks in their roles.
struct PageArticle: Sendable {
  struct Line: Sendable {
    var block: PageBlock
    var role: TextRole
  }

  /// All blocks of the article, those too that are no lines of the document.
  private(set) var lines: [Line] = []
  /// Characters of each role on the rest of the page.
  private(set) var outside: [TextRole: Int] = [:]

  /// Scalars of the running text.
  var bodyLength: Int { lines.reduce(0) { $0 + ($1.role == .body ? $1.block.length : 0) } }
  var hasProse: Bool { lines.contains { $0.role == .body && $0.block.isProse } }

  /// The article as far as signs are believed.
  init(_ page: PageStructure, _ belief: SignBelief, heading: Int?, isWhole: Bool = false) {
    let tree = page.tree
    var blocks = page.blocks
    belief.assign(&blocks, tree, page.signs)
    if belief == .strict || belief == .lenient, !isWhole {
      TeaserLists.mark(&blocks, in: tree)
    }
    var regions: [Int] = []
    if !isWhole {
      var finder = ArticleFinder(
        tree: tree, blocks: blocks, words: page.words, heading: heading)
      regions = finder.find()
    }
    if regions.isEmpty, tree.count > 0 { regions = [0] }
    let start = regions.first ?? 0
    let roles = ArticleLines(tree: tree, blocks: blocks, regions: regions)
    var chosen: [PageBlock] = []
    // Both stand in the order of the text.
    var next = 0
    for block in blocks where !block.isHidden {
      while next < regions.count, tree.end(regions[next]) <= block.firstText { next += 1 }
      let isInside = next < regions.count && tree.isWithin(block.firstText, regions[next])
      if isInside || Self.leads(block, to: start, from: heading) {
        chosen.append(block)
      } else {
        outside[block.role ?? .furniture, default: 0] += block.length
      }
    }
    lines = zip(chosen, roles.roles(of: chosen)).map { Line(block: $0, role: $1) }
  }

  /// Whether a block between the heading and the article belongs to them: a byline, or an opening paragraph.
  private static func leads(_ block: PageBlock, to start: Int, from heading: Int?) -> Bool {
    guard let heading, block.firstText > heading, block.firstText < start else { return false }
    if block.role == .byline { return block.length < 200 }
    if case .heading(let level) = block.kind {
      return block.role == nil && level <= 2 && block.linkDensity < 0.3
    }
    return block.role == nil && block.kind == .paragraph && block.isProse
  }
}
