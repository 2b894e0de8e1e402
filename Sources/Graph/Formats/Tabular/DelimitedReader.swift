/// Reads CSV and TSV into a batch: a statement a record under the header `subject,predicate,object`, or, where a
/// column is named that says what a record is about, a property a column.
///
/// `graph` may be one more column of the first form, and `kinds`, which gives the kinds of the cells
/// (``TermKindText``); without it a cell means what it looks like (``PlainValues``).
struct DelimitedReader {
  let graph: KnowledgeGraph
  let separator: UInt8

  func read(_ source: ByteSource, into batch: inout ImportBatch, _ run: ImportRun) throws {
    var rows = DelimitedRows(source, separator: separator)
    guard let header = try rows.next()?.map(\.text) else { return }
    let layout = try layout(header, source.name, run.options, rows)
    var values = PlainValues(graph)
    while true {
      do {
        guard let cells = try rows.next() else { break }
        guard cells.count == header.count else {
          throw rows.problem(
            .other("\(cells.count) cells under a header of \(header.count) columns"))
        }
        switch layout {
        case .statements(let columns):
          try addStatement(cells, columns, rows, &values, to: &batch, run)
        case .properties(let id):
          try addProperties(cells, header, id, rows, &values, to: &batch, run)
        }
      } catch let error as FormatError {
        guard case .syntax = error else { throw error }
        try run.skip(error)
      }
      if batch.count & 0xFFF == 0 { try run.report(batch.count) }
    }
    try run.report(batch.count)
  }

  // MARK: The header

  private enum Layout {
    case statements(Columns)
    /// The column that says what a record is about.
    case properties(Int)
  }

  private struct Columns {
    var subject: Int
    var predicate: Int
    var object: Int
    var graph: Int?
    var kinds: Int?
  }

  private func layout(
    _ header: [String], _ file: String, _ options: ImportOptions, _ rows: DelimitedRows
  ) throws(FormatError) -> Layout {
    if let name = options.idColumn {
      guard let id = header.firstIndex(of: name) else {
        throw .noColumn(file: file, name: name, columns: header)
      }
      return .properties(id)
    }
    let names = header.map { $0.lowercased() }
    guard let subject = names.firstIndex(of: "subject"),
      let predicate = names.firstIndex(of: "predicate"),
      let object = names.firstIndex(of: "object")
    else {
      throw rows.problem(
        .other(
          "the header must name subject, predicate and object; for one column a property, "
            + "say with --id which column names what a record is about"))
    }
    return .statements(
      Columns(
        subject: subject, predicate: predicate, object: object,
        graph: names.firstIndex(of: "graph"), kinds: names.firstIndex(of: "kinds")))
  }

  // MARK: Records

  private func addStatement(
    _ cells: [DelimitedRows.Cell], _ columns: Columns, _ rows: DelimitedRows,
    _ values: inout PlainValues, to batch: inout ImportBatch, _ run: ImportRun
  ) throws {
    let texts = [columns.subject, columns.predicate, columns.object].map { cells[$0].text }
    let name = columns.graph.map { cells[$0].text }.flatMap { $0.isEmpty ? nil : $0 }
    let terms: [Term]
    var graph: Term?
    if let column = columns.kinds {
      let kinds = cells[column].text.split(separator: " ").map(String.init)
      guard kinds.count == (name == nil ? 3 : 4) else {
        throw rows.problem(
          .other("the kinds of \(name == nil ? "three" : "four") cells are needed"))
      }
      terms = try zip(texts, kinds).map { try term($0, $1, rows) }
      graph = try name.map { try term($0, kinds[3], rows) }
    } else {
      for (text, what) in zip(texts, ["subject", "predicate", "object"]) where text.isEmpty {
        throw rows.problem(.other("the \(what) is empty"))
      }
      terms = [
        try blank(texts[0]) ?? values.name(texts[0]), values.predicate(texts[1]),
        try blank(texts[2]) ?? values.cell(texts[2]),
      ]
      graph = name.map { blank($0) ?? values.predicate($0) }
    }
    batch.append(
      batch.number(terms[0]), batch.number(terms[1]), batch.number(terms[2]),
      graph: graph.map { batch.number($0) } ?? run.defaultGraph)
  }

  private func addProperties(
    _ cells: [DelimitedRows.Cell], _ header: [String], _ id: Int, _ rows: DelimitedRows,
    _ values: inout PlainValues, to batch: inout ImportBatch, _ run: ImportRun
  ) throws {
    guard !cells[id].text.isEmpty else {
      throw rows.problem(.other("the column \(header[id]) is empty"))
    }
    let subject = batch.number(try blank(cells[id].text) ?? values.name(cells[id].text))
    for (column, cell) in cells.enumerated()
    where column != id && !(cell.text.isEmpty && !cell.isQuoted) && !header[column].isEmpty {
      batch.append(
        subject, batch.number(values.predicate(header[column])),
        batch.number(try blank(cell.text) ?? values.cell(cell.text)), graph: run.defaultGraph)
    }
  }

  /// The blank node of a cell such as `_:b1`.
  private func blank(_ text: String) -> Term? {
    guard text.hasPrefix("_:") else { return nil }
    let line = Array((text + "\n").utf8)
    guard (try? NTriplesTerm.checkBlankNode(0, in: line.span, ByteClasses.shared)) == line.count - 1
    else { return nil }
    return .blank(String(text.dropFirst(2)))
  }

  private func term(
    _ text: String, _ kind: String, _ rows: DelimitedRows
  ) throws(FormatError) -> Term {
    let text = FormulaGuard.restored(text)
    if kind == "blank" {
      if let blank = blank("_:" + text) { return blank }
    } else if let term = TermKindText.join(text, kind: kind) {
      return term
    }
    throw rows.problem(.other("\"\(text)\" is no \(kind)"))
  }
}
