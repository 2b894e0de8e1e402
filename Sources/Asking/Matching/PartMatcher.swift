import Graph

/// Where a claim and its sentence meet the names and words of a question.
struct PartMatcher {
  let form: QuestionForm
  let texts: GraphTexts
  let nearness: PredicateNearness
  let stems: WordStems

  /// How well the parts of the question are met, from 0 to 1; nil where one is not that has to be.
  func parts(
    of candidate: Candidate, _ slots: [Matcher.FilledSlot]
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
        let isWord = form.kind == .telling && form.open == .agent
        if isCore, !Self.isInStatement(meeting), !name.isAdjective, !isWord, form.kind != .relation
        {
          // Who does it and to whom is told by the statement, not by its surroundings.
          if part.words.isEmpty, !hasPartner(part, slots) { return nil }
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
      if isCore || isNeeded(part), part.entities.isEmpty, met < 0.3 * possible { return nil }
      if part.isTime, try !agrees(part, candidate) { return nil }
    }
    return (total == 0 ? 0.8 : sum / total, meetings)
  }

  /// Verbs that say little without what stands behind their preposition: "come to power".
  private static let lightVerbs: Set<String> = [
    "come", "go", "take", "make", "get", "have", "give", "hold", "put", "keep", "fall", "bring",
    "do", "be", "run", "set",
  ]

  /// Whether a phrase behind a preposition is half of what the verb says.
  private func isNeeded(_ part: QuestionForm.Part) -> Bool {
    guard case .oblique = part.role, !part.isTimed, !part.isTime, form.kind == .act,
      form.verb.count == 1
    else { return false }
    return Self.lightVerbs.contains(form.verb[0])
  }

  /// How well a part is met that the sentence has, but not the statement.
  private static func inSentence(_ role: QuestionForm.Role) -> Double {
    isCore(role) ? MatchWeights.inSentence : MatchWeights.aroundAct
  }

  /// Whether another name of the same role is in the statement: of "Lee and Xi", each claim has one.
  private func hasPartner(_ part: QuestionForm.Part, _ slots: [Matcher.FilledSlot]) -> Bool {
    form.parts.contains { other in
      other.role == part.role
        && other.entities.contains { name in slots.contains { name.means($0.value) } }
    }
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
    _ slots: [Matcher.FilledSlot]
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
        // "before heading over to Nara" is not in Nara.
        if case .oblique(let preposition) = role, Self.placing.contains(preposition),
          slot.role != role, !text.text.contains("\(preposition) \(name.text)")
        {
          continue
        }
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
          Self.inSentence(role), Match.Meeting(entity: match.value, word: nil, place: .sentence)
        )
      }
      // "met her in Nara", not "before he flies to Nara".
      let phrase = "\(preposition) \(name.text)"
      // What has a place of its own is elsewhere.
      let isPlaced = candidate.told.qualifiers.contains { $0.name == preposition }
      guard !isPlaced, candidate.context.text.contains(phrase) else { return nil }
      return (
        Self.inSentence(role),
        Match.Meeting(entity: match.value, word: nil, place: .behind(preposition, phrase))
      )
    }
    // The sentence has the name, if not as one of its mentions: "the Andy Warhol Foundation".
    let wanted = stems.stems(of: name.text)
    if Self.holds(candidate.stems, wanted), !placesName(role) {
      return (
        Self.inSentence(role), Match.Meeting(entity: nil, word: name.text, place: .sentence)
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

  private func placesName(_ role: QuestionForm.Role) -> Bool {
    if case .oblique(let preposition) = role { Self.placing.contains(preposition) } else { false }
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
    _ slots: [Matcher.FilledSlot]
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
        Self.inSentence(role), Match.Meeting(entity: nil, word: word.text, place: .sentence)
      )
    }
    if word.isName { return nil }
    let near = Set(candidate.stems).lazy
      .map { (nearness.nearness(ofWord: $0, to: stem), $0) }.max { $0.0 < $1.0 }
    if let near, near.0 > 0 {
      return (
        Self.inSentence(role) * near.0, Match.Meeting(entity: nil, word: nil, place: .sentence)
      )
    }
    return nil
  }
}
