/// Tells tables of data from those that only lay a page out.
struct TableLayout {
  private let tree: PageTree
  /// The tables whose rows are data.
  private var data: Set<Int> = []

  /// A cell that is longer holds text of its own, in bytes.
  private static let longestCell = 220

  init(_ tree: PageTree) {
    self.tree = tree
    struct Open {
      var node: Int
      var rows = 0
      var cells = 0
      var headings = 0
      var longest = 0
      var isLayout = false
      var cellStart: Int?
      var cellLength = 0
    }
    var open: [Open] = []
    var found: Set<Int> = []
    func close() {
      guard let table = open.popLast() else { return }
      let isData =
        !table.isLayout && table.rows > 1 && table.cells > table.rows
        && table.longest <= (table.headings > 1 && table.rows > 2 ? 8 : 1) * Self.longestCell
      if isData { found.insert(table.node) }
    }
    for node in 0..<tree.count {
      while let top = open.last, tree.end(top.node) <= node { close() }
      guard let tag = tree.tag(node) else {
        if !open.isEmpty {
          open[open.count - 1].cellLength += tree.textBytes(node).count
          open[open.count - 1].longest = max(
            open[open.count - 1].longest, open[open.count - 1].cellLength)
        }
        continue
      }
      switch tag {
      case .table:
        if !open.isEmpty { open[open.count - 1].isLayout = true }
        let role = tree.value(.role, of: node)
        open.append(Open(node: node, isLayout: role == "presentation" || role == "none"))
      case .tr where !open.isEmpty: open[open.count - 1].rows += 1
      case .td, .th:
        guard !open.isEmpty else { continue }
        open[open.count - 1].cells += 1
        open[open.count - 1].cellLength = 0
        if tag == .th { open[open.count - 1].headings += 1 }
      case .article, .form, .h1, .main, .nav:
        if !open.isEmpty { open[open.count - 1].isLayout = true }
      default: break
      }
    }
    while !open.isEmpty { close() }
    data = found
  }

  /// Whether the table that a row is of holds data.
  func isData(rowAt row: Int) -> Bool {
    var node = tree.parent(row)
    for _ in 0..<3 {
      guard let place = node else { return false }
      if tree.tag(place) == .table { return data.contains(place) }
      node = tree.parent(place)
    }
    return false
  }
}
