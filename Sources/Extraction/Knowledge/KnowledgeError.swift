/// Why a table of knowledge could not be read.
public enum KnowledgeError: Error, Equatable, CustomStringConvertible {
  case unreadable(path: String, reason: String)
  /// The first line names no table that extraction knows.
  case unknownTable(path: String, heading: String)
  /// A row has no value in its first column, or a value that the column cannot hold.
  case malformedRow(path: String, line: Int, problem: String)

  /// The table, the line, and what is wrong there.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): \(reason)"
    case .unknownTable(let path, let heading):
      "\(path):1: '\(heading)' is not the heading of a table; the first column must be one of "
        + KnowledgeTable.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    case .malformedRow(let path, let line, let problem): "\(path):\(line): \(problem)"
    }
  }
}
