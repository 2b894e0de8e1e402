import Graph

/// What one statement of a program gave.
public struct Answers {
  /// What a statement did.
  public enum Kind: Sendable, Equatable {
    case query
    /// So many facts were new in the graph.
    case inserted(Int)
    /// So many facts were in the graph and no longer are.
    case deleted(Int)
    /// So many rows became facts of the program.
    case imported(Int, from: String)
    case exported(Int, to: String)
  }

  /// What the statement was, and how much it changed.
  public let kind: Kind
  /// Names of the answer's columns; empty for a query without variables.
  public let columns: [String]
  /// Rows of the answer.
  public let rowCount: Int
  /// For a query without variables, whether it holds.
  public let truth: Bool?
  /// What the reader should know beside the rows: rows passed over, names that nothing goes by.
  public let notes: [Diagnostic]
  /// Whether the next answers of the program follow at once, so that these may be written together with them.
  public let isFollowedAtOnce: Bool
  /// Where the query stands in the engine's sources.
  public let span: SourceSpan?
  private let cells: Cells?

  /// Words by column and row, with the dictionary that they are of.
  private final class Cells {
    let columns: [[Int32]]
    let dictionary: SessionDictionary

    init(_ columns: [[Int32]], _ dictionary: SessionDictionary) {
      self.columns = columns
      self.dictionary = dictionary
    }
  }

  init(
    kind: Kind, columns: [String] = [], rowCount: Int = 0, truth: Bool? = nil,
    notes: [Diagnostic] = [], isFollowedAtOnce: Bool = false, span: SourceSpan? = nil,
    values: [[Int32]] = [], dictionary: SessionDictionary? = nil
  ) {
    self.kind = kind
    self.columns = columns
    self.rowCount = rowCount
    self.truth = truth
    self.notes = notes
    self.isFollowedAtOnce = isFollowedAtOnce
    self.span = span
    cells = dictionary.map { Cells(values, $0) }
  }

  /// The engine's word for a cell; equal values have equal words.
  public func value(row: Int, column: Int) -> Value { Value(rawValue: cells!.columns[column][row]) }

  /// What a cell means. Decoded when asked for, so that only shown rows cost anything.
  public func term(row: Int, column: Int) throws -> Term {
    try cells!.dictionary.term(value(row: row, column: column))
  }

  /// A cell as people read it: canonical labels, ISO dates, strings without quotes.
  public func text(row: Int, column: Int) throws -> String {
    try cells!.dictionary.text(value(row: row, column: column))
  }

  /// The words of a column, if they are of this dictionary.
  func words(column: Int, of dictionary: SessionDictionary) -> [Int32]? {
    guard let cells, cells.dictionary === dictionary else { return nil }
    return cells.columns[column]
  }

  /// Whether both have their rows from one and the same query.
  func haveRows(of other: Answers) -> Bool { cells != nil && cells === other.cells }

  /// A row with all its cells decoded.
  public func row(_ number: Int) throws -> AnswerRow {
    AnswerRow(
      columns: columns, terms: try columns.indices.map { try term(row: number, column: $0) },
      texts: try columns.indices.map { try text(row: number, column: $0) })
  }
}
