import Extraction
import Graph

/// Weighs claims as answers to a question.
struct Matcher {
  let form: QuestionForm
  let texts: GraphTexts
  let nearness: PredicateNearness
  let stems: WordStems
  let knowledge: Knowledge

  /// The match of a claim; nil where it is no answer.
  func match(_ candidate: Candidate) throws -> Match? {
    let statement = candidate.told.statement
    let (name, predicate) = try texts.predicate(statement.predicate)
    let slots = try slots(of: candidate, predicate)
    let near = try predicateNearness(candidate, name, predicate, slots)
    guard near >= MatchWeights.leastNearness else { return nil }
    guard let (weight, meetings) = try parts(of: candidate, slots) else { return nil }
    var score = near * (1 - MatchWeights.partShare + MatchWeights.partShare * weight)
    if statement.isAsserted == form.isPlan { score *= MatchWeights.notAsserted }
    score *= 0.9 + 0.1 * candidate.told.confidence
    if form.asked == .truth {
      return Match(candidate: candidate, score: score, answer: nil, meetings: meetings)
    }
    let finder = AnswerFinder(form: form, texts: texts, knowledge: knowledge, stems: stems)
    guard let answer = try finder.answer(in: candidate, slots, predicate, meetings) else {
      return nil
    }
    score *= answer.fitness
    return Match(candidate: candidate, score: score, answer: answer.slot, meetings: meetings)
  }

  /// A filled place of a statement.
  struct FilledSlot {
    var slot: Match.Slot
    var role: QuestionForm.Role
    var value: Value
  }

  private func slots(of candidate: Candidate, _ predicate: ToldPredicate) throws -> [FilledSlot] {
    let statement = candidate.told.statement
    let isBeing =
      switch form.kind {
      case .being, .office, .relation: predicate.isCopula
      default: false
      }
    var slots = [
      FilledSlot(
        slot: .subject, role: isBeing ? .agent : predicate.subject, value: statement.subject)
    ]
    if let object = statement.object {
      slots.append(FilledSlot(slot: .object, role: predicate.object, value: object))
    }
    for (number, qualifier) in candidate.told.qualifiers.enumerated() {
      let isAgent = predicate.isPassive && qualifier.name == "by"
      slots.append(
        FilledSlot(
          slot: .qualifier(number), role: isAgent ? .agent : .oblique(qualifier.name),
          value: qualifier.value))
    }
    return slots
  }

  // MARK: The predicate

  private func predicateNearness(
    _ candidate: Candidate, _ name: String, _ predicate: ToldPredicate, _ slots: [FilledSlot]
  ) throws -> Double {
    switch form.kind {
    case .act, .happening, .connection:
      if form.kind == .happening { return predicate.words.isEmpty ? 0 : 0.9 }
      if form.verb == ["be"] {
        // "was in the delegation": where one is, not what.
        let places = form.parts.contains { if case .oblique = $0.role { true } else { false } }
        guard predicate.words.isEmpty, !predicate.isCopula || !places else { return 0 }
        return 0.9
      }
      let byVerb = nearness.nearness(
        of: predicate.words, predicate.preposition, to: form.verb)
      // "wants closer ties with": the text may have the noun in its predicate.
      return byVerb >= 0.7 ? byVerb : max(byVerb, nounNearness(predicate))
    case .telling:
      guard let verb = predicate.words.first, predicate.words.count == 1,
        knowledge.tellsWords(verb), let object = candidate.told.statement.object,
        try !texts.text(object).isEntity
      else { return 0 }
      let near = nearness.nearness(of: predicate.words, to: form.verb)
      if form.asked == .truth { return near }
      guard try tellsContent(object) else { return 0 }
      return max(near, 0.9)
    case .having(let verb):
      guard let modality = candidate.told.statement.modality,
        candidate.told.statement.isNegated == form.isNegated
      else { return 0 }
      return nearness.nearness(ofWord: modality, to: verb)
    case .being(let noun):
      let byPredicate =
        predicate.words.map { nearness.nearness(ofWord: $0, to: noun) }.max() ?? 0
      guard predicate.isCopula, let object = candidate.told.statement.object else {
        return byPredicate
      }
      let stem = stems.stem(noun)
      let told = try texts.text(object)
      // "brother's lawyer" is no brother.
      return told.stems.contains(stem) ? 1 : byPredicate
    case .office:
      if predicate.isCopula, let object = candidate.told.statement.object,
        try isRole(texts.text(object))
      {
        return 1
      }
      guard case .oblique = predicate.object, let noun = predicate.words.last else { return 0 }
      return knowledge.isRole(noun) ? 0.8 : 0
    case .relation:
      guard case .oblique(let preposition) = predicate.object, ["of", "to"].contains(preposition),
        let noun = predicate.words.last
      else {
        // "Ruiz is the half-sister", in a sentence that names Lee.
        if predicate.isCopula, let object = candidate.told.statement.object,
          let first = form.parts.first?.entities.first,
          first.means(candidate.told.statement.subject), try isRole(texts.text(object))
        {
          return 0.8
        }
        return 0
      }
      guard let first = form.parts.first?.entities.first,
        first.means(candidate.told.statement.subject)
      else { return 0 }
      return knowledge.isRole(noun) ? 1 : 0.8
    }
  }

  /// Whether what is said holds enough of the words that the question asks about.
  private func tellsContent(_ object: Value) throws -> Bool {
    let words = form.parts.filter { $0.role == .circumstance || $0.role == .oblique("about") }
      .flatMap { $0.words.map(\.text) + $0.entities.map(\.text) }
    guard !words.isEmpty else { return true }
    let told = try texts.text(object).stems
    let met = words.count { word in
      let wanted = stems.stems(of: word)
      return told.contains { stem in
        wanted.contains { nearness.nearness(ofWord: stem, to: $0) >= 0.7 }
      }
    }
    return Double(met) >= 0.4 * Double(words.count)
  }

  /// How near a predicate is by the noun of the asked act: "strengthen ties with" tells of ties.
  private func nounNearness(_ predicate: ToldPredicate) -> Double {
    guard predicate.words.count > 1, case .oblique = predicate.object else { return 0 }
    let nouns = form.parts.filter { $0.role == .patient && $0.entities.isEmpty }.flatMap(\.words)
    let isTold = nouns.contains { noun in
      predicate.words.contains { stems.stem($0) == stems.stem(noun.text) }
    }
    return isTold ? MatchWeights.byNoun : 0
  }

  private func isRole(_ text: GraphTexts.Text) -> Bool {
    let words = text.text.lowercased().split(separator: " ").map(String.init)
    // The noun that the phrase is about stands before its first preposition.
    let end = words.firstIndex(where: QuestionGrammar.prepositions.contains) ?? words.count
    return end > 0
      && (knowledge.isRole(words[end - 1])
        || end > 1 && knowledge.isRole(words[end - 2...end - 1].joined(separator: " ")))
  }

  // MARK: The parts

  /// How well the parts of the question are met, from 0 to 1; nil where one is not that has to be.
  private func parts(
    of candidate: Candidate, _ slots: [FilledSlot]
  ) throws -> (Double, [Match.Meeting])? {
    var (sum, total) = (0.0, 0.0)
    var meetings: [Match.Meeting] = []
    for part in form.parts {
      let isCore = Self.isCore(part.role)
      for name in part.entities {
        let weight =
          name.isAdjective
          ? MatchWeights.adjective
          : isCore ? MatchWeights.coreName : MatchWeights.name
        total += weight
        guard
          let (value, meeting) = try meeting(
            of: name, part.role, isInPhrase: !part.words.isEmpty, candidate, slots)
        else {
          if name.isAdjective || part.role == .unknown || part.isTimed { continue }
          return nil
        }
        if isCore, !Self.isInStatement(meeting), !name.isAdjective, form.kind != .telling,
          form.kind != .relation
        {
          // Who does it and to whom is told by the statement, not by its surroundings.
          if part.words.isEmpty { return nil }
        }
        sum += weight * value
        meetings.append(meeting)
      }
      var (met, possible) = (0.0, 0.0)
      for word in part.words {
        let weight = Self.weight(of: word, part.role)
        total += weight
        possible += weight
        guard let (value, meeting) = try meeting(of: word, part.role, candidate, slots) else {
          // A name that nothing of the claim has: another thing is meant.
          if word.isName, part.role != .unknown, !part.isTimed { return nil }
          continue
        }
        met += weight * value
        sum += weight * value
        meetings.append(meeting)
      }
      if isCore, part.entities.isEmpty, met < 0.3 * possible { return nil }
      if part.isTime, try !agrees(part, candidate) { return nil }
    }
    return (total == 0 ? 0.8 : sum / total, meetings)
  }

  private static func weight(
    of word: QuestionForm.PartWord, _ role: QuestionForm.Role
  ) -> Double {
    if word.isName { return MatchWeights.unknownName }
    if role == .unknown { return MatchWeights.quality }
    guard isCore(role) else { return MatchWeights.word }
    return word.isHead ? MatchWeights.headWord : MatchWeights.coreWord
  }

  /// Whether a claim that has a time of its own has the one of the question.
  private func agrees(_ part: QuestionForm.Part, _ candidate: Candidate) throws -> Bool {
    let wanted = part.words.map { TimeWords.form(of: $0.text) }
    var times: [String] = []
    if let date = candidate.told.statement.date { times.append(date.description) }
    for qualifier in candidate.told.qualifiers
    where ["in", "on", "time", "since", "from", "until", "during"].contains(qualifier.name) {
      let text = try texts.text(qualifier.value)
      if text.isDate || qualifier.name == "time" { times.append(text.text.lowercased()) }
    }
    return times.isEmpty || times.contains { time in wanted.allSatisfy { time.contains($0) } }
  }

  private static func isInStatement(_ meeting: Match.Meeting) -> Bool {
    switch meeting.place {
    case .slot, .inside: true
    case .sentence, .behind, .document: false
    }
  }

  private static func isCore(_ role: QuestionForm.Role) -> Bool {
    switch role {
    case .agent, .patient, .attribute: true
    case .oblique, .circumstance, .unknown: false
    }
  }

  private func meeting(
    of name: LinkedName, _ role: QuestionForm.Role, isInPhrase: Bool, _ candidate: Candidate,
    _ slots: [FilledSlot]
  ) throws -> (Double, Match.Meeting)? {
    var best: (Double, Match.Meeting)?
    func consider(_ value: Double, _ meeting: Match.Meeting) {
      if best.map({ value > $0.0 }) ?? true { best = (value, meeting) }
    }
    for slot in slots {
      if name.means(slot.value) {
        consider(
          likeness(slot.role, role),
          Match.Meeting(entity: slot.value, word: nil, place: .slot(slot.slot)))
      } else {
        let text = try texts.text(slot.value)
        guard !text.isNamed,
          let match = try name.matches.first(where: { try holds(text, $0, name) })
        else { continue }
        consider(
          MatchWeights.insideSlot * likeness(slot.role, role),
          Match.Meeting(entity: match.value, word: nil, place: .inside(slot.slot)))
      }
    }
    if best != nil { return best }
    if let match = name.matches.first(where: { candidate.context.entities.contains($0.value) }) {
      guard case .oblique(let preposition) = role, Self.placing.contains(preposition), !isInPhrase
      else {
        return (
          MatchWeights.inSentence, Match.Meeting(entity: match.value, word: nil, place: .sentence)
        )
      }
      // "met her in Nara", not "before he flies to Nara".
      let phrase = "\(preposition) \(name.text)"
      guard candidate.context.text.contains(phrase) else { return nil }
      return (
        MatchWeights.inSentence,
        Match.Meeting(entity: match.value, word: nil, place: .behind(phrase))
      )
    }
    guard isInPhrase,
      let match = try name.matches.first(where: {
        try texts.isMentioned($0.value, inDocument: candidate.context.document)
      })
    else { return nil }
    return (
      MatchWeights.inDocument, Match.Meeting(entity: match.value, word: nil, place: .document)
    )
  }

  private static let placing: Set<String> = ["in", "at", "near", "outside", "inside"]

  private func holds(_ text: GraphTexts.Text, _ match: EntityMatch, _ name: LinkedName) throws
    -> Bool
  {
    let wanted = try texts.text(match.value).stems
    return Self.holds(text.stems, wanted) || Self.holds(text.stems, stems.stems(of: name.text))
  }

  private static func holds(_ stems: [String], _ run: [String]) -> Bool {
    guard !run.isEmpty, run.count <= stems.count else { return false }
    return (0...stems.count - run.count).contains { stems[$0..<$0 + run.count].elementsEqual(run) }
  }

  /// How well a place of the statement goes with a part's role in the question.
  private func likeness(_ told: QuestionForm.Role, _ asked: QuestionForm.Role) -> Double {
    if told == asked { return MatchWeights.inSlot }
    switch (asked, told) {
    case (.agent, .patient), (.patient, .agent): return 0.3
    case (.attribute, _), (_, .attribute): return 0.8
    case (.circumstance, _), (.oblique, _), (.unknown, _): return 0.9
    default: return MatchWeights.inOtherSlot
    }
  }

  private func meeting(
    of word: QuestionForm.PartWord, _ role: QuestionForm.Role, _ candidate: Candidate,
    _ slots: [FilledSlot]
  ) throws -> (Double, Match.Meeting)? {
    let stem = stems.stem(word.text)
    for slot in slots {
      let text = try texts.text(slot.value)
      if text.stems.contains(stem) {
        return (
          likeness(slot.role, role),
          Match.Meeting(entity: nil, word: word.text, place: .inside(slot.slot))
        )
      }
    }
    if candidate.stems.contains(stem) {
      return (
        MatchWeights.inSentence, Match.Meeting(entity: nil, word: word.text, place: .sentence)
      )
    }
    if word.isName { return nil }
    let near = Set(candidate.stems).lazy
      .map { (nearness.nearness(ofWord: $0, to: stem), $0) }.max { $0.0 < $1.0 }
    if let near, near.0 > 0 {
      return (
        MatchWeights.inSentence * near.0, Match.Meeting(entity: nil, word: nil, place: .sentence)
      )
    }
    return nil
  }
}
