/// What an import made of a file that does not say it plainly, so that its user can check it.
public enum ImportNote: Sendable, Equatable, CustomStringConvertible {
  /// A table was read as edges from one column to another.
  case edgeList(file: String, source: String, target: String, others: [String])
  /// Something else parts the cells than the format says; `separator` names it ("semicolons").
  case separator(file: String, separator: String)
  /// So many rows name an id that an earlier row names, such as `example`: their cells are facts of one node.
  case repeatedIDs(file: String, column: String, rows: Int, example: String, isEdgeList: Bool)

  /// The note as a sentence.
  public var description: String {
    switch self {
    case .edgeList(let file, let source, let target, let others):
      "\(file): read as an edge list: \(source) → \(target)"
        + (others.isEmpty
          ? "" : "; each row is also a node, with \(others.joined(separator: ", ")) of its edge")
    case .separator(let file, let separator): "\(file): cells are separated by \(separator)"
    case .repeatedIDs(let file, let column, let rows, let example, let isEdgeList):
      "\(file): \(rows) \(rows == 1 ? "row has" : "rows have") the same \(column) as an earlier row "
        + "(such as \(example)), and equal cells in them are one fact"
        + (isEdgeList ? "; without --id each row is a separate edge" : "")
    }
  }
}
