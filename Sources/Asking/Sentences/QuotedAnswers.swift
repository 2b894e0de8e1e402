import Extraction
import GQL
import Graph

/// Answers what somebody said about something, and who said it, by the words that a text quotes or reports: where no claim
/// tells it, what is asked about may stand in the sentence beside a quotation.
struct QuotedAnswers {
  let run: QuestionRun
  let tools: FormTools
  let surroundings: Surroundings
  private var form: QuestionForm { tools.form }
  private var texts: GraphTexts { tools.texts }

  /// Somebody's words in a sentence.
  private struct Saying {
    var words: String
    var speaker: Value
    var statement: StoredStatement
  }

  /// How much of what is asked about has to be told.
  private static let leastShare = 0.6
  /// What a word counts that only the sentence before has.
  private static let before = 0.6

  func reading(of sentences: [CandidateSentence]) throws -> QuestionAnswer.Reading? {
    guard form.kind == .telling, form.open == .agent || form.open == .patient, !form.isNegated,
      !content.isEmpty
    else { return nil }
    let speaker = form.parts.first { $0.role == .agent }?.entities.first
    if form.open == .patient, speaker == nil { return nil }
    var best: (share: Double, saying: Saying, sentence: CandidateSentence)?
    for sentence in sentences {
      try run.check()
      for saying in try sayings(in: sentence) {
        if let speaker, !speaker.means(saying.speaker) { continue }
        let share = try share(told: saying, in: sentence)
        guard share >= Self.leastShare, best.map({ share > $0.share }) ?? true else { continue }
        best = (share, saying, sentence)
      }
    }
    guard let (share, saying, sentence) = best else { return nil }
    let context = sentence.context
    let name = WrittenName.string(try texts.text(saying.speaker).text)
    let isSpeakerAsked = form.open == .agent
    if isSpeakerAsked, try !fits(saying.speaker) { return nil }
    return QuestionAnswer.Reading(
      query: "?(Words, T) :- statement(F, \(name), _, Words), not is_entity(Words), "
        + "evidence(F, _, T, _).",
      rows: [
        QuestionAnswer.Row(
          answer: isSpeakerAsked ? try texts.text(saying.speaker).text : saying.words,
          standing: .read, statement: nil, entity: isSpeakerAsked ? saying.speaker : nil,
          sentence: context.text, sentenceID: context.id, source: context.source,
          title: context.title, date: context.date)
      ], verdict: nil, score: share)
  }

  /// Whether one who said something may be whom the question asks for.
  private func fits(_ speaker: Value) throws -> Bool {
    let text = try texts.text(speaker)
    guard text.isNamed else { return false }
    if case .thing = form.asked {
      return try tools.fitness.fitness(of: text, entity: speaker).value >= 0.9
    }
    return try tools.fitness.fitness(of: text, entity: speaker).value >= 0.5
  }

  /// The words that a sentence gives as somebody's.
  private func sayings(in sentence: CandidateSentence) throws -> [Saying] {
    var found: [Saying] = []
    for claim in sentence.claims {
      let statement = claim.statement
      guard let object = statement.object, !statement.isNegated, statement.modality == nil else {
        continue
      }
      let words = try texts.text(object)
      let predicate = try texts.predicate(statement.predicate).predicate
      guard !words.isEntity, !words.isDate, !words.isNumber, let verb = predicate.words.first,
        predicate.words.count == 1, tools.knowledge.tellsWords(verb)
      else { continue }
      found.append(
        Saying(words: words.text, speaker: statement.subject, statement: statement))
    }
    if !found.isEmpty { return found }
    // A sentence inside a quotation: all that it claims is its speaker's word.
    let text = sentence.context.text
    if sentence.claims.isEmpty, let opener = try opener(of: sentence.context) {
      return [
        Saying(
          words: text.trimming { "\"“” .,".contains($0) }, speaker: opener.subject,
          statement: opener)
      ]
    }
    guard text.contains(where: { "\"“”".contains($0) }) || !sentence.claims.isEmpty,
      let speaker = sentence.claims.first?.statement.attributedTo,
      sentence.claims.allSatisfy({ $0.statement.attributedTo == speaker })
    else { return [] }
    let words = text.trimming { "\"“” .,".contains($0) }
    return [Saying(words: words, speaker: speaker, statement: sentence.claims[0].statement)]
  }

  /// Who says a sentence in the midst of a quotation, by what the sentence claims that the quotation begins in.
  private func opener(of context: SentenceContext) throws -> StoredStatement? {
    guard let place = try run.graph.sentence(context.id) else { return nil }
    for number in (max(1, place.number - Self.longestQuotation)..<place.number).reversed() {
      guard
        let other = try run.graph.sentence(number: number, ofDocument: context.document)
      else { return nil }
      let marks = other.text.count { "\"“”".contains($0) }
      if marks.isMultiple(of: 2) { continue }
      return try run.graph.statements(inSentence: other.id).map(\.statement).first { statement in
        let words = try texts.predicate(statement.predicate).predicate.words
        return try !statement.isNegated && words.count == 1
          && tools.knowledge.tellsWords(words[0]) && texts.text(statement.subject).isNamed
      }
    }
    return nil
  }

  /// How many sentences before one its quotation may have begun.
  private static let longestQuotation = 6

  /// The words and names that the question asks about.
  private var content: [(text: String, name: LinkedName?)] {
    form.parts.filter { $0.role != .unknown && $0.role != .agent }.flatMap { part in
      part.words.filter { !Self.light.contains($0.text) }.map { ($0.text, nil) }
        + part.entities.map { ($0.text, $0) }
    }
  }

  private static let light: Set<String> = ["take", "have", "would", "be", "do"]

  /// How much of what is asked about a saying tells, with the sentence before it.
  private func share(told saying: Saying, in sentence: CandidateSentence) throws -> Double {
    let own = tools.stems.stems(of: saying.words) + sentence.stems
    let before = try surroundings.stems(before: sentence.context)
    var met = 0.0
    for (text, name) in content {
      if let name, sentence.context.mentions.contains(where: { name.means($0.entity) }) {
        met += 1
      } else if has(text, own) {
        met += 1
      } else if has(text, before) {
        met += Self.before
      } else if let name, try surroundings.speakOf(name, before: sentence.context) {
        met += Self.before
      }
    }
    return met / Double(content.count)
  }

  private func has(_ text: String, _ stems: [String]) -> Bool {
    let wanted = tools.stems.stems(of: text)
    return wanted.allSatisfy { one in
      stems.contains { $0 == one || tools.nearness.nearness(ofNoun: $0, to: text) >= 0.75 }
    }
  }
}

extension String {
  /// Without the characters at both ends that meet a condition.
  fileprivate func trimming(_ isCut: (Character) -> Bool) -> String {
    String(drop(while: isCut).reversed().drop(while: isCut).reversed())
  }
}
