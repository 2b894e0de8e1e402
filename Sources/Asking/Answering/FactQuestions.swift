import GQL
import Graph

/// Questions for facts as wholes: what happened to somebody, and how two hang together.
struct FactQuestions {
  let engine: Engine
  let graph: KnowledgeGraph

  /// The most facts that are shown.
  private static let most = 20

  /// What others did to somebody, and what was done to him.
  func happenings(to name: LinkedName) throws -> QuestionAnswer.Reading? {
    guard let entity = name.matches.first else { return nil }
    let label = WrittenName.string(entity.label)
    return try reading(
      of:
        "?(F, T) :- (fact(F, _, P, \(label)) ; fact(F, \(label), P, _), starts_with(P, \"be_\")), "
        + "P != \"be\", evidence(F, _, T, _) limit \(Self.most).")
  }

  /// The facts that join two: one, or two that meet in a third.
  func connections(of one: LinkedName, and other: LinkedName) throws -> QuestionAnswer.Reading? {
    guard let first = one.matches.first, let second = other.matches.first else { return nil }
    let (a, b) = (WrittenName.string(first.label), WrittenName.string(second.label))
    let direct =
      "?(F, T) :- (fact(F, \(a), _, \(b)) ; fact(F, \(b), _, \(a))), evidence(F, _, T, _) "
      + "limit \(Self.most)."
    if let reading = try reading(of: direct) { return reading }
    let joined =
      "?(F, T, G) :- (fact(F, \(a), _, X) ; fact(F, X, _, \(a))), "
      + "(fact(G, \(b), _, X) ; fact(G, X, _, \(b))), evidence(F, _, T, _) limit \(Self.most)."
    return try reading(of: joined)
  }

  /// What one is to another by the relations of facts between them: "spouse".
  func relations(of one: LinkedName, to other: LinkedName) throws -> QuestionAnswer.Reading? {
    guard let first = one.matches.first, let second = other.matches.first else { return nil }
    let (a, b) = (WrittenName.string(first.label), WrittenName.string(second.label))
    return try reading(
      of: "?(F, T, R) :- related(F, R, \(a), \(b)), ends_with(R, \"_of\"), evidence(F, _, T, _) "
        + "limit \(Self.most).", answersRelation: true)
  }

  /// The facts that a query gives; nil where it gives none.
  private func reading(
    of query: String, answersRelation: Bool = false
  ) throws -> QuestionAnswer.Reading? {
    var rows: [QuestionAnswer.Row] = []
    var seen: Set<String> = []
    try engine.run(query, name: "<question>") { answers in
      for row in 0..<answers.rowCount {
        guard case .integer(let fact) = try answers.term(row: row, column: 0),
          case .integer(let sentence) = try answers.term(row: row, column: 1),
          let context = try graph.context(ofSentence: sentence)
        else { continue }
        var told = [try text(of: fact)]
        if answersRelation {
          told = [Self.phrase(try answers.text(row: row, column: 2))]
        } else if answers.columns.count > 2,
          case .integer(let second) = try answers.term(row: row, column: 2)
        {
          told.append(try text(of: second))
        }
        let answer = told.joined(separator: "; ")
        guard seen.insert(answer).inserted else { continue }
        rows.append(
          QuestionAnswer.Row(
            answer: answer, standing: .asserted, statement: fact, sentence: context.text,
            source: context.source, title: context.title, date: context.date))
      }
    }
    if rows.isEmpty { return nil }
    return QuestionAnswer.Reading(query: query, rows: rows, truth: nil, isTruth: false, score: 1)
  }

  /// `spouse_of` as "spouse".
  private static func phrase(_ relation: String) -> String {
    relation.split(separator: "_").dropLast().joined(separator: " ")
  }

  /// A fact as people read it: subject, predicate and object.
  private func text(of fact: Int64) throws -> String {
    guard let statement = try graph.statement(fact) else { return "" }
    let texts = GraphTexts(graph: graph, stems: WordStems())
    let predicate = try texts.text(statement.predicate).text.map { $0 == "_" ? " " : $0 }
    return try [texts.text(statement.subject).text, String(predicate)].joined(separator: " ")
      + (statement.object.map { " " + (try texts.text($0).text) } ?? "")
  }
}
