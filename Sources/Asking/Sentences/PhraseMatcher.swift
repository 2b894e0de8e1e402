import Extraction
import Graph

/// How much of a question the phrases of an act meet, with what stands in them for what the question names.
struct PhraseMatcher {
  let tools: FormTools
  let surroundings: Surroundings
  private var form: QuestionForm { tools.form }
  private var texts: GraphTexts { tools.texts }
  private var nearness: PredicateNearness { tools.nearness }
  private var stems: WordStems { tools.stems }
  private var knowledge: Knowledge { tools.knowledge }

  /// The least nearness of a noun.
  private static let leastNearness = 0.7

  /// How much of the question a clause meets, and the heads of the phrases that are named by it; nil where a part is
  /// missing that has to be there.
  func met(
    by phrases: [ClausePhrases.Phrase], _ scope: [Int], _ sentence: ReadSentence,
    _ bearing: Bearing
  ) throws -> (share: Double, heads: Set<Int>)? {
    var heads: Set<Int> = []
    var (sum, total) = (0.0, 0.0)
    for part in form.parts {
      if let time = part.time {
        guard time.words(in: sentence.context.text) != nil else { return nil }
        (sum, total) = (sum + MatchWeights.word, total + MatchWeights.word)
        continue
      }
      var standIn: StandIn?
      if part.role.isCore || isNeeded(part) {
        guard let found = try phrase(of: part, among: phrases, sentence) else { return nil }
        heads.formUnion(found.heads)
        standIn = found.standIn
      }
      for name in part.entities {
        let weight =
          name.isAdjective || part.hasHead
          ? MatchWeights.adjective : part.role.isCore ? MatchWeights.coreName : MatchWeights.name
        total += weight
        var value = try presence(of: name, scope, sentence, isInPhrase: part.hasHead)
        if value < MatchWeights.stoodFor, standIn != nil,
          try surroundings.speakOf(name, before: sentence.context) || standIn == .noun
        {
          value = MatchWeights.stoodFor
        }
        if value == 0,
          try isUnderstood(name, of: part, phrases, sentence, isAlone: bearing == .denies)
        {
          value = MatchWeights.understood
        } else if value < 1, part.role.placesAct(knowledge), !part.hasHead, !name.isPersonal {
          // Where an act was is told by the clause itself.
          return nil
        }
        if value == 0, !name.isAdjective, !part.isTimed { return nil }
        sum += weight * value
      }
      for word in part.words {
        let weight = word.isName ? MatchWeights.unknownName : MatchWeights.word
        total += weight
        var value = presence(of: word, scope, sentence)
        if value == 0, word.isHead, standIn == .pronoun || standIn == .role {
          value = MatchWeights.stoodFor
        }
        if value == 0, word.isName, part.role != .unknown, !part.isTimed { return nil }
        sum += weight * value
      }
    }
    return (total == 0 ? 0.8 : sum / total, heads)
  }

  /// Whether a sentence need not say where or in what its act was, as what was told before it does: "There, she founded …".
  /// Only what is told of somebody or something is understood so: else a question would take any act for the one it
  /// means.
  private func isUnderstood(
    _ name: LinkedName, of part: QuestionForm.Part, _ phrases: [ClausePhrases.Phrase],
    _ sentence: ReadSentence, isAlone: Bool
  ) throws -> Bool {
    guard !part.role.isCore, !part.isTimed, !name.isAdjective,
      isAlone
        || form.parts.contains(where: { other in
          other.role != part.role && (other.role.isCore || other.role == .unknown)
            && (other.entities.contains { !$0.isAdjective } || !other.words.isEmpty)
        })
    else { return false }
    if part.role.placesAct(knowledge), phrases.contains(where: { $0.role.placesAct(knowledge) }) {
      return false
    }
    return try surroundings.speakOf(name, before: sentence.context)
  }

  /// Whether a phrase behind a preposition is half of what the verb says: "come to power".
  private func isNeeded(_ part: QuestionForm.Part) -> Bool {
    guard case .oblique = part.role, part.entities.isEmpty, !part.isTimed else { return false }
    return form.verb.count == 1 && PartMatcher.lightVerbs.contains(form.verb[0])
  }

  /// How well a name is met by an act and its sentence. What only tells which of several things is meant ("the strike
  /// *at Maren*") may stand in another sentence of the document.
  private func presence(
    of name: LinkedName, _ scope: [Int], _ sentence: ReadSentence, isInPhrase: Bool
  ) throws -> Double {
    if sentence.names(name, in: scope) { return 1 }
    if try isWithin(name, scope, sentence) { return MatchWeights.stoodFor }
    if sentence.context.mentions.contains(where: { name.means($0.entity) }) {
      return MatchWeights.inSentence
    }
    guard isInPhrase else { return 0 }
    let isMentioned = try name.matches.contains {
      try texts.isMentioned($0.value, inDocument: sentence.context.document)
    }
    return isMentioned ? MatchWeights.inDocument : 0
  }

  /// Whether something in a phrase bears a place's name in its own: who studies at the University of Lyon does so in Lyon.
  private func isWithin(
    _ name: LinkedName, _ scope: [Int], _ sentence: ReadSentence
  ) throws -> Bool {
    guard name.matches.contains(where: { !Set($0.types).isDisjoint(with: ["place", "country"]) })
    else { return false }
    return try scope.contains { token in
      guard let entity = sentence.entity(headedBy: token) else { return false }
      let text = try texts.text(entity)
      return text.types.contains("organization")
        && text.text.split(separator: " ").dropFirst().contains { $0 == name.text[...] }
    }
  }

  private func presence(
    of word: QuestionForm.PartWord, _ scope: [Int], _ sentence: ReadSentence
  ) -> Double {
    let stem = stems.stem(word.text)
    if scope.contains(where: { sentence.stems[$0] == stem }) { return 1 }
    if sentence.stems.contains(stem) { return MatchWeights.aroundAct }
    if word.isName { return 0 }
    return scope.map { nearness.nearness(ofWord: sentence.stems[$0], to: word.text) }.max() ?? 0
  }

  /// What stands in a sentence for what the question names.
  private enum StandIn {
    /// A noun that tells what it is: "the ferry".
    case noun
    /// "It", for what the sentence before tells of.
    case pronoun
    /// The name of one who has the office that the question names.
    case role
  }

  /// The heads of the phrases that are a part of the question, by their heads: its names, or its noun, or what stands for
  /// them.
  private func phrase(
    of part: QuestionForm.Part, among phrases: [ClausePhrases.Phrase], _ sentence: ReadSentence
  ) throws -> (heads: Set<Int>, standIn: StandIn?)? {
    let fitting = phrases.filter { Self.goes($0.role, with: part.role) }
    let noun = part.words.first(where: \.isHead)
    if let noun {
      let stem = stems.stem(noun.text)
      let head = fitting.first { phrase in
        sentence.stems[phrase.head] == stem
          || nearness.nearness(ofNoun: sentence.stems[phrase.head], to: noun.text)
            >= Self.leastNearness
      }
      if let head { return ([head.head], nil) }
      // "the mayor" for one whom the graph calls so.
      if part.entities.isEmpty,
        let head = try fitting.first(where: {
          try sentence.entity(headedBy: $0.head).map { try texts.nouns(of: $0).contains(stem) }
            ?? false
        })
      {
        return ([head.head], .role)
      }
      guard let pronoun = fitting.first(where: { sentence.isOpenPronoun($0.head) }),
        try sentence.stems[..<pronoun.head].contains(stem)
          || surroundings.stems(before: sentence.context).contains(stem)
      else { return nil }
      return ([pronoun.head], .pronoun)
    }
    if part.entities.isEmpty { return ([], nil) }
    var heads: Set<Int> = []
    var standIn: StandIn?
    // Of "Ruiz, the sister of Lee", Lee only tells who is meant.
    let isDescribed = !part.words.isEmpty && part.entities.contains(where: \.isHead)
    for name in part.entities where !isDescribed || name.isHead {
      let head = fitting.first { phrase in
        // "the secretary general, Ana Lind": she is who the phrase is about too.
        ([phrase.head] + sentence.parsed.children(phrase.head, .appos)).contains {
          sentence.entity(headedBy: $0).map(name.means) ?? false
        }
      }
      if let head {
        heads.insert(head.head)
        continue
      }
      if let noun = try fitting.first(where: { try isMeant(name, by: $0.head, sentence) }) {
        (heads, standIn) = (heads.union([noun.head]), .noun)
        continue
      }
      guard let pronoun = fitting.first(where: { sentence.isOpenPronoun($0.head) }),
        !name.matches.contains(where: { $0.types.contains("person") }),
        try sentence.names(name, in: Array(0..<pronoun.head))
          || surroundings.speakOf(name, before: sentence.context)
      else { return nil }
      (heads, standIn) = (heads.union([pronoun.head]), .pronoun)
    }
    return (heads, standIn)
  }

  /// Whether a phrase of a text, "the ferry", stands for what a name means.
  private func isMeant(_ name: LinkedName, by head: Int, _ sentence: ReadSentence) throws -> Bool {
    let parsed = sentence.parsed
    guard parsed.tokens[head].pos == .noun,
      parsed.children(head, .det).contains(where: { parsed.tokens[$0].lower == "the" }),
      parsed.children(head, .prep).isEmpty, parsed.children(head, .poss).isEmpty
    else { return false }
    return try tools.described.isMeant(
      name, by: parsed.tokens[head].lemma.lowercased(), in: sentence.context.document)
  }

  /// Whether what has one part in a clause may have the other in the question.
  private static func goes(_ told: QuestionForm.Role, with asked: QuestionForm.Role) -> Bool {
    if told == asked { return true }
    switch (told, asked) {
    case (.attribute, .patient), (.patient, .attribute): return true
    case (.oblique(let name), .patient), (.patient, .oblique(let name)):
      return AnswerFitness.transparent.contains(name)
    case (.oblique, .oblique): return true
    default: return false
    }
  }
}
