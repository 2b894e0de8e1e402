/// How much text of which kind stands in each element of a page, told in constant time.
struct PageSums: Sendable {
  /// Scalars of text, of links and of prose, and commas, before each node.
  private var length: [Int32]
  private var links: [Int32]
  private var prose: [Int32]
  private var commas: [Int32]

  /// Sums up the blocks that `counts` takes.
  init(_ tree: PageTree, _ blocks: [PageBlock], where counts: (PageBlock) -> Bool = { _ in true }) {
    let zeros = [Int32](repeating: 0, count: tree.count + 1)
    (length, links, prose, commas) = (zeros, zeros, zeros, zeros)
    for block in blocks where counts(block) {
      length[block.firstText + 1] += Int32(block.length)
      links[block.firstText + 1] += Int32(block.linkLength)
      commas[block.firstText + 1] += Int32(block.commas)
      if block.isProse { prose[block.firstText + 1] += Int32(block.length) }
    }
    for place in 1..<max(1, zeros.count) {
      length[place] += length[place - 1]
      links[place] += links[place - 1]
      prose[place] += prose[place - 1]
      commas[place] += commas[place - 1]
    }
  }

  func length(_ node: Int, _ tree: PageTree) -> Int { Int(length[tree.end(node)] - length[node]) }
  func prose(_ node: Int, _ tree: PageTree) -> Int { Int(prose[tree.end(node)] - prose[node]) }
  func commas(_ node: Int, _ tree: PageTree) -> Int { Int(commas[tree.end(node)] - commas[node]) }
  func links(_ node: Int, _ tree: PageTree) -> Int { Int(links[tree.end(node)] - links[node]) }

  func linkDensity(_ node: Int, _ tree: PageTree) -> Double {
    let whole = length(node, tree)
    return whole == 0 ? 0 : Double(links(node, tree)) / Double(whole)
  }

  var proseOfPage: Int { Int(prose.last ?? 0) }
}
