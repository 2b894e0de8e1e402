/// Finds the lists of other articles on a page: each entry has a heading that is a link, and perhaps a few sentences.
///
/// Beside an article they may hold more prose than it, so they are told before it is looked for.
struct TeaserLists {
  private let tree: PageTree
  private let sums: PageSums

  /// Fewer entries are no list, and longer ones may be what the page is of, in scalars.
  private static let leastEntries = 5
  private static let longestEntry = 400
  /// What has to be left of the page's prose, in scalars.
  private static let leastLeft = 250
  /// How far above its heading an entry may be.
  private static let reach = 8

  /// Gives the blocks of such lists the role of pointers to other texts, where an article is left beside them.
  static func mark(_ blocks: inout [PageBlock], in tree: PageTree) {
    let lists = TeaserLists(
      tree: tree, sums: PageSums(tree, blocks) { $0.role == nil && !$0.isHidden })
    let found = lists.lists(with: blocks)
    guard !found.isEmpty else { return }
    let prose = found.reduce(0) { $0 + lists.sums.prose($1, tree) }
    guard lists.sums.proseOfPage - prose >= leastLeft else { return }
    // Both stand in the order of the text.
    var next = 0
    for index in blocks.indices {
      while next < found.count, tree.end(found[next]) <= blocks[index].node { next += 1 }
      guard next < found.count else { return }
      if tree.isWithin(blocks[index].node, found[next]), blocks[index].role == nil {
        blocks[index].role = .teaser
      }
    }
  }

  /// The outermost lists, in the order of the text.
  private func lists(with blocks: [PageBlock]) -> [Int] {
    var entries: [Int: Set<Int>] = [:]
    for block in blocks where block.role == nil && !block.isHidden {
      guard block.isHeading, block.linkDensity > 0.8 else { continue }
      if let entry = entry(around: block.node), let list = tree.parent(entry) {
        entries[list, default: []].insert(entry)
      }
    }
    var found: [Int] = []
    for (list, headed) in entries.sorted(by: { $0.key < $1.key }) {
      if let last = found.last, tree.isWithin(list, last) { continue }
      guard headed.count >= Self.leastEntries,
        sums.prose(list, tree) < headed.count * Self.longestEntry,
        headed.count * 5 >= tree.children(of: list).count(where: { tree.tag($0) != nil }) * 4
      else { continue }
      found.append(list)
    }
    return found
  }

  /// The item of a list, or the article, that an element is in.
  private func entry(around node: Int) -> Int? {
    var place: Int? = node
    for _ in 0..<Self.reach {
      guard let current = place else { return nil }
      if tree.tag(current) == .li || tree.tag(current) == .article { return current }
      place = tree.parent(current)
    }
    return nil
  }
}
