import Extraction
import Graph

/// Compares the clauses of sentences with a question: the same act, the same partners in the same parts, and the phrase
/// that stands where the question asks.
///
/// Stricter than where claims are compared: nothing has checked what these clauses tell.
struct ClauseMatcher {
  let tools: FormTools
  let surroundings: Surroundings
  private var form: QuestionForm { tools.form }
  private var texts: GraphTexts { tools.texts }
  private var nearness: PredicateNearness { tools.nearness }
  private var stems: WordStems { tools.stems }
  private var knowledge: Knowledge { tools.knowledge }

  /// An act that answers.
  struct Found {
    var sentence: ReadSentence
    var act: ReadAct
    /// What the question asks for, one for each member of a list; empty for a question whether something is so.
    var answers: [String]
    var score: Double
    var bearing = Bearing.tells
  }

  /// The acts of a sentence that answer, each by its best reading.
  func found(in sentence: ReadSentence) throws -> [Found] {
    guard form.isToldByClauses, !form.verb.isEmpty else { return [] }
    var best: [Int: Found] = [:]
    for act in ReadAct.all(in: sentence, wordNet: nearness.wordNet) {
      guard let found = try found(in: act, of: sentence), let word = act.words.last else {
        continue
      }
      if best[word].map({ found.score > $0.score }) ?? true { best[word] = found }
    }
    return best.sorted { $0.key < $1.key }.map(\.value)
  }

  private func found(in act: ReadAct, of sentence: ReadSentence) throws -> Found? {
    if act.isNoun, form.isNegated { return nil }
    var (near, turned) = nearness(of: act)
    var bearing = Bearing.tells
    if act.isNoun, form.asked == .truth {
      // That one speaks of an act by a noun does not tell that it was.
      if act.isNone(in: sentence.parsed) {
        bearing = .denies
      } else if !act.isTakenForGranted(in: sentence.parsed) {
        return nil
      }
    } else if near < Self.leastNearness, isContrary(act) {
      (near, turned, bearing) = (MatchWeights.contrary, [:], .denies)
    }
    guard near >= Self.leastNearness else { return nil }
    var phrases = act.phrases
    for place in phrases.indices {
      phrases[place].role = turned[phrases[place].role] ?? phrases[place].role
    }
    if isContrary(phrases) { return nil }
    let scope = sentence.parsed.subtree(act.frame ?? act.words[0])
    guard let met = try met(by: phrases, scope, sentence, bearing),
      !act.isNoun || !met.heads.isEmpty || bearing == .denies
        || met.share >= Self.leastShareOfNoun && form.parts.flatMap(\.words).count > 2
    else {
      return nil
    }
    var score = near * (1 - MatchWeights.partShare + MatchWeights.partShare * met.share)
    if act.isNoun { score *= Self.byNoun }
    if form.asked == .truth {
      let least = act.isNoun && bearing == .denies ? Self.leastShareOfNone : Self.leastShareOfTruth
      guard near >= MatchWeights.leastTruth, met.share >= least else { return nil }
      return Found(sentence: sentence, act: act, answers: [], score: score, bearing: bearing)
    }
    let finder = PhraseFinder(tools: tools)
    let open = phrases.filter { !met.heads.contains($0.head) }
    guard let answer = try finder.answer(among: open, of: act, in: sentence) else { return nil }
    score *= MatchWeights.leastFitness + (1 - MatchWeights.leastFitness) * answer.fitness
    return Found(sentence: sentence, act: act, answers: answer.texts, score: score)
  }

  /// What an act that a noun tells counts beside one that a verb tells.
  private static let byNoun = 0.9
  /// The least nearness of a clause's act.
  private static let leastNearness = 0.7
  /// How much of a question has to be met where a noun tells the act and nobody in it is named.
  private static let leastShareOfNoun = 0.6
  /// How much of it has to be met where a text says that there was no such act at all.
  private static let leastShareOfNone = 0.4
  /// How much of a question has to be met for a yes or no.
  private static let leastShareOfTruth = 0.8

  // MARK: The act

  /// How near the act of a clause is, and what the parts in it are in the asked one where they differ.
  private func nearness(
    of act: ReadAct
  ) -> (Double, [QuestionForm.Role: QuestionForm.Role]) {
    let predicate = act.predicate
    let told = ToldPredicate(predicate)
    if act.isNoun { return (nearness.nearness(of: told.words, to: form.verb), [:]) }
    let prepositions = act.phrases.compactMap(\.role.preposition)
    var near = wordNearness(of: told.words, nil)
    for preposition in prepositions {
      near = max(near, wordNearness(of: told.words, preposition))
    }
    if near >= MatchWeights.relation { return (near, [:]) }
    for wording in [predicate] + prepositions.map({ predicate + "_" + $0 }) {
      let told = ToldPredicate(wording)
      for (name, isTurned) in knowledge.relations(wordedBy: wording) {
        guard let known = tools.asked[name] else { continue }
        let (subject, object) =
          isTurned ? (told.object, told.subject) : (told.subject, told.object)
        return (MatchWeights.relation, [subject: known.subject, object: known.object])
      }
    }
    if near >= Self.leastNearness { return (near, [:]) }
    if let roles = tools.converse.roles(asked: form.verb, told: told) {
      return (MatchWeights.converse, roles)
    }
    return (near, [:])
  }

  private func wordNearness(of told: [String], _ preposition: String?) -> Double {
    form.isIdiom
      ? nearness.phraseNearness(of: told, preposition, to: form.verb)
      : nearness.nearness(of: told, preposition, to: form.verb)
  }

  /// Whether a clause tells that the asked act was not done.
  private func isContrary(_ act: ReadAct) -> Bool {
    guard form.asked == .truth, !form.isNegated, !act.isNoun else { return false }
    let told = ToldPredicate(act.predicate).words
    let prepositions = act.phrases.compactMap(\.role.preposition)
    return ([told] + prepositions.map { told + [$0] }).contains {
      nearness.isContrary($0, to: form.verb)
    }
  }

  private func isContrary(_ phrases: [ClausePhrases.Phrase]) -> Bool {
    let told = phrases.compactMap(\.role.preposition)
    return told.contains { form.isContradicted(by: $0, among: told, knowledge) }
  }

  // MARK: The parts

  /// How much of the question a clause meets, and the heads of the phrases that are named by it; nil where a part is
  /// missing that has to be there.
  private func met(
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
