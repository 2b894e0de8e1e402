import Extraction

/// The statements that a question may be turned into, the likelier first: they differ in where the subject of an
/// inverted question ends.
struct DeclarationWordings {
  private typealias Word = Declaration.Word
  private typealias Token = ParsedSentence.Token

  private let tokens: [ParsedSentence.Token]
  private let word: QuestionWord?
  private let names: [Range<Int>]
  /// Whether the auxiliary is denied before the subject: "Which towns didn't Lee visit". Whether something is not so
  /// is asked as whether it is.
  private var isDenied = false
  private(set) var all: [Declaration.Wording] = []

  init(_ question: ParsedQuestion, _ word: QuestionWord?, names: [Range<Int>]) {
    tokens = question.words
    self.word = word
    self.names = names
    let start = word?.tokens.upperBound ?? 0
    guard start < tokens.count else { return }
    guard let auxiliary = QuestionGrammar.auxiliary(tokens[start].lower) else {
      all = [behindStandIn(from: start)]
      return
    }
    var rest = start + 1
    // "Who has criticised", "Which country is due": the question word is the subject.
    if let word, word.preposition == nil, isSubject(word, auxiliary, rest) {
      all = [behindStandIn(from: start)]
      return
    }
    if rest + 1 < tokens.count, Self.negations.contains(tokens[rest].lower) {
      isDenied = word != nil
      rest += 1
    }
    guard rest < tokens.count else { return }
    let ends = subjectEnds(from: rest, auxiliary)
    all = ends.map { inverted(auxiliary: start, kind: auxiliary, subject: rest..<$0) }
    if auxiliary == "do", !isDenied {
      // "the strike finishes" may be read as a noun, "finished" is none.
      for (end, var past) in zip(ends, all) where end < tokens.count {
        guard let place = past.verb, place < past.words.count,
          !Self.negations.contains(tokens[end].lower)
        else { continue }
        let word = VerbInflection.form(of: tokens[end].lower, for: "did")
        if past.words[place].text == word { continue }
        past.words[place].text = word
        all.append(past)
      }
    }
    if auxiliary == "be", let wording = firstToAct(from: rest) {
      all = [wording]
      return
    }
    if auxiliary == "be", let word, !Self.isCircumstance(word), word.preposition == nil {
      let isOnlyName = names.contains { $0 == rest..<tokens.count }
      // "Who is the mayor of Bogliasco"; but "Who is Lee" asks what Lee is.
      if !isOnlyName, !hasPredicate(after: ends) {
        all.insert(behindStandIn(from: start), at: 0)
      }
    }
  }

  private static let negations: Set<String> = ["not", "n't", "n’t"]

  private static func isCircumstance(_ word: QuestionWord) -> Bool { word.standIn.isEmpty }

  /// Whether the question word is what the verb is said of.
  private func isSubject(_ word: QuestionWord, _ auxiliary: String, _ rest: Int) -> Bool {
    guard !Self.isCircumstance(word) else { return false }
    guard rest < tokens.count else { return true }
    let next = tokens[rest]
    switch auxiliary {
    // "Who did not sign": the question word is the subject, since no other stands before the verb.
    case "do":
      return Self.negations.contains(next.lower) && rest + 1 < tokens.count
        && [.baseForm, .present].contains(tokens[rest + 1].tag) && !isName(rest + 1)
    case "have", "modal":
      if next.pos == .verb || next.pos == .auxiliary { return !isName(rest) }
      return next.pos == .adverb && rest + 1 < tokens.count && tokens[rest + 1].pos.isVerb
        || next.lower == "not"
        // "Who has a doctorate": no verb follows.
        || auxiliary == "have" && !tokens[rest...].contains { $0.tag == .participle }
    default:
      switch next.tag {
      case .participle, .gerund, .preposition, .to, .adverb: return !isName(rest)
      default: return next.pos == .adjective && !isBeforeNoun(rest) && !isName(rest)
      }
    }
  }

  private func isName(_ token: Int) -> Bool { names.contains { $0.contains(token) } }

  private func isBeforeNoun(_ token: Int) -> Bool {
    guard token + 1 < tokens.count else { return false }
    return [.noun, .nouns, .name, .names].contains(tokens[token + 1].tag)
      || tokens[token + 1].pos == .adjective
  }

  /// Whether one of the ends has a participle or adjective behind it, of which a form of "be" says that it is so.
  private func hasPredicate(after ends: [Int]) -> Bool {
    ends.contains { end in
      guard end < tokens.count else { return false }
      switch tokens[end].tag {
      case .participle, .gerund, .past: return true
      case .to: return true
      default:
        return tokens[end].pos == .adjective && !isBeforeNoun(end) || isDue(end)
      }
    }
  }

  /// "due to visit", which the tagger takes for a preposition.
  private func isDue(_ token: Int) -> Bool {
    tokens[token].lower == "due"
      || tokens[token].lower == "about" && token + 1 < tokens.count
        && tokens[token + 1].lower == "to"
  }

  // MARK: The subject

  /// Where the subject of an inverted question may end.
  private func subjectEnds(from start: Int, _ auxiliary: String) -> [Int] {
    var sure: [Int] = []
    var possible: [Int] = []
    for end in start + 1..<max(tokens.count, start + 1) where mayEnd(end, from: start, auxiliary) {
      if isVerbForm(tokens[end], for: auxiliary)
        || auxiliary == "be" && (isDue(end) || isInfinitive(end)) || isTakingPlace(end)
      {
        sure.append(end)
      } else {
        possible.append(end)
      }
    }
    // Behind "be" the rest may all be subject: "Where is the university of Nara".
    if auxiliary == "be" || auxiliary == "have" { possible.append(tokens.count) }
    // "the university where Ruiz teaches": its verb is the relative clause's.
    let hasClause = tokens[start...].contains {
      ["who", "where", "that", "which", "whom"].contains($0.lower)
    }
    // "When did the underground open": what is no verb by its tag is one by its place.
    if sure.isEmpty, possible.isEmpty, tokens.count - 1 > start { possible = [tokens.count - 1] }
    return hasClause && possible.last == tokens.count
      ? [tokens.count] + sure + possible : sure + possible
  }

  /// "take place", whose verb the tagger takes for a noun behind another.
  private func isTakingPlace(_ token: Int) -> Bool {
    tokens[token].lower == "take" && token + 1 < tokens.count
      && ["place", "part"].contains(tokens[token + 1].lower)
  }

  /// "are to cover"
  private func isInfinitive(_ token: Int) -> Bool {
    tokens[token].tag == .to && token + 1 < tokens.count && tokens[token + 1].tag == .baseForm
  }

  private func isVerbForm(_ token: Token, for auxiliary: String) -> Bool {
    switch auxiliary {
    case "do", "modal": token.tag == .baseForm || token.tag == .present
    case "have": token.tag == .participle || token.tag == .past
    default: token.tag == .participle || token.tag == .gerund || token.tag == .past
    }
  }

  /// Whether a noun phrase may end before a token.
  private func mayEnd(_ end: Int, from start: Int, _ auxiliary: String) -> Bool {
    let before = tokens[end - 1]
    let next = tokens[end]
    if names.contains(where: { $0.lowerBound < end && $0.upperBound > end }) { return false }
    if ["'s", "’s", "'", "-", ",", "of", "and", "or"].contains(next.lower) { return false }
    if auxiliary != "be", QuestionGrammar.isPreposition(next), next.pos != .verb,
      next.pos != .adverb
    {
      return false
    }
    if QuestionGrammar.questionWords.contains(next.lower) || next.lower == "that" { return false }
    if [.possessivePronoun, .preposition, .to].contains(before.tag) { return false }
    if before.tag == .cardinal, !next.pos.isVerb { return false }
    if before.pos == .determiner || before.pos == .coordinator || before.lower == "'s"
      || before.lower == "’s" || before.lower == "-"
    {
      return false
    }
    if before.pos == .adjective, end - 1 > start, !isName(end - 1) { return next.pos.isVerb }
    // Neither inside a run of capitals, nor before a name.
    let isCapital = next.text.first?.isUppercase ?? false
    return !(before.pos == .properNoun && next.pos == .properNoun && isCapital)
  }

  // MARK: Wordings

  private func copy(_ range: Range<Int>) -> [Word] {
    range.compactMap { place in
      let token = tokens[place]
      if Self.dropped.contains(token.lower), place != range.lowerBound || range.count > 1 {
        return nil
      }
      return Word(text: token.text, space: token.space)
    }
  }

  /// Words that a statement does not need.
  private static let dropped: Set<String> = ["ever", "yet", "exactly"]

  private func standInWords() -> [Word] {
    (word?.standIn ?? "").split(separator: " ").map { Word(text: String($0)) }
  }

  /// "Who founded Acme" is "someone founded Acme".
  private func behindStandIn(from start: Int) -> Declaration.Wording {
    var wording = Declaration.Wording()
    let standIn = standInWords()
    if !standIn.isEmpty { wording.standIn = 0 }
    wording.words = standIn + copy(start..<tokens.count)
    wording.verb = standIn.count
    wording.subjectEnd = standIn.isEmpty ? nil : standIn.count
    return wording
  }

  /// "did Lee meet in Nara" is "Lee met … in Nara".
  private func inverted(
    auxiliary: Int, kind: String, subject: Range<Int>
  ) -> Declaration.Wording {
    var wording = Declaration.Wording()
    wording.words = copy(subject)
    if !wording.words.isEmpty { wording.words[wording.words.count - 1].space = true }
    wording.subjectEnd = wording.words.count
    wording.verb = wording.words.count
    var rest = subject.upperBound
    if kind == "do", rest < tokens.count {
      let isDenied = isDenied || Self.negations.contains(tokens[rest].lower)
      let isBeforeVerb =
        tokens[rest].pos == .adverb && rest + 1 < tokens.count && tokens[rest + 1].pos.isVerb
      if isDenied || isBeforeVerb {
        wording.words.append(Word(text: tokens[auxiliary].text))
      } else {
        wording.words.append(
          Word(text: VerbInflection.form(of: tokens[rest].lower, for: tokens[auxiliary].lower)))
        rest += 1
      }
    } else {
      wording.words.append(Word(text: tokens[auxiliary].lower))
    }
    if isDenied { wording.words.append(Word(text: "not")) }
    guard let word, !word.standIn.isEmpty else {
      wording.words += copy(rest..<tokens.count)
      guard word?.asked == .place else { return wording }
      // "Where does she come from": she comes from somewhere.
      let isOpen = rest < tokens.count && tokens[tokens.count - 1].lower == "from"
      if isOpen {
        wording.words[wording.words.count - 1].space = true
        wording.standIn = wording.words.count
      }
      if isOpen || rest == tokens.count { wording.words.append(Word(text: "somewhere")) }
      return wording
    }
    if let preposition = word.preposition {
      wording.words += copy(rest..<tokens.count)
      wording.words[wording.words.count - 1].space = true
      wording.words.append(Word(text: preposition))
      wording.standIn = wording.words.count
      wording.words += standInWords()
      return wording
    }
    let gap =
      callingEnd(from: subject.upperBound, kind) ?? gap(from: rest, hasVerb: kind == "do")
    wording.words += copy(rest..<gap)
    if !wording.words.isEmpty { wording.words[wording.words.count - 1].space = true }
    wording.standIn = wording.words.count
    wording.words += standInWords()
    wording.words += copy(gap..<tokens.count)
    return wording
  }

  /// "Which prize was Ruiz the first woman to win in 2004": she won it.
  private func firstToAct(from start: Int) -> Declaration.Wording? {
    guard let word, !Self.isCircumstance(word), word.preposition == nil,
      let first = (start + 1..<max(tokens.count, start + 1)).first(where: {
        let before = tokens[$0 - 1].pos == .determiner
        return before
          && (QuestionGrammar.ordinals.union(["only", "last"])).contains(tokens[$0].lower)
      }), first - 1 > start,
      let to = (first + 1..<max(tokens.count, first + 1)).first(where: { tokens[$0].lower == "to" }
      ),
      to + 1 < tokens.count, tokens[to + 1].tag == .baseForm
    else { return nil }
    var wording = Declaration.Wording()
    wording.words = copy(start..<first - 1)
    wording.subjectEnd = wording.words.count
    wording.verb = wording.words.count
    wording.words.append(Word(text: VerbInflection.form(of: tokens[to + 1].lower, for: "did")))
    var rest = to + 2
    while rest < tokens.count, tokens[rest].dep == .prt { rest += 1 }
    wording.words += copy(to + 2..<rest)
    wording.standIn = wording.words.count
    wording.words += standInWords()
    wording.words += copy(rest..<tokens.count).filter { $0.text != "," }
    return wording
  }

  /// "What did Lee call the plan": he called it something; the answer follows what is called.
  private func callingEnd(from verb: Int, _ kind: String) -> Int? {
    guard kind == "do" || kind == "have", verb < tokens.count, word?.asked == .thing(noun: nil),
      ["call", "called", "name", "named", "label", "labelled", "dub", "dubbed", "term"]
        .contains(tokens[verb].lower), verb + 1 < tokens.count
    else { return nil }
    let rest = verb + 1
    return tokens[rest...].firstIndex {
      QuestionGrammar.isPreposition($0) && $0.lower != "of"
    } ?? tokens.count
  }

  /// Where the phrase would stand that the question word stands for.
  private func gap(from start: Int, hasVerb: Bool) -> Int {
    var place = start
    // The verb itself, where the auxiliary was not all of it.
    if !hasVerb {
      while place < tokens.count,
        tokens[place].pos.isVerb || tokens[place].pos == .adverb || isDue(place)
          || tokens[place].pos == .adjective
      {
        place += 1
      }
    }
    // "exposed to in the experiment": a preposition without its noun.
    for preposition in start..<tokens.count where QuestionGrammar.isPreposition(tokens[preposition])
    {
      let next = preposition + 1
      if next == tokens.count { return next }
      let isFollowed =
        QuestionGrammar.isPreposition(tokens[next]) && tokens[next].lower != "of"
        && !(tokens[next].lower == "to" && next + 1 < tokens.count && tokens[next + 1].pos.isVerb)
      if isFollowed, tokens[preposition].lower != "out", tokens[preposition].lower != "up" {
        return next
      }
    }
    // "agree to restart and widen": the last infinitive without an object.
    let end =
      (start..<tokens.count).first { Self.subordinators.contains(tokens[$0].lower) } ?? tokens.count
    for to in (start..<end).reversed()
    where tokens[to].lower == "to" && to + 1 < end && tokens[to + 1].tag == .baseForm {
      var next = to + 2
      while next + 1 < end, tokens[next].pos == .coordinator { next += 2 }
      if next == end || QuestionGrammar.isPreposition(tokens[next]) || tokens[next].pos == .adverb
        || tokens[next].pos == .particle
      {
        return afterParticle(next)
      }
      break
    }
    return afterParticle(place)
  }

  private func afterParticle(_ place: Int) -> Int {
    guard place < tokens.count,
      tokens[place].dep == .prt || QuestionGrammar.particles.contains(tokens[place].lower),
      place + 1 == tokens.count || tokens[place + 1].lower != "of"
    else { return place }
    return place + 1
  }

  private static let subordinators: Set<String> = [
    "after", "before", "when", "because", "while", "since", "although", "if",
  ]
}

extension PartOfSpeech {
  var isVerb: Bool { self == .verb || self == .auxiliary }
}
