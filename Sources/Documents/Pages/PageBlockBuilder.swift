/// Divides a page into blocks of text, in the order in which they stand.
struct PageBlockBuilder {
  private let tree: PageTree
  private let signs: [ElementSign?]
  private(set) var blocks: [PageBlock] = []

  /// What holds within an element.
  private struct Open {
    var node: Int
    var block: Int
    var isBlock: Bool
    var kind = PageBlock.Kind.text
    var isLink = false
    var isRow = false
    var isCell = false
  }

  private var open: [Open] = []
  private var line = BlockLine()
  private let layout: TableLayout
  /// Elements that hold text directly, beside what other elements in them hold.
  private let hasOwnText: [Bool]

  /// The blocks of a tree whose elements have these signs.
  static func blocks(of tree: PageTree, signs: [ElementSign?]) -> [PageBlock] {
    var builder = PageBlockBuilder(tree, signs)
    builder.run()
    return builder.blocks
  }

  private init(_ tree: PageTree, _ signs: [ElementSign?]) {
    self.tree = tree
    self.signs = signs
    layout = TableLayout(tree)
    var own = [Bool](repeating: false, count: tree.count)
    for node in 0..<tree.count where tree.tag(node) == nil {
      guard let parent = tree.parent(node), !own[parent] else { continue }
      own[parent] = tree.textBytes(node).contains {
        $0 >= 0x80 || TagScanner.isLetter($0) || (48...57).contains($0)
      }
    }
    hasOwnText = own
  }

  private mutating func run() {
    var node = 0
    while node < tree.count {
      while let top = open.last, tree.end(top.node) <= node { leave(top) }
      guard let tag = tree.tag(node) else {
        if let top = open.last { add(node, top) }
        node += 1
        continue
      }
      if tag.isTextless || isFootnoteMark(node, tag) || isHiddenInline(node, tag) {
        node = tree.end(node)
        continue
      }
      enter(node, tag)
      node += 1
    }
    while let top = open.last { leave(top) }
    flush()
  }

  // MARK: Elements

  private mutating func enter(_ node: Int, _ tag: PageTag) {
    if tag == .br {
      line.breaks += 1
      return
    }
    let outer = open.last
    let isBlock = isBlock(node, tag)
    var inner = outer ?? Open(node: node, block: node, isBlock: true)
    inner.node = node
    inner.isBlock = isBlock
    inner.isCell = false
    if tag == .a, let address = tree.value(.href, of: node), !address.hasPrefix("#") {
      inner.isLink = true
    }
    if isBlock {
      if outer?.isRow ?? false { line.addSpace() } else { flush() }
      inner.block = node
      inner.kind = kind(node, tag, within: outer?.kind ?? .text)
      inner.isRow = (outer?.isRow ?? false) || inner.kind == .tableRow
      inner.isCell = inner.isRow && (tag == .td || tag == .th)
    }
    open.append(inner)
  }

  private mutating func leave(_ top: Open) {
    if top.isBlock {
      let isWithinRow = open.dropLast().last?.isRow ?? false
      if isWithinRow {
        if top.isCell { line.endCell() } else { line.addSpace() }
      } else {
        flush()
      }
    }
    open.removeLast()
  }

  private func isBlock(_ node: Int, _ tag: PageTag) -> Bool {
    guard tag.isInline || tag == .custom else { return true }
    guard let parent = tree.parent(node), let around = tree.tag(parent) else { return false }
    if hasOwnText[parent] { return false }
    if tag == .custom { return !around.isInline && around != .p && around.headingLevel == nil }
    // A sign of its own parts an element from what stands beside it.
    return signs[node] != nil
  }

  private func kind(
    _ node: Int, _ tag: PageTag, within outer: PageBlock.Kind
  ) -> PageBlock.Kind {
    if outer == .tableRow { return .tableRow }
    if let level = tag.headingLevel { return .heading(level) }
    switch tag {
    case .p: return .paragraph
    case .li, .dd, .dt: return .listItem
    case .pre, .listing: return .preformatted
    case .tr: return layout.isData(rowAt: node) ? .tableRow : .text
    case .div, .custom, .span, .center, .a:
      switch outer {
      case .listItem, .heading, .preformatted: return outer
      default: return .text
      }
    default: return outer == .preformatted ? outer : .text
    }
  }

  /// The number of a note, such as `<sup><a>[1]</a></sup>`.
  private func isFootnoteMark(_ node: Int, _ tag: PageTag) -> Bool {
    guard tag == .sup, tree.end(node) - node <= 8 else { return false }
    guard (node..<tree.end(node)).contains(where: { tree.tag($0) == .a }) else { return false }
    let text = tree.text(of: node)
    return text.utf8.count <= 6
      && text.allSatisfy { $0.isNumber || "[]()*†‡, ".contains($0) || $0.isLowercase }
  }

  private func isHiddenInline(_ node: Int, _ tag: PageTag) -> Bool {
    guard tag.isInline || tag == .custom, signs[node]?.part == .hidden else { return false }
    return tree.parent(node).map { hasOwnText[$0] } ?? false
  }

  // MARK: Text

  private mutating func add(_ node: Int, _ top: Open) {
    if top.kind == .preformatted {
      if line.isEmpty { line.firstText = node }
      line.appendKept(tree.textBytes(node), isLink: top.isLink)
      return
    }
    let text = tree.textBytes(node)
    if line.breaks > 0, let first = text.first(where: { !TagScanner.isSpace($0) }) {
      let joins: Bool
      if case .heading = top.kind { joins = true } else { joins = top.isRow }
      if joins || line.runsOn(before: first) { line.addSpace() } else { flush() }
      line.breaks = 0
    }
    if line.isEmpty { line.firstText = node }
    line.append(text, isLink: top.isLink)
  }

  private mutating func flush() {
    defer { line = BlockLine() }
    guard !line.isEmpty, let top = open.last else { return }
    var block = PageBlock(
      text: "", kind: top.kind, node: top.block, firstText: line.firstText, length: 0,
      linkLength: line.linkLength, commas: 0)
    let texts =
      top.kind == .preformatted
      ? PreformattedText.paragraphs(of: line.text) : [(line.text, top.kind)]
    for (text, kind) in texts {
      block.text = text
      block.kind = kind
      block.length = text.unicodeScalars.count
      block.linkLength = min(block.length, line.linkLength)
      block.commas = text.utf8.count { $0 == UInt8(ascii: ",") }
      if block.length > 0 { blocks.append(block) }
    }
  }
}
