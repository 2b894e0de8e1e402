/// A page as it was parsed, with what its elements say of themselves and its text in blocks.
struct PageStructure: Sendable {
  let tree: PageTree
  let linked: LinkedData
  /// The words of class and id of elements that have some.
  private(set) var words: [Int: ElementWords] = [:]
  private(set) var signs: [ElementSign?] = []
  /// Without roles.
  let blocks: [PageBlock]

  /// Parses UTF-8.
  init(_ page: [UInt8]) {
    let trimmer = PageTrimmer(page)
    let tree = PageParser.tree(of: trimmer.kept)
    self.tree = tree
    linked = LinkedData(trimmer.linkedData)
    // Pages repeat the same names many times.
    var known: [[String]: ElementWords] = [:]
    signs = [ElementSign?](repeating: nil, count: tree.count)
    var articleEnd = 0
    for node in 0..<tree.count where tree.tag(node) != nil {
      let values = tree.hasAttributes(node) ? Self.names(of: node, in: tree) : []
      if !values.isEmpty {
        let found = known[values] ?? ElementWords(values)
        known[values] = found
        words[node] = found
      }
      signs[node] = ElementSign.of(node, in: tree, words: words, isInArticle: node < articleEnd)
      if tree.tag(node) == .article { articleEnd = max(articleEnd, tree.end(node)) }
    }
    blocks = PageBlockBuilder.blocks(of: tree, signs: signs)
  }

  private static func names(of node: Int, in tree: PageTree) -> [String] {
    [
      PageTree.AttributeName.className, .id, .dataComponent, .dataTestid, .dataName, .itemprop,
    ].compactMap { tree.value($0, of: node) }.filter { !$0.isEmpty }
  }
}
