extension KnowledgeGraph {
  /// The rows of a relation of the store, as columns of raw values.
  ///
  /// Documents, sentences and statements are their row ids as inline integers. Columns that are no terms of the file
  /// (titles, texts, confidences, …) become values through `intern`; where there is none (a document without a date, a
  /// claim without an object), they are the empty string.
  ///
  /// - Parameters:
  ///   - bound: columns that must equal a value; by an index where there is one.
  ///   - needed: the columns that the caller reads; the others may hold anything. Nil is all.
  ///   - intern: gives the value of a term, the same for the same term.
  ///   - term: gives the term of a value that is not of the file, where it is known.
  public func scan(
    _ relation: StoreRelation, bound: [(column: Int, value: Value)], needed: Set<Int>? = nil,
    intern: (Term) throws -> Value, term: (Value) throws -> Term? = { _ in nil }
  ) throws -> [[Int32]] {
    if relation == .time { return try scanTimes(bound: bound, intern: intern) }
    let source = ScanSource(relation)
    var conditions = source.condition.map { [$0] } ?? []
    var parameters: [any Bindable] = []
    var later: [(column: Int, value: Value)] = []
    var used = needed ?? Set(source.columns.indices)
    for (column, value) in bound {
      switch try condition(source.columns[column], equals: value, term) {
      case .never: return source.columns.map { _ in [] }
      case .afterwards:
        later.append((column, value))
        used.insert(column)
      case .parameter(let parameter):
        conditions.append("\(source.columns[column].sql) = ?")
        parameters.append(parameter)
      }
    }
    let list = source.columns.enumerated().map { used.contains($0) ? $1.sql : "0" }
    let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    let rows = try connection.statement(
      """
      SELECT \(source.isDistinct ? "DISTINCT " : "")\(list.joined(separator: ", "))
      FROM \(source.table)\(filter)
      """)
    for (place, parameter) in parameters.enumerated() {
      try rows.bind(Int32(place + 1), parameter)
    }
    defer { rows.reset() }
    var columns = source.columns.map { _ in [Int32]() }
    if source.columns.allSatisfy({ $0.isInteger }) {
      try rows.appendRows(to: &columns)
      let rowColumns = source.columns.indices.filter { source.columns[$0].kind == .row }
      for column in rowColumns {
        for row in columns[column].indices {
          columns[column][row] = inlineValue(Int64(columns[column][row])).rawValue
        }
      }
      return columns
    }
    var reader = ScanReader()
    while try rows.step() {
      for column in columns.indices {
        let value =
          used.contains(column)
          ? try reader.value(rows, Int32(column), source.columns[column].kind, intern)
          : Value(rawValue: 0)
        columns[column].append(value.rawValue)
      }
      if later.contains(where: { columns[$0.column].last != $0.value.rawValue }) {
        for column in columns.indices { columns[column].removeLast() }
      }
    }
    return columns
  }

  private enum Condition {
    case never
    /// Only the caller knows the value: compare when the row is there.
    case afterwards
    case parameter(any Bindable)
  }

  private func condition(
    _ column: ScanSource.Column, equals value: Value, _ termOfOthers: (Value) throws -> Term?
  ) throws -> Condition {
    switch column.kind {
    case .value: return .parameter(value)
    case .row: return value.inlineInteger.map { .parameter($0) } ?? .never
    case .number, .optionalValue, .stance: return .afterwards
    case .text, .date:
      guard value.rawValue >= 0 else { return .afterwards }
      switch try value.rawValue < Value.firstSessionID ? term(value) : termOfOthers(value) {
      case .string(let text) where !text.isEmpty && column.kind == .text: return .parameter(text)
      case .date(let date) where column.kind == .date: return .parameter(date.description)
      default: return .afterwards
      }
    }
  }
}

/// Where the rows of a store relation come from.
private struct ScanSource {
  enum Kind { case value, optionalValue, row, text, date, number, stance }
  struct Column {
    var sql: String
    var kind: Kind
    var isInteger: Bool { kind == .value || kind == .row }
  }

  var table: String
  var columns: [Column]
  var condition: String?
  /// Whether rows of the table may be one row of the relation.
  var isDistinct = false

  init(_ relation: StoreRelation) {
    func column(_ sql: String, _ kind: Kind) -> Column { Column(sql: sql, kind: kind) }
    switch relation {
    case .triple:
      table = "triple"
      columns = [
        column("subject", .value), column("predicate", .value), column("object", .value),
      ]
    case .fact:
      table = "statement"
      columns = [
        column("id", .row), column("subject", .value), column("predicate", .value),
        column("object", .value),
      ]
      condition = "asserted AND object IS NOT NULL"
    case .statement:
      table = "statement"
      columns = [
        column("id", .row), column("subject", .value), column("predicate", .value),
        column("object", .optionalValue),
      ]
    case .evidence:
      table = "evidence JOIN sentence ON sentence.id = evidence.sentence"
      columns = [
        column("evidence.statement", .row), column("sentence.document", .row),
        column("evidence.sentence", .row), column("evidence.confidence", .number),
      ]
    case .occurrence:
      table = "evidence"
      columns = [
        column("id", .row), column("statement", .row), column("sentence", .row),
        column("confidence", .number),
      ]
    case .time, .circumstance:
      table = "circumstance"
      columns = [column("evidence", .row), column("name", .text), column("value", .value)]
    case .qualifier:
      table = "circumstance JOIN evidence ON evidence.id = circumstance.evidence"
      columns = [
        column("evidence.statement", .row), column("circumstance.name", .text),
        column("circumstance.value", .value),
      ]
      isDistinct = true
    case .negated:
      table = "statement"
      columns = [column("id", .row)]
      condition = "negated"
    case .modality:
      table = "statement"
      columns = [column("id", .row), column("modality", .text)]
      condition = "modality IS NOT NULL"
    case .said:
      table = "statement"
      columns = [column("attributed_to", .value), column("id", .row)]
      condition = "attributed_to IS NOT NULL"
    case .date:
      table = "statement"
      columns = [column("id", .row), column("date", .date)]
      condition = "date IS NOT NULL"
    case .stance:
      table = "statement"
      columns = [column("id", .row), column(ClaimStance.sql, .stance)]
    case .reported:
      table = """
        evidence JOIN sentence ON sentence.id = evidence.sentence
        JOIN document ON document.id = sentence.document
        """
      columns = [column("evidence.statement", .row), column("document.date", .date)]
      condition = "document.date IS NOT NULL"
      isDistinct = true
    case .relation:
      // Both ways of one that holds both ways are one row.
      table = """
        (SELECT DISTINCT statement, relation.name AS name FROM statement_relation
          JOIN relation ON relation.id = statement_relation.relation)
        """
      columns = [column("statement", .row), column("name", .text)]
    case .related:
      table = "statement_relation JOIN relation ON relation.id = statement_relation.relation"
      columns = [
        column("statement_relation.statement", .row), column("relation.name", .text),
        column("statement_relation.subject", .value), column("statement_relation.object", .value),
      ]
      condition =
        "statement_relation.subject IS NOT NULL AND statement_relation.object IS NOT NULL"
    case .wording:
      table = "statement JOIN term ON term.id = statement.predicate"
      columns = [column("statement.id", .row), column("term.text", .text)]
    case .document:
      table = "document"
      columns = [
        column("id", .row), column("title", .text), column("date", .date), column("source", .text),
      ]
    case .sentence:
      table = "sentence"
      columns = [
        column("id", .row), column("document", .row), column("number", .row), column("text", .text),
      ]
    case .documentProperty:
      table = "document_property"
      columns = [column("document", .row), column("name", .text), column("value", .text)]
    case .documentCharacters:
      table = "document_characters"
      columns = [
        column("document", .row), column("role", .text), column("taken", .row),
        column("left_out", .row),
      ]
    case .sentencePage:
      table = "sentence"
      columns = [column("id", .row), column("page", .row)]
      condition = "page IS NOT NULL"
    case .mention:
      table = "mention"
      columns = [column("entity", .value), column("sentence", .row), column("surface", .text)]
    case .alias:
      table = "alias"
      condition = "NOT refused"
      columns = [column("entity", .value), column("name", .text)]
    case .label:
      table = "entity JOIN term ON term.id = entity.term"
      columns = [column("entity.term", .value), column("term.text", .text)]
    case .type:
      table = "entity_type"
      columns = [column("entity", .value), column("type", .value)]
    }
  }
}

/// Turns the columns of rows into values, each different text only once.
private struct ScanReader {
  private var texts: [String: Value] = [:]
  private var dates: [String: Value] = [:]
  private var stances: [String: Value] = [:]
  private var numbers: [Double: Value] = [:]

  mutating func value(
    _ rows: Statement, _ column: Int32, _ kind: ScanSource.Kind,
    _ intern: (Term) throws -> Value
  ) throws -> Value {
    switch kind {
    case .value: return rows.value(column)
    case .row: return inlineValue(rows.integer(column))
    case .optionalValue: return rows.isNull(column) ? try text("", intern) : rows.value(column)
    case .text: return try text(rows.text(column), intern)
    case .stance:
      let written = rows.text(column)
      if let known = stances[written] { return known }
      let value = try intern(.string(ClaimStance(stored: written).rawValue))
      stances[written] = value
      return value
    case .date:
      let written = rows.text(column)
      if let known = dates[written] { return known }
      let value = try CalendarDate(written).map { try intern(.date($0)) } ?? text(written, intern)
      dates[written] = value
      return value
    case .number:
      let number = rows.double(column)
      if let known = numbers[number] { return known }
      let value = try intern(.float(number))
      numbers[number] = value
      return value
    }
  }

  private mutating func text(
    _ text: String, _ intern: (Term) throws -> Value
  ) throws -> Value {
    if let known = texts[text] { return known }
    let value = try intern(.string(text))
    texts[text] = value
    return value
  }
}

/// A row id as an inline integer. Row ids of documents, sentences and statements stay below 2^30.
func inlineValue(_ row: Int64) -> Value { Value(inline: row) ?? .impossible }
