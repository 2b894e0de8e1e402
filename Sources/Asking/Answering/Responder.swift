import Extraction
import GQL
import Graph

/// Answers a question that was read: looks for the claims that fit, makes queries of the best of them, and runs these.
struct Responder {
  let engine: Engine
  let graph: KnowledgeGraph
  let knowledge: Knowledge

  func outcome(of form: QuestionForm) throws -> QuestionAnswer.Outcome {
    let names = form.parts.flatMap(\.entities)
    let facts = FactQuestions(engine: engine, graph: graph)
    switch form.kind {
    case .connection where names.count == 2:
      let reading = try facts.connections(of: names[0], and: names[1])
      return try reading.map { .answered([$0]) } ?? .noFact(passages(form))
    case .happening where names.count == 1:
      let reading = try facts.happenings(to: names[0])
      return try reading.map { .answered([$0]) } ?? .noFact(passages(form))
    default: break
    }
    let stems = WordStems()
    let texts = GraphTexts(graph: graph, stems: stems)
    let nearness = PredicateNearness(stems: stems)
    let matches = try matches(of: form, texts, nearness, stems)
    if let doubt = doubt(form, matches) { return doubt }
    if matches.isEmpty, form.kind == .relation, names.count == 2,
      let reading = try facts.relations(of: names[0], to: names[1])
    {
      return .answered([reading])
    }
    var readings: [QuestionAnswer.Reading] = []
    if form.further.isEmpty {
      readings = try self.readings(PatternList(matches, form, texts).patterns, form, texts)
    } else {
      // Any claim may be the one that meets the other act too.
      let main = try PatternList(matches, form, texts, closeness: 0).patterns
      let others = try form.further.enumerated().map { number, further in
        try PatternList(
          self.matches(of: further, texts, nearness, stems), further, texts,
          suffix: "\(number + 2)", closeness: 0
        ).patterns
      }
      readings = try joined(main, others, form, texts)
    }
    return readings.isEmpty ? .noFact(try passages(form)) : .answered(readings)
  }

  /// The claims that answer a question, the best first.
  private func matches(
    of form: QuestionForm, _ texts: GraphTexts, _ nearness: PredicateNearness, _ stems: WordStems
  ) throws -> [Match] {
    let finder = CandidateFinder(graph: graph, stems: stems, nearness: nearness)
    let matcher = Matcher(
      form: form, texts: texts, nearness: nearness, stems: stems, knowledge: knowledge)
    return try finder.candidates(for: form).compactMap { try matcher.match($0) }
      .filter { $0.score >= MatchWeights.leastScore }
      .sorted {
        ($1.score, $0.candidate.told.statement.id, $0.candidate.context.id)
          < ($0.score, $1.candidate.told.statement.id, $1.candidate.context.id)
      }
  }

  /// A name of several people, where claims of more than one of them would answer as well.
  private func doubt(_ form: QuestionForm, _ matches: [Match]) -> QuestionAnswer.Outcome? {
    guard let best = matches.first else { return nil }
    let close = matches.filter { $0.score >= best.score * MatchWeights.closeToBest }
    for name in form.parts.flatMap(\.entities) where name.matches.count > 1 && !name.isAdjective {
      let people = name.matches.filter { $0.types.contains("person") }
      let met = people.filter { person in
        close.contains { $0.meetings.contains { $0.entity == person.value } }
      }
      if met.count > 1, !met.contains(where: { foldedName($0.label) == foldedName(name.text) }) {
        return .ambiguous(name: name.text, meanings: met.map(\.label))
      }
    }
    return nil
  }

  // MARK: Queries

  private static let mostReadings = 2

  /// The readings of patterns, the best first; of those that answer the same, the first.
  private func readings(
    _ patterns: [PatternList.Entry], _ form: QuestionForm, _ texts: GraphTexts
  ) throws -> [QuestionAnswer.Reading] {
    var readings: [QuestionAnswer.Reading] = []
    var seen: Set<String> = []
    for entry in patterns where readings.count < Self.mostReadings {
      if let first = readings.first, entry.score < first.score * MatchWeights.otherReading { break }
      let reading = try reading(of: entry, further: [], form, texts)
      guard
        reading.rows.contains(where: { !seen.contains($0.answer) })
          || form.asked == .truth && readings.isEmpty && !reading.rows.isEmpty
      else { continue }
      seen.formUnion(reading.rows.map(\.answer))
      readings.append(reading)
    }
    return readings
  }

  private static let mostJoins = 4

  /// The first reading in which the same unknown meets all acts.
  private func joined(
    _ main: [PatternList.Entry], _ others: [[PatternList.Entry]], _ form: QuestionForm,
    _ texts: GraphTexts
  ) throws -> [QuestionAnswer.Reading] {
    guard others.allSatisfy({ !$0.isEmpty }) else { return [] }
    for entry in main.prefix(Self.mostJoins) {
      for place in 0..<Self.mostJoins {
        let further = try others.flatMap { patterns in
          let other = patterns[min(place, patterns.count - 1)]
          return try other.pattern.literals(predicates: other.predicates)
        }
        let reading = try reading(of: entry, further: further, form, texts)
        if !reading.rows.isEmpty { return [reading] }
        if others.allSatisfy({ $0.count <= place + 1 }) { break }
      }
    }
    return []
  }

  private func reading(
    of entry: PatternList.Entry, further: [String], _ form: QuestionForm, _ texts: GraphTexts
  ) throws -> QuestionAnswer.Reading {
    let query = try entry.pattern.text(predicates: entry.predicates, further: further)
    let rows = try rows(
      of: query, columns: entry.pattern.columns, isPredicate: entry.pattern.asksPredicate, texts)
    return QuestionAnswer.Reading(
      query: query, rows: rows, truth: form.asked == .truth ? truth(of: rows) : nil,
      isTruth: form.asked == .truth, score: entry.score)
  }

  private func truth(of rows: [QuestionAnswer.Row]) -> Bool? {
    if rows.contains(where: { $0.standing == .asserted }) { return true }
    return rows.contains { $0.standing == .denied } ? false : nil
  }

  /// The rows of a query, one for each answer, the surest first.
  private func rows(
    of query: String, columns: [String], isPredicate: Bool, _ texts: GraphTexts
  ) throws -> [QuestionAnswer.Row] {
    var rows: [QuestionAnswer.Row] = []
    var place: [String: Int] = [:]
    try engine.run(query, name: "<question>") { answers in
      let first = columns.count
      for row in 0..<answers.rowCount {
        let words = try columns.indices.map { try answers.text(row: row, column: $0) }
        let answer = isPredicate ? Self.phrase(words) : words.joined(separator: ": ")
        guard case .integer(let statement) = try answers.term(row: row, column: first),
          case .integer(let sentence) = try answers.term(row: row, column: first + 1),
          let told = try graph.statement(statement),
          let context = try graph.context(ofSentence: sentence)
        else { continue }
        let made = QuestionAnswer.Row(
          answer: answer, standing: try standing(of: told, texts), statement: statement,
          sentence: context.text, source: context.source, title: context.title,
          date: context.date)
        if let known = place[answer] {
          if rows[known].standing != .asserted, made.standing == .asserted { rows[known] = made }
        } else {
          place[answer] = rows.count
          rows.append(made)
        }
      }
    }
    return rows.filter { $0.standing == .asserted } + rows.filter { $0.standing != .asserted }
  }

  /// A predicate, with its object where it has one, as people write it: "predecessor", "turn away boats".
  private static func phrase(_ words: [String]) -> String {
    guard let predicate = words.first else { return "" }
    var parts = predicate.split(separator: "_").map(String.init)
    if words.count == 1, parts.count > 1,
      QuestionGrammar.prepositions.contains(parts[parts.count - 1])
    {
      parts.removeLast()
    }
    return (parts + words.dropFirst()).joined(separator: " ")
  }

  private func standing(
    of statement: StoredStatement, _ texts: GraphTexts
  ) throws -> QuestionAnswer.Standing {
    if let speaker = statement.attributedTo { return .said(by: try texts.text(speaker).text) }
    if let modality = statement.modality { return .unsure(modality) }
    return statement.isNegated ? .denied : .asserted
  }

  // MARK: Without a fact

  private static let mostPassages = 3

  /// The sentences that hold most of the question's words.
  private func passages(_ form: QuestionForm) throws -> [QuestionAnswer.Passage] {
    var words = form.parts.flatMap { part in
      part.entities.flatMap { $0.text.split(separator: " ").map(String.init) }
        + part.words.map(\.text)
    }
    words += form.verb.filter { !PredicateNearness.light.contains($0) }
    if case .being(let noun) = form.kind { words.append(noun) }
    return try graph.sentences(withAnyOf: words, limit: Self.mostPassages).compactMap {
      try graph.context(ofSentence: $0)
    }.map {
      QuestionAnswer.Passage(
        sentence: $0.text, source: $0.source, title: $0.title, date: $0.date)
    }
  }
}
