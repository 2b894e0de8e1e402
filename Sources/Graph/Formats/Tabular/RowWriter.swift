/// Makes triples of the rows of a table.
struct RowWriter {
  let table: TableHeader
  private var values: PlainValues
  /// The subjects of rows with properties, and how often one came again.
  private var subjects: Set<UInt32> = []
  private var repeated = 0
  private var firstRepeated = ""

  init(table: TableHeader, values: PlainValues) {
    self.table = table
    self.values = values
  }

  /// - Throws: ``SyntaxError`` for a row that makes no triples.
  mutating func add(_ cells: [TableCell], to batch: inout ImportBatch, _ run: ImportRun) throws {
    switch table.layout {
    case .statements(let columns): try addStatement(cells, columns, to: &batch, run)
    case .edges(let columns): try addEdge(cells, columns, to: &batch, run)
    case .properties(let id): try addProperties(cells, id, to: &batch, run)
    }
  }

  /// That ids came again, if they did.
  func repetition(_ file: String) -> ImportNote? {
    guard repeated > 0, case .properties(let id) = table.layout else { return nil }
    return .repeatedIDs(
      file: file, column: table.names[id], rows: repeated, example: firstRepeated,
      isEdgeList: EdgeColumns(table.names) != nil)
  }

  private mutating func addStatement(
    _ cells: [TableCell], _ columns: StatementColumns, to batch: inout ImportBatch, _ run: ImportRun
  ) throws {
    let texts = [columns.subject, columns.predicate, columns.object].map { cells[$0] }
    let name = columns.graph.map { cells[$0] }.flatMap { $0.isMissing ? nil : $0.text }
    let terms: [Term]
    var graph: Term?
    if let column = columns.kinds {
      let kinds = cells[column].text.split(separator: " ").map(String.init)
      guard kinds.count == (name == nil ? 3 : 4) else {
        throw Self.problem("the kinds of \(name == nil ? "three" : "four") cells are needed")
      }
      terms = try zip(texts, kinds).map { try Self.term($0.text, $1) }
      graph = try name.map { try Self.term($0, kinds[3]) }
    } else {
      for (text, what) in zip(texts, ["subject", "predicate", "object"]) where text.isMissing {
        throw Self.problem("the \(what) is empty")
      }
      terms = [try node(texts[0]), values.predicate(texts[1].text), try node(texts[2])]
      graph = name.map { Self.blank($0) ?? values.predicate($0) }
    }
    batch.append(
      batch.number(terms[0]), batch.number(terms[1]), batch.number(terms[2]),
      graph: graph.map { batch.number($0) } ?? run.defaultGraph)
  }

  /// The edge itself and, if there are more columns, a blank node that has all cells of the row: so each edge has its
  /// own weight, also where two join the same nodes.
  private mutating func addEdge(
    _ cells: [TableCell], _ columns: EdgeColumns, to batch: inout ImportBatch, _ run: ImportRun
  ) throws {
    for end in [columns.source, columns.target] where cells[end].isMissing {
      throw Self.problem("the column \(table.names[end]) is empty")
    }
    let source = batch.number(try node(cells[columns.source]))
    let target = batch.number(try node(cells[columns.target]))
    let name = columns.predicate.map { cells[$0].text }.flatMap {
      EdgeColumns.isPredicate($0) ? $0 : nil
    }
    batch.append(
      source, batch.number(values.predicate(name ?? EdgeColumns.usualPredicate)), target,
      graph: run.defaultGraph)
    guard columns.others.contains(where: { !cells[$0].isMissing }) else { return }
    try addCells(
      cells, of: batch.freshBlankNumber(), columns: cells.indices, to: &batch, run)
  }

  private mutating func addProperties(
    _ cells: [TableCell], _ id: Int, to batch: inout ImportBatch, _ run: ImportRun
  ) throws {
    guard !cells[id].isMissing else {
      throw Self.problem("the column \(table.names[id]) is empty")
    }
    let subject = batch.number(try node(cells[id]))
    if !subjects.insert(subject).inserted {
      if repeated == 0 { firstRepeated = cells[id].text }
      repeated += 1
    }
    try addCells(cells, of: subject, columns: cells.indices.filter { $0 != id }, to: &batch, run)
  }

  private mutating func addCells(
    _ cells: [TableCell], of subject: UInt32, columns: some Sequence<Int>,
    to batch: inout ImportBatch, _ run: ImportRun
  ) throws {
    for column in columns where !cells[column].isMissing && !table.names[column].isEmpty {
      batch.append(
        subject, batch.number(values.predicate(table.names[column])),
        batch.number(try node(cells[column])), graph: run.defaultGraph)
    }
  }

  // MARK: Terms

  private mutating func node(_ cell: TableCell) throws -> Term {
    switch cell {
    case .plain(let text): try Self.blank(text) ?? values.cell(text)
    case .name(let text): try Self.blank(text) ?? values.name(text)
    case .term(let term): term
    case .missing: .string("")
    }
  }

  /// The blank node of a cell such as `_:b1`.
  private static func blank(_ text: String) -> Term? {
    guard text.hasPrefix("_:") else { return nil }
    let line = Array((text + "\n").utf8)
    guard (try? NTriplesTerm.checkBlankNode(0, in: line.span, ByteClasses.shared)) == line.count - 1
    else { return nil }
    return .blank(String(text.dropFirst(2)))
  }

  private static func term(_ text: String, _ kind: String) throws -> Term {
    let text = FormulaGuard.restored(text)
    if kind == "blank" {
      if let blank = blank("_:" + text) { return blank }
    } else if let term = TermKindText.join(text, kind: kind) {
      return term
    }
    throw Self.problem("\"\(text)\" is not of kind \(kind)")
  }

  private static func problem(_ what: String) -> SyntaxError {
    SyntaxError(offset: 0, problem: .other(what))
  }
}
