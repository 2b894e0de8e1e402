import Extraction
import GQL
import Graph

/// Answers which or how many of a kind are meant where a sentence names or counts some of that kind, and holds the rest of
/// the question without telling its act by a clause: "a delegation with firms such as Acme", "photographers Ana Lind and
/// Omar Reyes", "the 212 people on board".
struct KindAnswers {
  let run: QuestionRun
  let parser: SentenceParser
  let tools: FormTools
  let surroundings: Surroundings
  private var form: QuestionForm { tools.form }
  private var stems: WordStems { tools.stems }

  /// How many sentences are parsed.
  private static let mostRead = 6
  /// How much of the question's words a sentence has to hold.
  private static let leastShare = 0.65
  /// What the verb of the question weighs beside another word.
  private static let verb = 2.0

  func reading(of sentences: [CandidateSentence]) throws -> QuestionAnswer.Reading? {
    guard let noun, form.kind == .act, !form.isNegated, form.further.isEmpty, hasContent
    else { return nil }
    var weighed: [(share: Double, sentence: CandidateSentence)] = []
    for sentence in sentences where sentence.stems.contains(where: { isKind($0, noun) }) {
      try run.check()
      guard try namesAreMet(sentence) else { continue }
      let share = share(of: sentence)
      if share >= Self.leastShare { weighed.append((share, sentence)) }
    }
    weighed.sort { $0.share > $1.share }
    for (share, sentence) in weighed.prefix(Self.mostRead) {
      let read = ReadSentence(sentence.context, parser: parser, stems: stems)
      let answers = isCounted ? counts(noun, in: read) : answers(noun, in: read)
      guard !answers.isEmpty, isTold(sentence) else { continue }
      let context = sentence.context
      return QuestionAnswer.Reading(
        query: "?(S) :- search(\(WrittenName.string(answers[0])), T, _), sentence(T, _, _, S).",
        rows: answers.map {
          QuestionAnswer.Row(
            answer: $0, standing: .read, statement: nil, entity: nil, sentence: context.text,
            sentenceID: context.id, source: context.source, title: context.title,
            date: context.date)
        }, verdict: nil, score: share)
    }
    return nil
  }

  /// The noun of the kind that is asked for.
  private var noun: String? {
    switch form.asked {
    case .thing(let noun), .number(let noun): noun
    default: nil
    }
  }

  private var isCounted: Bool { if case .number = form.asked { true } else { false } }

  /// How many of a kind a sentence tells of, where it counts only one such group.
  private func counts(_ noun: String, in sentence: ReadSentence) -> [String] {
    let parsed = sentence.parsed
    let found = parsed.tokens.indices.flatMap { head -> [String] in
      guard parsed.tokens[head].pos == .noun, sentence.stems[head] == stems.stem(noun) else {
        return []
      }
      return parsed.children(head, .nummod).map {
        sentence.text(of: Array($0...head))
      }
    }
    return found.count == 1 ? found : []
  }

  /// Whether the question tells enough to know its sentence by.
  private var hasContent: Bool {
    let names = form.parts.flatMap(\.entities).count { !$0.isAdjective }
    let words = form.parts.filter { $0.role != .unknown }.flatMap(\.words).count
    return names + words >= 2
  }

  /// Whether a sentence neither denies nor only plans: all its claims are so, unless a plan is asked for.
  private func isTold(_ sentence: CandidateSentence) -> Bool {
    sentence.claims.allSatisfy {
      !$0.statement.isNegated && ($0.statement.modality == nil || form.isPlan)
    }
  }

  private func isKind(_ stem: String, _ noun: String) -> Bool {
    stem == stems.stem(noun)
      || tools.nearness.synonyms.areNear(stem, stems.stem(noun))
  }

  /// Every name of the question stands in the sentence, or was spoken of before.
  private func namesAreMet(_ sentence: CandidateSentence) throws -> Bool {
    try form.parts.flatMap(\.entities).allSatisfy { name in
      try name.isAdjective || sentence.context.mentions.contains { name.means($0.entity) }
        || surroundings.speakOf(name, before: sentence.context)
    }
      && form.parts.flatMap(\.words).filter(\.isName).allSatisfy { word in
        sentence.stems.contains(stems.stem(word.text))
      }
  }

  /// How much of the words of the question a sentence holds.
  private func share(of sentence: CandidateSentence) -> Double {
    var (met, all) = (0.0, 0.0)
    let named = form.parts.flatMap(\.entities).count {
      name in !name.isAdjective && sentence.context.mentions.contains { name.means($0.entity) }
    }
    (met, all) = (Double(named), Double(named))
    for word in form.parts.flatMap(\.words) where !word.isName {
      all += 1
      met += sentence.stems.map { tools.nearness.nearness(ofNoun: $0, to: word.text) }.max() ?? 0
    }
    for word in form.verb where !PartMatcher.lightVerbs.contains(word) {
      all += Self.verb
      met +=
        Self.verb
        * (sentence.stems.map { tools.nearness.nearness(ofNoun: $0, to: word) }.max() ?? 0)
    }
    return all == 0 ? 0 : met / all
  }

  /// What a sentence names of a kind.
  private func answers(_ noun: String, in sentence: ReadSentence) -> [String] {
    let tokens = sentence.parsed.tokens
    for head in tokens.indices
    where isKind(sentence.stems[head], noun)
      && (tokens[head].pos == .noun || tokens[head].dep == .compound)
    {
      var named = sentence.members(ofPhrase: head)
      if named.isEmpty {
        named = sentence.namesGiven(toPhrase: head).flatMap(sentence.parsed.coordinated)
      }
      if named.isEmpty { named = namedBehind(head, in: sentence) }
      if !named.isEmpty {
        return named.map { name in
          sentence.text(of: sentence.core(ofPhrase: name).filter { $0 != head || $0 == name })
        }
      }
      let kinds = modifiers(of: head, in: sentence)
      if kinds.count > 1 { return kinds.map { tokens[$0].text } }
    }
    return []
  }

  /// "photographers Ana Lind and Omar Reyes": the names that the noun stands before.
  private func namedBehind(_ head: Int, in sentence: ReadSentence) -> [Int] {
    let tokens = sentence.parsed.tokens
    let name = tokens[head].head
    guard name > head, tokens[name].pos == .properNoun,
      [.compound, .nmod, .amod].contains(tokens[head].dep)
    else { return [] }
    return sentence.parsed.coordinated(name).filter { tokens[$0].pos == .properNoun }
  }

  /// "across technology, transport and trade sectors": the words that tell the kinds of a plural.
  private func modifiers(of head: Int, in sentence: ReadSentence) -> [Int] {
    let tokens = sentence.parsed.tokens
    guard tokens[head].tag == .nouns else { return [] }
    for child in tokens.indices where tokens[child].head == head && child < head {
      let joined = sentence.parsed.coordinated(child).filter { $0 < head }
      if joined.count > 1 { return joined }
    }
    return []
  }
}
