/// Gives the blocks of an article their roles, by what they are, where they stand and how much of them is links.
struct ArticleLines {
  private let tree: PageTree
  private let sums: PageSums
  /// Elements of the article that are lists of links.
  private var linkLists: [Range<Int>] = []

  init(tree: PageTree, blocks: [PageBlock], regions: [Int]) {
    self.tree = tree
    sums = PageSums(tree, blocks) { !$0.isHidden }
    for region in regions { findLinkLists(in: region) }
  }

  /// The roles of blocks that stand below each other.
  func roles(of blocks: [PageBlock]) -> [TextRole] {
    let classified = LineClassifier(blocks.map(\.text)).roles()
    let prose = blocks.map { $0.role == nil && $0.isProse && !isInLinkList($0) }
    let first = prose.firstIndex(of: true) ?? blocks.count
    let last = prose.lastIndex(of: true) ?? -1
    var roles: [TextRole] = []
    for (index, block) in blocks.enumerated() {
      let isWithin = first < index && index < last
      roles.append(
        role(
          of: block, said: classified[index],
          place: isWithin ? .within : index <= first ? .before : .after,
          isProse: prose[index]))
    }
    headNothing(&roles, blocks)
    return roles
  }

  /// A text that is longer is judged by more than how it begins or ends.
  private static let longestFormula = 300
  private static let longestByline = 100

  private enum Place { case before, within, after }

  private func role(
    of block: PageBlock, said: TextRole, place: Place, isProse: Bool
  ) -> TextRole {
    if let role = block.role { return role }
    switch block.kind {
    case .tableRow, .preformatted: return .furniture
    case .heading(let level):
      if said == .teaser || said == .furniture { return said }
      if DocumentDate.only(in: block.text) != nil { return .byline }
      // A summary below the title.
      return level > 1 && block.length >= 80 && block.endsSentence ? .body : .title
    case .text, .paragraph, .listItem: break
    }
    if isInLinkList(block) { return .teaser }
    if block.linkDensity > 0.5, block.length < 400, !isProse {
      // An entry of a list may be a sentence that is all link.
      let isEntry = block.kind == .listItem && block.endsSentence && place == .within
      return isEntry ? .body : .teaser
    }
    if isProse, block.length > (said == .byline ? Self.longestByline : Self.longestFormula) {
      return .body
    }
    if said != .title && said != .body { return said }
    if isProse { return .body }
    switch place {
    case .within: return .body
    case .before: return block.kind == .paragraph && said == .body ? .body : .furniture
    case .after:
      let isSentence = block.kind == .paragraph && block.endsSentence && block.linkLength == 0
      return said == .body && (isSentence || block.kind == .listItem) ? .body : .furniture
    }
  }

  /// Headings that nothing of the text stands below are no headings of the text.
  private func headNothing(_ roles: inout [TextRole], _ blocks: [PageBlock]) {
    var below: TextRole?
    for index in roles.indices.reversed() {
      if roles[index] == .title, blocks[index].isHeading {
        if let role = below, role != .body, role != .title, blocks[index].kind != .heading(1) {
          roles[index] = role == .caption || role == .byline ? .title : role
        } else if below == nil, blocks[index].kind != .heading(1) {
          roles[index] = .furniture
        }
      }
      if roles[index] != .furniture || below == nil { below = roles[index] }
    }
  }

  private func isInLinkList(_ block: PageBlock) -> Bool {
    // The lists do not overlap, and stand in order.
    var (low, high) = (0, linkLists.count)
    while low < high {
      let middle = (low + high) / 2
      if linkLists[middle].upperBound <= block.node { low = middle + 1 } else { high = middle }
    }
    return low < linkLists.count && linkLists[low].contains(block.node)
  }

  private mutating func findLinkLists(in region: Int) {
    var node = region + 1
    // What holds much of the text is no list of links, whatever else it holds.
    let most = sums.prose(region, tree) / 4
    while node < tree.end(region) {
      if sums.prose(node, tree) <= most, isLinkList(node) {
        linkLists.append(node..<tree.end(node))
        node = tree.end(node)
      } else {
        node += 1
      }
    }
  }

  private func isLinkList(_ node: Int) -> Bool {
    switch tree.tag(node) {
    case .ul, .ol, .dl, .div, .section, .table, .custom: break
    default: return false
    }
    let length = sums.length(node, tree)
    guard length > 0 else { return false }
    let density = sums.linkDensity(node, tree)
    let prose = Double(sums.prose(node, tree)) / Double(length)
    return density >= 0.6 && prose < 0.5 || density >= 0.45 && prose < 0.2
  }
}
