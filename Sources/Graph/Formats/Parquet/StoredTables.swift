import Parquet

/// The tables of a graph file whose rows are the graph, as an export of all of them writes them.
///
/// What follows from these rows (indexes, the full-text index) or holds them in another layout (blocks) is left out.
struct StoredTables {
  struct Table {
    let name: String
    let columns: [Column]
    /// What puts its rows in one order in every export.
    let key: [String]

    var list: String { columns.map { "\"\($0.name)\"" }.joined(separator: ", ") }
  }

  struct Column {
    let name: String
    let kind: Kind
    let isOptional: Bool

    var written: WrittenColumn {
      switch kind {
      case .integer: WrittenColumn(name, .integer64, isOptional: isOptional)
      case .real: WrittenColumn(name, .double, isOptional: isOptional)
      case .blob: WrittenColumn(name, .bytes, isOptional: isOptional)
      case .text, .any: WrittenColumn(name, .text, isOptional: isOptional)
      }
    }
  }

  enum Kind {
    case integer, real, text, blob
    /// Whatever SQLite holds, as ``MixedValue`` spells it.
    case any
  }

  let tables: [Table]

  /// Kept in blocks as well, so that their rows are not all there is.
  static let terms = "term"
  static let triples = "triple"
  /// The names of the kinds of terms: for readers of an export, the same in every graph.
  static let kinds = "term_kind"
  /// The property of each file that says by which format of graphs its columns go.
  static let formatProperty = "graphsh.format"

  private static let derived: Set = [
    "sentence_text", "triple_block", "term_block", "block_statistic", "block_state",
  ]

  init(_ connection: Connection) throws(StoreError) {
    let names = ExpectedSchema(version: Migration.currentVersion).objects
      .filter { $0.value.kind == .table && !Self.derived.contains($0.key) }.keys.sorted()
    var tables: [Table] = []
    for name in names { tables.append(try Self.table(name, connection)) }
    self.tables = tables
  }

  private static func table(
    _ name: String, _ connection: Connection
  ) throws(StoreError) -> Table {
    let rows = try Statement(
      connection, "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?, 'main')")
    try rows.bind(1, name)
    var columns: [Column] = []
    var key: [(place: Int64, name: String)] = []
    while try rows.step() {
      let isKey = rows.integer(3) > 0
      if isKey { key.append((rows.integer(3), rows.text(0))) }
      columns.append(
        Column(
          name: rows.text(0), kind: kind(rows.text(1)),
          isOptional: rows.integer(2) == 0 && !isKey))
    }
    return Table(
      name: name, columns: columns, key: key.sorted { $0.place < $1.place }.map(\.name))
  }

  private static func kind(_ type: String) -> Kind {
    switch type {
    case "INTEGER": .integer
    case "REAL": .real
    case "TEXT": .text
    case "BLOB": .blob
    default: .any
    }
  }
}
