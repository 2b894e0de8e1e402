import Base
import GQL
import Graph

/// Questions for facts as wholes: what happened to somebody, and how two hang together.
struct FactQuestions {
  let run: QuestionRun
  let texts: GraphTexts

  /// The most facts that are shown.
  private static let most = 20
  /// The most bearers of a name that are answered for; more are asked back.
  private static let mostBearers = 2
  /// The most bearers of a name that are looked at, the likeliest first, and the most that are asked back.
  private static let mostMeanings = 8

  /// What others did to somebody, and what was done to him; a reading for each who may be meant.
  func happenings(to name: LinkedName) throws -> QuestionAnswer.Outcome? {
    try outcome(for: [name]) { bearers in
      let bearer = try term(bearers[0], "E1")
      return try reading(
        of:
          "?(F, T) :- \(bearer.condition)(fact(F, _, P, \(bearer.name)) ; fact(F, \(bearer.name), P, _), "
          + "starts_with(P, \"be_\")), P != \"be\", evidence(F, _, T, _) limit \(Self.most).")
    }
  }

  /// The facts that join two: those of the shortest chains between them; a reading for each two who may be meant.
  func connections(of one: LinkedName, and other: LinkedName) throws -> QuestionAnswer.Outcome? {
    // What was read around one meaning is known for the next.
    let finder = PathFinder(graph: run.graph, check: run.check)
    return try outcome(for: [one, other]) { try connection(of: $0[0], and: $0[1], by: finder) }
  }

  /// What one is to another by the relations of facts between them: "spouse"; a reading for each two who may be meant.
  func relations(of one: LinkedName, to other: LinkedName) throws -> QuestionAnswer.Outcome? {
    try outcome(for: [one, other]) { meant in
      let (a, b) = (try term(meant[0], "E1"), try term(meant[1], "E2"))
      return try reading(
        of: "?(F, T, R) :- \(a.condition)\(b.condition)related(F, R, \(a.name), \(b.name)), "
          + "ends_with(R, \"_of\"), fact(F, _, _, _), evidence(F, _, T, _) limit \(Self.most).",
        answersRelation: true)
    }
  }

  /// A reading for each meaning of the names that gives one; a name of more than are answered for is asked back.
  ///
  /// - Throws: ``PathError`` where that kept every meaning from an answer
  private func outcome(
    for names: [LinkedName], _ read: ([EntityMatch]) throws -> QuestionAnswer.Reading?
  ) throws -> QuestionAnswer.Outcome? {
    var choices: [[EntityMatch]] = [[]]
    for name in names {
      choices = choices.flatMap { chosen in
        name.likeliest.prefix(Self.mostMeanings).map { chosen + [$0] }
      }
    }
    var found: [(meant: [EntityMatch], reading: QuestionAnswer.Reading)] = []
    var problem: PathError?
    for meant in choices where found.count < Self.mostMeanings {
      try run.check()
      do {
        if let reading = try read(meant) { found.append((meant, reading)) }
      } catch let error as PathError {
        problem = error
      }
    }
    if let problem, found.isEmpty { throw problem }
    if found.count <= Self.mostBearers {
      return found.isEmpty ? nil : .answered(found.map(\.reading))
    }
    for (place, name) in names.enumerated() {
      var meanings: [String] = []
      for label in found.map({ $0.meant[place].label }) where !meanings.contains(label) {
        meanings.append(label)
      }
      if meanings.count > 1 { return .ambiguous(name: name.text, meanings: meanings) }
    }
    // All bear the very same name: the first are shown.
    return .answered(found.prefix(Self.mostBearers).map(\.reading))
  }

  /// The chains that are looked for, and how long they may be.
  private static let mostChains = 10
  private static let longestChain = 4

  private func connection(
    of one: EntityMatch, and other: EntityMatch, by finder: PathFinder
  ) throws -> QuestionAnswer.Reading? {
    let chains = try finder.chains(from: one.value, to: other.value, limit: Self.mostChains)
    guard let shortest = chains.first, shortest.count - 1 <= Self.longestChain else { return nil }
    var ends = [try term(one, "E1")]
    var conditions: [String] = []
    for place in shortest.indices.dropFirst().dropLast() {
      let between = chains.filter { $0.count == shortest.count }.map { $0[place] }
      let labels = try Set(between.map { try texts.text($0).text }).sorted()
      conditions.append(
        "label(X\(place), L\(place)), L\(place) in [\(labels.map(WrittenName.string).joined(separator: ", "))], "
      )
      ends.append(("X\(place)", ""))
    }
    ends.append(try term(other, "E2"))
    let steps = zip(ends, ends.dropFirst()).enumerated().map { number, step in
      let fact = "F\(number + 1)"
      return
        "(fact(\(fact), \(step.0.name), _, \(step.1.name)) ; fact(\(fact), \(step.1.name), _, \(step.0.name)))"
    }
    let facts = steps.indices.map { "F\($0 + 1)" }
    return try reading(
      of: "?(\((["F1", "T"] + facts.dropFirst()).joined(separator: ", "))) :- "
        + (ends.map(\.condition) + conditions).joined()
        + steps.joined(separator: ", ") + ", evidence(F1, _, T, _) limit \(Self.most).")
  }

  /// How a query names an entity: by its label, or by a variable that bears it where others have it too.
  private func term(
    _ entity: EntityMatch, _ variable: String
  ) throws -> (name: String, condition: String) {
    let label = WrittenName.string(entity.label)
    return try texts.sharesLabel(entity.value)
      ? (variable, "label(\(variable), \(label)), ") : (label, "")
  }

  /// The facts that a query gives; nil where it gives none.
  private func reading(
    of query: String, answersRelation: Bool = false
  ) throws -> QuestionAnswer.Reading? {
    var rows: [QuestionAnswer.Row] = []
    var seen: Set<String> = []
    try run.run(query) { answers in
      for row in 0..<answers.rowCount {
        guard case .integer(let fact) = try answers.term(row: row, column: 0),
          case .integer(let sentence) = try answers.term(row: row, column: 1),
          let context = try run.graph.context(ofSentence: sentence)
        else { continue }
        var told = [try text(of: fact)]
        if answersRelation {
          told = [Self.phrase(try answers.text(row: row, column: 2))]
        } else {
          for column in 2..<max(2, answers.columns.count) {
            guard case .integer(let next) = try answers.term(row: row, column: column) else {
              continue
            }
            told.append(try text(of: next))
          }
        }
        let answer = told.joined(separator: "; ")
        guard seen.insert(answer).inserted else { continue }
        rows.append(
          QuestionAnswer.Row(
            answer: answer, standing: .asserted, statement: fact, entity: nil,
            sentence: context.text, sentenceID: sentence, source: context.source,
            title: context.title, date: context.date))
      }
    }
    if rows.isEmpty { return nil }
    return QuestionAnswer.Reading(query: query, rows: rows, verdict: nil, score: 1)
  }

  /// `spouse_of` as "spouse".
  private static func phrase(_ relation: String) -> String {
    relation.split(separator: "_").dropLast().joined(separator: " ")
  }

  /// A fact as people read it: subject, predicate and object.
  private func text(of fact: Int64) throws -> String {
    guard let statement = try run.graph.statement(fact) else { return "" }
    let predicate = try texts.text(statement.predicate).text.withBlanks
    return try [texts.text(statement.subject).text, predicate].joined(separator: " ")
      + (statement.object.map { " " + (try texts.text($0).text) } ?? "")
  }
}
