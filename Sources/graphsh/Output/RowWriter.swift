import Graph

/// One cell of an answer: what it is, and how answers show it.
struct Cell {
  var term: Term
  var text: String
}

/// Writes one set of answers in one format.
protocol RowWriter {
  mutating func begin(columns: [String]) throws(OutputError)
  mutating func write(row: [Cell]) throws(OutputError)
  /// Ends the set; writers that need to see all rows before the first (tables) write here.
  mutating func finish() throws(OutputError)
}

/// What a writer may be told about how to lay out its rows.
struct Layout {
  /// Whether CSV, TSV, tables and Markdown begin with the names of the columns.
  var hasHeader = true
  /// The columns of the terminal that tables are cut to; nil where there is no terminal.
  var width: Int?
  /// The most rows that a table shows; nil for all.
  var rowLimit: Int?
}
