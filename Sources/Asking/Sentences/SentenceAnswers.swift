import Extraction
import GQL
import Graph

/// Answers a question by what sentences say, where no claim of the graph does: the sentences that share most with it are
/// parsed, and their clauses compared with the question's.
struct SentenceAnswers {
  let run: QuestionRun
  let parser: SentenceParser
  let tools: FormTools
  let surroundings: Surroundings
  private var form: QuestionForm { tools.form }
  private var texts: GraphTexts { tools.texts }
  private var nearness: PredicateNearness { tools.nearness }
  private var stems: WordStems { tools.stems }

  /// How many sentences are parsed.
  private static let mostRead = 16
  /// The least score of an answer.
  private static let leastScore = 0.6
  /// How much of the best score others need that answer too.
  private static let closeToBest = 0.9

  /// What the sentences say; nil where none answers.
  func reading(of sentences: [CandidateSentence]) throws -> QuestionAnswer.Reading? {
    let matcher = ClauseMatcher(tools: tools, surroundings: surroundings)
    var found: [(ClauseMatcher.Found, QuestionAnswer.Standing)] = []
    for sentence in try promising(sentences) {
      try run.check()
      let read = ReadSentence(sentence.context, parser: parser, stems: stems)
      for clause in try matcher.found(in: read) where clause.score >= Self.leastScore {
        if let standing = try standing(of: clause, sentence) { found.append((clause, standing)) }
      }
    }
    let best = found.map(\.0.score).max() ?? 0
    found = found.filter { $0.0.score >= best * Self.closeToBest }
    var rows: [QuestionAnswer.Row] = []
    for (clause, standing) in found.sorted(by: { $1.0.score < $0.0.score }) {
      let context = clause.sentence.context
      for answer in form.asked == .truth ? [""] : clause.answers
      where !rows.contains(where: { $0.answer == answer && $0.standing == standing }) {
        rows.append(
          QuestionAnswer.Row(
            answer: answer, standing: standing, statement: nil, entity: nil,
            sentence: context.text, sentenceID: context.id, source: context.source,
            title: context.title, date: context.date))
      }
    }
    guard let first = found.max(by: { $0.0.score < $1.0.score })?.0 else {
      return try counted(in: sentences)
    }
    return QuestionAnswer.Reading(
      query: try query(for: first), rows: rows,
      verdict: form.asked == .truth ? Responder.verdict(of: rows) : nil, score: best)
  }

  /// What a compound of a number tells of the noun that is asked about.
  private func counted(in sentences: [CandidateSentence]) throws -> QuestionAnswer.Reading? {
    let numbers = CompoundNumbers(tools: tools)
    for sentence in sentences {
      try run.check()
      let context = sentence.context
      guard let answer = try numbers.answer(in: context) else { continue }
      let words = form.parts.flatMap(\.words).filter(\.isHead).map(\.text)
      let number = answer.split(separator: " ").prefix(1).map(String.init)
      let search = WrittenName.string((words + number).joined(separator: " "))
      return QuestionAnswer.Reading(
        query: "?(S) :- search(\(search), T, _), sentence(T, _, _, S).",
        rows: [
          QuestionAnswer.Row(
            answer: answer, standing: .read, statement: nil, entity: nil, sentence: context.text,
            sentenceID: context.id, source: context.source, title: context.title,
            date: context.date)
        ],
        verdict: nil, score: Self.leastScore)
    }
    return nil
  }

  /// The sentences that have a word near the verb, the names that take part in the act, and the most of the other words.
  private func promising(_ sentences: [CandidateSentence]) throws -> [CandidateSentence] {
    guard form.isToldByClauses, let verb = form.verb.last else { return [] }
    let names = form.parts.filter {
      ($0.role.isCore || $0.role.placesAct(parser.knowledge)) && !$0.hasHead
    }
    .flatMap(\.entities).filter { !$0.isAdjective }
    let words = form.parts.filter { $0.role != .unknown }.flatMap(\.words).map {
      stems.stem($0.text)
    }
    let weighed = try sentences.enumerated().compactMap {
      place, sentence -> (points: Double, place: Int, sentence: CandidateSentence)? in
      let absent = names.filter { name in
        !sentence.context.mentions.contains { name.means($0.entity) }
      }
      guard
        try absent.allSatisfy({ name in
          try name.matches.contains {
            try texts.isMentioned($0.value, inDocument: sentence.context.document)
          }
        })
      else { return nil }
      let near = Set(sentence.stems).map { nearness.nearness(ofWord: $0, to: verb) }.max() ?? 0
      let shared = words.count { sentence.stems.contains($0) }
      return (2 * near + Double(shared) - Double(absent.count), place, sentence)
    }
    return weighed.sorted { ($1.points, $0.place) < ($0.points, $1.place) }
      .prefix(Self.mostRead).map(\.sentence)
  }

  /// How what a clause says stands; nil where it is no answer for that.
  private func standing(
    of found: ClauseMatcher.Found, _ sentence: CandidateSentence
  ) throws -> QuestionAnswer.Standing? {
    if found.bearing == .denies, found.act.isNoun { return .denied(by: nil) }
    guard let meaning = found.act.meaning(in: found.sentence) else { return nil }
    if found.bearing == .denies, meaning.isNegated || meaning.modality != nil { return nil }
    var speaker: String?
    if let head = meaning.speaker {
      speaker =
        try found.sentence.entity(headedBy: head).map { try texts.text($0).text }
        ?? found.sentence.text(of: found.sentence.core(ofPhrase: head))
    } else if let claim = sentence.claims.first(where: { $0.statement.attributedTo != nil }),
      sentence.claims.allSatisfy({ $0.statement.attributedTo != nil })
    {
      // A quotation may have begun sentences before.
      speaker = try claim.statement.attributedTo.map { try texts.text($0).text }
    }
    if let modality = meaning.modality {
      guard form.isPlan || form.asked == .truth else { return nil }
      return .unsure(meaning.isNegated ? "not \(modality)" : modality)
    }
    if form.isPlan { return nil }
    if meaning.isNegated {
      if form.asked == .truth { return .denied(by: speaker) }
      guard form.isNegated else { return nil }
    } else if form.isNegated, form.asked != .truth {
      return nil
    }
    if found.bearing == .denies { return .denied(by: speaker) }
    return speaker.map { .said(by: $0) } ?? .read
  }

  /// A query for the sentence: by the names that take part, and by its verb.
  private func query(for found: ClauseMatcher.Found) throws -> String {
    let sentence = found.sentence
    var literals: [String] = []
    for name in form.parts.flatMap(\.entities) {
      guard let match = name.matches.first(where: { sentence.context.mentions($0.value) }),
        try !texts.sharesLabel(match.value)
      else { continue }
      let literal = "mention(\(WrittenName.string(match.label)), T, _)"
      if !literals.contains(literal) { literals.append(literal) }
    }
    let verb = sentence.parsed.tokens[found.act.words[found.act.words.count - 1]].text
    literals.append("search(\(WrittenName.string(verb)), T, _)")
    return "?(S) :- \(literals.joined(separator: ", ")), sentence(T, _, _, S)."
  }
}
