/// How far what elements say of themselves is believed.
enum SignBelief: CaseIterable, Sendable {
  /// Every sign, but for the weak ones of elements that have most of the page's prose.
  case strict
  /// Strong signs, and those of short texts.
  case lenient
  /// None but that an element is hidden.
  case shown
  /// None.
  case all

  /// Gives blocks the parts that the signs of elements around them tell, the outermost first.
  func assign(_ blocks: inout [PageBlock], _ tree: PageTree, _ signs: [ElementSign?]) {
    assign(&blocks, tree, signs) { sign, _ in
      self == .all ? false : sign.part == .hidden || self != .shown && sign.isStrong
    }
    guard self == .strict || self == .lenient else { return }
    let sums = PageSums(tree, blocks) { $0.role == nil && !$0.isHidden }
    let half = sums.proseOfPage / 2
    assign(&blocks, tree, signs) { sign, node in
      if sign.isStrong || sign.part == .hidden { return true }
      if sums.length(node, tree) > sign.longestOfAll { return false }
      if self == .lenient, sign.longestOfAll == .max { return false }
      return sums.prose(node, tree) <= half
        || sign.part == .role(.caption) && Self.isBesideText(node, tree, sums)
    }
  }

  /// Whether an article around an element has text beside it: then even a gallery that is longer is none of it.
  private static func isBesideText(_ node: Int, _ tree: PageTree, _ sums: PageSums) -> Bool {
    var place = tree.parent(node)
    while let around = place {
      let isArticle =
        tree.tag(around) == .article
        || tree.value(.itemprop, of: around)?.lowercased().contains("articlebody") ?? false
      if isArticle { return sums.prose(around, tree) - sums.prose(node, tree) >= leastBeside }
      place = tree.parent(around)
    }
    return false
  }

  /// In scalars.
  private static let leastBeside = 500

  private func assign(
    _ blocks: inout [PageBlock], _ tree: PageTree, _ signs: [ElementSign?],
    _ isBelieved: (ElementSign, Int) -> Bool
  ) {
    let whole = PageSums(tree, blocks)
    // The element whose sign governs each node; -1 for none.
    var governing = [Int32](repeating: -1, count: tree.count)
    for node in 0..<tree.count {
      if let parent = tree.parent(node), governing[parent] >= 0 {
        governing[node] = governing[parent]
      } else if let sign = signs[node], isBelieved(sign, node) {
        governing[node] = Int32(node)
      }
    }
    for index in blocks.indices {
      let governor = governing[blocks[index].node]
      blocks[index].role = nil
      blocks[index].isHidden = false
      guard governor >= 0, let sign = signs[Int(governor)] else { continue }
      switch sign.part {
      case .hidden: blocks[index].isHidden = true
      case .role(let role):
        let isLonger = whole.length(Int(governor), tree) > sign.longest
        blocks[index].role = isLonger ? sign.ofLonger?.role ?? role : role
      }
    }
  }
}
