import GQL
import Graph

extension Tool {
  static let query = Tool(
    name: "query", title: "Run a query",
    description: """
      Runs a program of GQL, graphsh's Datalog, that ends with one query: rules and facts may stand before it and hold for \
      this call only. Gives its rows, and for each of them sentences that it rests on. Examples: met("Lee", Who)?   \
      ?(Who, N = count(X)) :- met(Who, X) order by N desc limit 5.   Names that a graph knows are found with search, \
      relations with schema.
      """,
    parameters: [
      Parameter("program", .text(64 << 10), "the program, in GQL", isRequired: true),
      .limit("rows"), .cursor,
      Parameter(
        "sources", .boolean, "whether sentences are given for each row (true if left out)"),
    ],
    members: [
      Member("columns", .array, "names of the columns"),
      Member(
        "rows", .array,
        "cells and sentences (ids) of each; a cell has its text, the id of a node of the graph, and the number that it is"
      ),
      Member("truth", .boolean, "for a query without variables, whether it holds"),
      Member("total", .integer, "rows of the whole answer"),
      .notes, .next, .sentences,
    ]
  ) { arguments, work in
    let program = StatementScanner.withFinalMark(try arguments.requiredText("program"))
    do {
      return try QueryAnswer(work, program: program, arguments).answer()
    } catch let error as DiagnosticsError {
      throw ToolError(error, in: program)
    }
  }
}

/// Runs a query and writes its rows.
private struct QueryAnswer {
  private let work: Work
  private let program: String
  private let start: Int
  private let limit: Int
  private let givesSources: Bool

  /// Rows up to which sentences are looked for: every answer has to be proved for them.
  private static let mostProved = 1000
  /// The most that finding sentences may take, or the reason of an empty answer.
  private static let patience = Duration.seconds(3)
  /// Sentences of one row.
  private static let sentencesOfRow = 3
  /// Characters of a cell.
  private static let longestCell = 500

  init(_ work: Work, program: String, _ arguments: ToolArguments) throws {
    self.work = work
    self.program = program
    start = try arguments.start()
    limit = arguments.integer("limit") ?? work.limits.rows
    givesSources = arguments.boolean("sources") ?? true
  }

  func answer() throws -> ToolAnswer {
    var last: Answers?
    var queries = 0
    var list = ListedAnswer(work)
    try work.engine().perform(program, name: "<program>") { answers in
      list.notes += answers.notes.map { $0.message + ($0.hint.map { "; \($0)" } ?? "") }
      guard answers.kind == .query else { return }
      last = answers
      queries += 1
    }
    guard let answers = last else {
      throw ToolError(
        "the program asks nothing", hint: "end it with a query, such as met(\"Lee\", Who)?")
    }
    if queries > 1 {
      list.notes.append("the program has \(queries) queries; this is the answer to the last")
    }
    let isEmpty = answers.truth == false || (answers.truth == nil && answers.rowCount == 0)
    let proofs = isEmpty || queries > 1 ? nil : try self.proofs(of: answers, &list)
    if let truth = answers.truth {
      list.object.add("truth", raw: String(truth))
      list.lines.append(String(truth))
      let found = try proofs?.first.map(sentences) ?? []
      try list.add("rows", of: truth ? 1 : 0, from: 0, limit: 1) { _ in
        Self.item(text: "it holds", cells: [], sentences: found)
      }
      list.object.add("columns", raw: "[]")
    } else {
      list.object.add("columns", raw: JSONText.list(answers.columns))
      list.object.add("total", answers.rowCount)
      list.lines.append(
        isEmpty ? "no rows" : answers.columns.joined(separator: " | "))
      try list.add("rows", of: answers.rowCount, from: start, limit: limit) { row in
        try work.check()
        return try item(row, of: answers, proofs)
      }
    }
    if isEmpty, queries == 1 { try explainEmptiness(&list) }
    return list.answer()
  }

  private func item(
    _ row: Int, of answers: Answers, _ proofs: [Proof]?
  ) throws -> ListedAnswer.Item {
    var (texts, cells): ([String], [String]) = ([], [])
    for column in answers.columns.indices {
      let text = Clip.text(
        try answers.text(row: row, column: column), most: Self.longestCell)
      texts.append(text)
      cells.append(
        CellJSON.text(
          text, try answers.term(row: row, column: column),
          answers.value(row: row, column: column)))
    }
    let found = try proofs.map { try sentences($0[row]) } ?? []
    return Self.item(text: texts.joined(separator: " | "), cells: cells, sentences: found)
  }

  private static func item(
    text: String, cells: [String], sentences: [Int64]
  ) -> ListedAnswer.Item {
    var object = JSONObject()
    object.add("cells", raw: JSONObject.list(cells))
    object.add("sentences", raw: JSONObject.list(sentences.map { String($0) }))
    return ListedAnswer.Item(
      text: text + Citations.marks(sentences), json: object.text, sentences: sentences)
  }

  /// A proof of each row; nil where that would take too long.
  private func proofs(of answers: Answers, _ list: inout ListedAnswer) throws -> [Proof]? {
    guard givesSources else { return nil }
    guard answers.rowCount <= Self.mostProved else {
      list.notes.append(
        "an answer of more than \(Self.mostProved) rows comes without its sentences")
      return nil
    }
    do {
      let proofs = try work.engine(atMost: Self.patience).proofs(of: program)
      // Of rows that cannot be proved, none can be told from the others.
      return proofs.count == max(1, answers.rowCount) ? proofs : nil
    } catch is EngineError {
      try work.check()
      list.notes.append("finding the sentences would take too long; ask why for one of the rows")
      return nil
    }
  }

  private func sentences(_ proof: Proof) throws -> [Int64] {
    var found: [Int64] = []
    for statement in proof.storedStatements {
      guard let place = try work.graph.evidence(of: statement).first else { continue }
      if !found.contains(place.sentence) { found.append(place.sentence) }
      if found.count == Self.sentencesOfRow { break }
    }
    return found
  }

  /// Says the first reason why there are no rows, where it is found soon.
  private func explainEmptiness(_ list: inout ListedAnswer) throws {
    let engine = work.engine(atMost: Self.patience)
    // What takes too long is not missed.
    let refutation = try? engine.whyNot(program)
    try work.check()
    list.notes += refutation?.firstStep.map { Clip.text($0, most: 1000) } ?? []
  }
}
