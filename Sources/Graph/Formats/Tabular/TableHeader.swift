import Base

/// What the columns of a table stand for, as its header and the options say.
struct TableHeader {
  enum Layout {
    case statements(StatementColumns)
    case edges(EdgeColumns)
    /// The column that says what a record is about.
    case properties(Int)
  }

  /// The names of the columns, without blanks around them.
  let names: [String]
  let layout: Layout
  /// Whether the table has no header and its first row is one like the others.
  let isMissing: Bool

  /// - Parameter first: the cells of the first row.
  init(
    _ first: [String], _ file: String, _ options: ImportOptions, _ rows: DelimitedRecords
  ) throws(FormatError) {
    let header = first.map(Self.trimmed)
    if let name = options.idColumn {
      guard let id = header.firstIndex(of: name) else {
        throw .noColumn(file: file, name: name, columns: header)
      }
      (names, layout, isMissing) = (header, .properties(id), false)
    } else if let columns = StatementColumns(header) {
      (names, layout, isMissing) = (header, .statements(columns), false)
    } else if let columns = EdgeColumns(header) {
      (names, layout, isMissing) = (header, .edges(columns), false)
    } else if let columns = EdgeColumns(firstRow: header) {
      names = EdgeColumns.names(count: header.count)
      (layout, isMissing) = (.edges(columns), true)
    } else {
      throw .syntax(
        file: file, line: rows.firstLine, column: nil,
        problem: .other(
          "the header must name subject, predicate and object, or source and target of edges; "
            + "for one column a property, say with --id which column names what a record is "
            + "about (cells are taken to be separated by \(rows.dialect.separatorName))"))
    }
  }

  /// The header of a table whose columns have names in any case; nil where they do not tell what a row is.
  init?(
    columns: [String], _ file: String, _ options: ImportOptions
  ) throws(FormatError) {
    names = columns
    isMissing = false
    if let name = options.idColumn {
      guard let id = columns.firstIndex(of: name) else {
        throw .noColumn(file: file, name: name, columns: columns)
      }
      layout = .properties(id)
    } else if let statements = StatementColumns(columns) {
      layout = .statements(statements)
    } else if let edges = EdgeColumns(columns) {
      layout = .edges(edges)
    } else {
      return nil
    }
  }

  private static func trimmed(_ name: String) -> String {
    var name = name[...]
    while let first = name.first, first.isWhitespace { name.removeFirst() }
    while let last = name.last, last.isWhitespace { name.removeLast() }
    return String(name)
  }
}

/// The columns of a table that has a statement a row.
struct StatementColumns {
  var subject: Int
  var predicate: Int
  var object: Int
  var graph: Int?
  var kinds: Int?

  /// Nil where the header does not name them.
  init?(_ header: [String]) {
    let names = header.map { $0.lowercased() }
    guard let subject = names.firstIndex(of: "subject"),
      let predicate = names.firstIndex(of: "predicate"),
      let object = names.firstIndex(of: "object")
    else { return nil }
    (self.subject, self.predicate, self.object) = (subject, predicate, object)
    graph = names.firstIndex(of: "graph")
    kinds = names.firstIndex(of: "kinds")
  }
}
