import Graph

/// What one statement of a program gave.
public struct Answers {
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

  public let kind: Kind
  /// Names of the answer's columns; empty for a query without variables.
  public let columns: [String]
  public let rowCount: Int
  /// For a query without variables, whether it holds.
  public let truth: Bool?
  /// What the reader should know beside the rows: rows passed over, names that nothing goes by.
  public let notes: [Diagnostic]
  /// Whether the next answers of the program follow at once, so that these may be written together with them.
  public let isFollowedAtOnce: Bool
  private let values: [[Int32]]
  private let dictionary: SessionDictionary?

  init(
    kind: Kind, columns: [String] = [], rowCount: Int = 0, truth: Bool? = nil,
    notes: [Diagnostic] = [], isFollowedAtOnce: Bool = false, values: [[Int32]] = [],
    dictionary: SessionDictionary? = nil
  ) {
    self.kind = kind
    self.columns = columns
    self.rowCount = rowCount
    self.truth = truth
    self.notes = notes
    self.isFollowedAtOnce = isFollowedAtOnce
    self.values = values
    self.dictionary = dictionary
  }

  /// The engine's word for a cell; equal values have equal words.
  public func value(row: Int, column: Int) -> Value { Value(rawValue: values[column][row]) }

  /// What a cell means. Decoded when asked for, so that only shown rows cost anything.
  public func term(row: Int, column: Int) throws -> Term {
    try dictionary!.term(value(row: row, column: column))
  }

  /// A cell as people read it: canonical labels, ISO dates, strings without quotes.
  public func text(row: Int, column: Int) throws -> String {
    try dictionary!.text(value(row: row, column: column))
  }

  /// A row with all its cells decoded.
  public func row(_ number: Int) throws -> AnswerRow {
    AnswerRow(
      columns: columns, terms: try columns.indices.map { try term(row: number, column: $0) },
      texts: try columns.indices.map { try text(row: number, column: $0) })
  }
}
