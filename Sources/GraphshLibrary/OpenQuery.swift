import CGraphsh
import GQL
import Graph

/// What stands behind a `graphsh_query *`.
final class OpenQuery {
  let graph: OpenGraph
  /// Nil for answers of a program, which cannot be run again.
  private let query: PreparedQuery?
  private var values: [String: Term] = [:]
  /// The answers, once it has run, and the row at hand.
  private var answers: Answers?
  private var row = -1

  private let cell = KeptText()
  private var columnNames: [KeptText] = []
  private var noteTexts: [KeptText] = []
  private let parameterNames: [KeptText]

  init(_ query: PreparedQuery, of graph: OpenGraph) {
    self.query = query
    self.graph = graph
    parameterNames = query.parameters.map(KeptText.init)
  }

  /// What a query of a program gave.
  init(answering answers: Answers, of graph: OpenGraph) {
    query = nil
    self.graph = graph
    parameterNames = []
    keep(answers)
  }

  private func keep(_ new: Answers) {
    columnNames = (new.truth == nil ? new.columns : ["answer"]).map(KeptText.init)
    if let engine = graph.engine {
      let renderer = DiagnosticRenderer(sources: engine.sources)
      noteTexts = new.notes.map { KeptText(renderer.render($0)) }
    }
    answers = new
  }

  func bind(_ value: Term, to name: String) throws {
    guard let query else { throw Misuse("these are answers of a program: nothing can be bound") }
    let name = ParameterName(name).text
    guard query.parameters.contains(name) else {
      throw Misuse("the query has no parameter $\(name)")
    }
    values[name] = value
    reset()
  }

  /// Begins anew: a query is run again, answers of a program are gone through from their first row.
  func reset() {
    if query != nil { answers = nil }
    row = -1
  }

  /// The answers; the query is run where that has not been done.
  func run() throws -> Answers {
    if let answers {
      // A wish to stop that came between two calls is for neither.
      graph.engine?.cancellation.reset()
      return answers
    }
    guard let query else { throw Misuse("there are no answers") }
    let new = try query.answers(values)
    keep(new)
    return new
  }

  /// Rows of the answer: one where it is a truth.
  func rowCount() throws -> Int {
    let answers = try run()
    return answers.truth == nil ? answers.rowCount : 1
  }

  /// Whether there is a further row, which is then at hand.
  func step() throws -> Bool {
    let count = try rowCount()
    if row < count { row += 1 }
    return row < count
  }

  var columnCount: Int { columnNames.count }
  var parameterCount: Int { parameterNames.count }

  func columnName(_ column: Int) -> UnsafePointer<CChar>? {
    columnNames.indices.contains(column) ? UnsafePointer(columnNames[column].pointer) : nil
  }

  var noteCount: Int { noteTexts.count }

  func note(_ number: Int) -> UnsafePointer<CChar>? {
    noteTexts.indices.contains(number) ? UnsafePointer(noteTexts[number].pointer) : nil
  }

  func parameterName(_ parameter: Int) -> UnsafePointer<CChar>? {
    parameterNames.indices.contains(parameter)
      ? UnsafePointer(parameterNames[parameter].pointer) : nil
  }

  // MARK: The row at hand

  /// - Throws: ``Misuse`` where there is no such cell
  private func checked(_ column: Int) throws -> Answers {
    guard let answers, row >= 0, try row < rowCount() else { throw Misuse("no row is at hand") }
    guard columnNames.indices.contains(column) else {
      throw Misuse("no column \(column): there are \(columnNames.count)")
    }
    return answers
  }

  func term(_ column: Int) throws -> Term {
    let answers = try checked(column)
    if let truth = answers.truth { return .boolean(truth) }
    return try answers.term(row: row, column: column)
  }

  func text(_ column: Int) throws -> String {
    let answers = try checked(column)
    if let truth = answers.truth { return String(truth) }
    return try answers.text(row: row, column: column)
  }

  func keptText(_ column: Int) throws -> UnsafePointer<CChar> { cell.set(try text(column)) }

  /// The number of a node of the graph; nil for what is none.
  func id(_ column: Int) throws -> Int64? {
    let answers = try checked(column)
    guard answers.truth == nil else { return nil }
    switch try answers.term(row: row, column: column) {
    case .entity, .iri, .blank:
      let id = answers.value(row: row, column: column).termID
      return id.flatMap { $0 < Value.firstSessionID ? Int64($0) : nil }
    default: return nil
    }
  }
}

extension Term {
  /// As the interface tells kinds of cells apart.
  var cellType: Int {
    switch self {
    case .string: GRAPHSH_TYPE_TEXT
    case .integer: GRAPHSH_TYPE_INTEGER
    case .float: GRAPHSH_TYPE_FLOAT
    case .boolean: GRAPHSH_TYPE_BOOLEAN
    case .date: GRAPHSH_TYPE_DATE
    case .dateTime: GRAPHSH_TYPE_DATETIME
    case .entity: GRAPHSH_TYPE_ENTITY
    case .iri: GRAPHSH_TYPE_IRI
    case .blank: GRAPHSH_TYPE_BLANK
    default: GRAPHSH_TYPE_LITERAL
    }
  }
}
