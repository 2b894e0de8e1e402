import Base

/// Why a file could not be read or written as a graph: facts, which ``description`` puts into one sentence.
public enum FormatError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file breaks the rules of its format; line and column count from 1, the column in characters.
  case syntax(file: String, line: Int, column: Int?, problem: SyntaxProblem)
  /// The file cannot be read; `reason` is the system's.
  case cannotRead(file: String, reason: String)
  /// The reading was given up, as ``FileAccess/isStopped`` asked.
  case stopped(file: String)
  /// A gzip file that ends too early or whose contents do not match its checksum.
  case damagedGzip(file: String)
  /// Neither the file's ending nor the caller says what format it has.
  case unknownFormat(file: String)
  /// The file's ending is that of a format that is not read; `wayOut` says what to do.
  case unreadFormat(file: String, name: String, wayOut: String)
  /// A file that is plainly of another format than its ending or the caller says, or that has no telling ending;
  /// `wayOut` says how to read it.
  case otherFormat(file: String, name: String, wayOut: String)
  /// What relative IRIs are to be relative to is no absolute IRI.
  case badBase(String)
  /// `id` names a column that the file does not have.
  case noColumn(file: String, name: String, columns: [String])
  /// A Parquet file that cannot be read, or holds what is not read.
  case badParquet(file: String, problem: String)
  /// A row of an exported table that no graph has, or tables that contradict one another.
  case damagedTable(file: String, detail: String)
  /// A folder that was to hold all tables of a graph lacks one.
  case missingTable(folder: String, name: String)
  /// An exported table of another version of graphsh.
  case otherTableFormat(file: String, version: String, expected: String)
  /// Exported tables are a whole graph, and cannot come into one that holds something already.
  case graphNotEmpty(folder: String)

  /// What is wrong, where, and what to do about it.
  public var description: String {
    switch self {
    case .syntax(let file, let line, let column?, let problem):
      "\(file):\(line):\(column): \(problem)"
    case .syntax(let file, let line, nil, let problem): "\(file):\(line): \(problem)"
    case .cannotRead(let file, let reason): "cannot read \(file): \(reason)"
    case .stopped(let file): "reading \(file) was stopped"
    case .damagedGzip(let file): "\(file) is damaged: its gzip stream ends early or is corrupt"
    case .unknownFormat(let file):
      "cannot tell the format of \(file) from its ending: name it (\(GraphFormat.namesForReading))"
    case .unreadFormat(let file, let name, let wayOut):
      "\(file) is \(name), which is not read: \(wayOut)"
    case .otherFormat(let file, let name, let wayOut): "\(file) is \(name): \(wayOut)"
    case .badBase(let base):
      "the base \(base) is not an absolute IRI such as http://example.org/file"
    case .noColumn(let file, let name, let columns):
      "\(file) has no column \(name); its columns are \(columns.joined(separator: ", "))"
    case .badParquet(let file, let problem): "\(file) \(problem)"
    case .damagedTable(let file, let detail): "\(file) is damaged: \(detail)"
    case .missingTable(let folder, let name):
      "\(folder) has no table \(name), which every graph has: it is no export of a graph, or not all "
        + "of one"
    case .otherTableFormat(let file, let version, let expected):
      "\(file) has the format \(version) of another graphsh, and this one reads \(expected): export it "
        + "anew, or use that version"
    case .graphNotEmpty(let folder):
      "\(folder) is a whole graph, and this graph is not empty: import it into a new one (--db)"
    }
  }
}
