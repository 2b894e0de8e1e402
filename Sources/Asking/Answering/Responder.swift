import Extraction
import GQL
import Graph

/// Answers a question that was read: looks for the claims that fit, makes queries of the best of them, and runs these.
struct Responder {
  let run: QuestionRun
  let parser: SentenceParser
  private var graph: KnowledgeGraph { run.graph }
  private var knowledge: Knowledge { parser.knowledge }

  func outcome(of form: QuestionForm) throws -> QuestionAnswer.Outcome {
    let stems = WordStems()
    let texts = GraphTexts(graph: graph, stems: stems)
    let names = form.parts.flatMap(\.entities)
    let facts = FactQuestions(run: run, texts: texts)
    switch form.kind {
    case .connection where names.count == 2:
      return try facts.connections(of: names[0], and: names[1]) ?? .noFact(passages(form))
    case .happening where names.count == 1:
      return try facts.happenings(to: names[0]) ?? .noFact(passages(form))
    default: break
    }
    let nearness = PredicateNearness(stems: stems)
    for form in [form] + FormVariants(nearness: nearness, stems: stems).all(of: form) {
      if let outcome = try outcome(of: form, texts, nearness, stems, facts) { return outcome }
    }
    return .noFact(try passages(form))
  }

  /// What answers a question that is read in one way; nil where nothing does.
  private func outcome(
    of form: QuestionForm, _ texts: GraphTexts, _ nearness: PredicateNearness,
    _ stems: WordStems, _ facts: FactQuestions
  ) throws -> QuestionAnswer.Outcome? {
    let names = form.parts.flatMap(\.entities)
    let finder = CandidateFinder(run: run, stems: stems, nearness: nearness)
    let sentences = try finder.sentences(for: form)
    func tools(_ form: QuestionForm) -> FormTools {
      FormTools(form, texts: texts, nearness: nearness, stems: stems, knowledge: knowledge)
    }
    let asked = tools(form)
    let matches = try matches(in: sentences, asked)
    if let doubt = doubt(form, matches) { return doubt }
    if matches.isEmpty, form.kind == .relation, names.count == 2,
      let outcome = try facts.relations(of: names[0], to: names[1])
    {
      return outcome
    }
    var readings: [QuestionAnswer.Reading] = []
    if form.further.isEmpty {
      readings = try self.readings(PatternList(matches, form, texts).patterns, form, texts)
    } else {
      // Any claim may be the one that meets the other act too.
      let main = try PatternList(matches, form, texts, closeness: 0).patterns
      let others = try form.further.enumerated().map { number, further in
        try PatternList(
          self.matches(in: finder.sentences(for: further), tools(further)), further, texts,
          suffix: "\(number + 2)", closeness: 0
        ).patterns
      }
      readings = try joined(main, others, form, texts)
    }
    if readings.isEmpty, form.further.isEmpty {
      if let reading = try read(sentences, asked) { readings = [reading] }
    }
    return readings.isEmpty ? nil : .answered(readings)
  }

  /// What sentences say where no claim answers, by the first way of reading them that finds something.
  private func read(
    _ sentences: [CandidateSentence], _ tools: FormTools
  ) throws -> QuestionAnswer.Reading? {
    let surroundings = Surroundings(graph: graph, stems: tools.stems)
    return try SentenceAnswers(
      run: run, parser: parser, tools: tools, surroundings: surroundings
    ).reading(of: sentences)
      ?? OwnedNouns(run: run, tools: tools, surroundings: surroundings).reading(of: sentences)
      ?? QuotedAnswers(run: run, tools: tools, surroundings: surroundings).reading(of: sentences)
      ?? KindAnswers(
        run: run, parser: parser, tools: tools, surroundings: surroundings
      ).reading(of: sentences)
  }

  /// The claims that answer a question, the best first.
  private func matches(
    in sentences: [CandidateSentence], _ tools: FormTools
  ) throws -> [Match] {
    let matcher = Matcher(tools: tools)
    return try sentences.flatMap { sentence in
      try run.check()
      return try sentence.candidates.compactMap { try matcher.match($0) }
    }
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
  /// How many patterns are looked at for what tells whether something is so.
  private static let mostTruths = 4

  /// The readings of patterns, the best first; of those that answer the same, the first.
  private func readings(
    _ patterns: [PatternList.Entry], _ form: QuestionForm, _ texts: GraphTexts
  ) throws -> [QuestionAnswer.Reading] {
    var readings: [QuestionAnswer.Reading] = []
    if form.asked == .truth {
      // What settles the matter goes before what is only planned or said.
      for entry in patterns.prefix(Self.mostTruths) {
        let reading = try reading(of: entry, further: [], form, texts)
        guard !reading.rows.isEmpty else { continue }
        if reading.verdict != .open { return [reading] }
        if readings.isEmpty { readings = [reading] }
      }
      return readings
    }
    var seen: Set<String> = []
    for entry in patterns where readings.count < Self.mostReadings {
      if let first = readings.first, entry.score < first.score * MatchWeights.otherReading { break }
      let reading = try reading(of: entry, further: [], form, texts)
      guard reading.rows.contains(where: { !seen.contains($0.answer) }) else { continue }
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
    let rows = try RowReader(run: run, knowledge: knowledge, form: form, texts: texts).rows(
      of: query, columns: entry.pattern.columns, isPredicate: entry.pattern.asksPredicate,
      bearing: entry.pattern.bearing)
    return QuestionAnswer.Reading(
      query: query, rows: rows, verdict: form.asked == .truth ? Self.verdict(of: rows) : nil,
      score: entry.score)
  }

  /// Whether something is so, by the facts that tell. Who denies it for himself does not stand against a fact.
  static func verdict(of rows: [QuestionAnswer.Row]) -> QuestionAnswer.Verdict {
    let isTold = rows.contains { $0.standing == .asserted || $0.standing == .read }
    if isTold { return rows.contains { $0.standing == .denied(by: nil) } ? .disputed : .yes }
    return rows.contains { $0.standing.isDenied } ? .no : .open
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
        sentence: $0.text, sentenceID: $0.id, source: $0.source, title: $0.title, date: $0.date)
    }
  }
}
