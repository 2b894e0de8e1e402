import Base

/// Reads CSV and TSV into a batch: a statement a record under the header `subject,predicate,object`; an edge a record
/// under that of an edge list (``EdgeColumns``); or, where a column is named that says what a record is about, a property
/// a column.
///
/// `graph` may be one more column of the first form, and `kinds`, which gives the kinds of the cells
/// (``TermKindText``); without it a cell means what it looks like (``PlainValues``), in whatever column it stands: what
/// is an integer in one is the same node in another.
struct DelimitedReader {
  let graph: KnowledgeGraph
  /// What parts cells in this format.
  let usualSeparator: UInt8

  func read(_ source: ByteSource, into batch: inout ImportBatch, _ run: ImportRun) throws {
    var rows = try DelimitedRecords(usual: usualSeparator) {
      Self.isHeader($0, run.options)
    } read: {
      try source.read(into: &$0, $1)
    }
    guard let first = try next(&rows, source.name)?.map(\.text) else { return }
    let table = try TableHeader(first, source.name, run.options, rows)
    if rows.dialect.separator != usualSeparator {
      run.note(.separator(file: source.name, separator: rows.dialect.separatorName))
    }
    if case .edges(let columns) = table.layout {
      run.note(
        .edgeList(
          file: source.name, source: table.names[columns.source],
          target: table.names[columns.target], others: columns.others.map { table.names[$0] }))
    }
    var writer = RowWriter(table: table, values: PlainValues(graph))
    if table.isMissing {
      try add(
        first.map { .init(text: $0, isQuoted: false) }, at: rows.firstLine, source.name, &writer,
        &batch, run)
    }
    while true {
      do {
        guard let cells = try next(&rows, source.name) else { break }
        try add(cells, at: rows.firstLine, source.name, &writer, &batch, run)
      } catch let error as FormatError {
        guard case .syntax = error else { throw error }
        try run.skip(error)
      }
      if batch.count & 0xFFF == 0 { try run.report(batch.count) }
    }
    if let note = writer.repetition(source.name) { run.note(note) }
    try run.report(batch.count)
  }

  /// The next record; nil at the end.
  private func next(
    _ rows: inout DelimitedRecords, _ file: String
  ) throws -> [DelimitedRecords.Cell]? {
    do { return try rows.next() } catch let error as DelimitedRecords.Problem {
      throw FormatError.syntax(
        file: file, line: error.line, column: nil, problem: SyntaxProblem(error.kind))
    }
  }

  private static func isHeader(_ names: [String], _ options: ImportOptions) -> Bool {
    if let id = options.idColumn { return names.contains(id) }
    return StatementColumns(names) != nil || EdgeColumns(names) != nil
  }

  private func add(
    _ cells: [DelimitedRecords.Cell], at line: Int, _ file: String, _ writer: inout RowWriter,
    _ batch: inout ImportBatch, _ run: ImportRun
  ) throws {
    let columns = writer.table.names.count
    guard cells.count == columns else {
      // A comment among the rows has no columns.
      if let first = cells.first, !first.isQuoted,
        DelimitedDialect.isComment(first.text.utf8.first)
      {
        return
      }
      let problem =
        "\(cells.count) \(cells.count == 1 ? "cell" : "cells") under a header of \(columns) columns"
      throw FormatError.syntax(file: file, line: line, column: nil, problem: .other(problem))
    }
    do {
      try writer.add(cells.map { .plain($0.text) }, to: &batch, run)
    } catch let error as SyntaxError {
      throw FormatError.syntax(file: file, line: line, column: nil, problem: error.problem)
    }
  }
}

extension SyntaxProblem {
  fileprivate init(_ kind: DelimitedRecords.Problem.Kind) {
    self =
      switch kind {
      case .notUTF8: .notUTF8
      case .noSeparator: .expected("a separator after the closing quote")
      case .openQuote: .cutOff("a quoted cell")
      case .tooLong: .other("the record is longer than can be held")
      }
  }
}
