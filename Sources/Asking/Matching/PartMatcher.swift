import Graph

/// Where a claim and its sentence meet the names and words of a question.
struct PartMatcher {
  let tools: FormTools
  private var form: QuestionForm { tools.form }
  private var texts: GraphTexts { tools.texts }
  private var nearness: PredicateNearness { tools.nearness }
  private var stems: WordStems { tools.stems }

  /// How well the parts of the question are met, from 0 to 1; nil where one is not that has to be.
  func parts(
    of candidate: Candidate, _ slots: [Matcher.FilledSlot]
  ) throws -> (Double, [Match.Meeting])? {
    var (sum, total) = (0.0, 0.0)
    var meetings: [Match.Meeting] = []
    for part in form.parts {
      if let time = part.time {
        guard let meeting = try meeting(of: time, candidate) else { return nil }
        let weight = MatchWeights.word * Double(part.words.count)
        total += weight
        sum += weight
        meetings.append(meeting)
        continue
      }
      let isCore = part.role.isCore
      for name in part.entities {
        let weight =
          name.isAdjective
          ? MatchWeights.adjective
          : isCore ? MatchWeights.coreName : MatchWeights.name
        total += weight
        guard
          let (value, meeting) = try meeting(of: name, in: part, candidate, slots)
        else {
          if name.isAdjective || part.isTimed { continue }
          return nil
        }
        let isWord = form.kind == .telling && form.open == .agent
        if isCore, !Self.isInStatement(meeting), !name.isAdjective, !isWord, form.kind != .relation
        {
          // Who does it and to whom is told by the statement, not by its surroundings.
          // Of "Ruiz, the sister of Lee", what is told of Lee tells nothing.
          if part.words.isEmpty ? !hasPartner(part, slots) : name.isHead { return nil }
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
      if met < 0.3 * possible, isCore && part.entities.isEmpty || isNeeded(part) { return nil }
    }
    return (total == 0 ? 0.8 : sum / total, meetings)
  }

  /// Verbs that say little without what stands behind their preposition: "come to power".
  static let lightVerbs: Set<String> = [
    "come", "go", "take", "make", "get", "have", "give", "hold", "put", "keep", "fall", "bring",
    "do", "be", "run", "set",
  ]

  /// Whether a phrase behind a preposition is half of what the verb says.
  private func isNeeded(_ part: QuestionForm.Part) -> Bool {
    guard case .oblique = part.role, !part.isTimed, part.time == nil, form.kind == .act,
      form.verb.count == 1
    else { return false }
    return Self.lightVerbs.contains(form.verb[0])
  }

  /// How well a part is met that the sentence has, but not the statement.
  private static func inSentence(_ role: QuestionForm.Role) -> Double {
    role.isCore ? MatchWeights.inSentence : MatchWeights.aroundAct
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
    guard role.isCore else { return MatchWeights.word }
    return word.isHead ? MatchWeights.headWord : MatchWeights.coreWord
  }

  /// Where a claim is of the time that a question names: by its own time, or where that is not told, by its sentence.
  private func meeting(of time: AskedTime, _ candidate: Candidate) throws -> Match.Meeting? {
    if let told = try self.time(candidate) {
      return told.contains(where: time.isMet) ? Match.Meeting(place: .time(time)) : nil
    }
    return time.words(in: candidate.context.text).map {
      Match.Meeting(stems: $0.map(stems.stem), place: .sentence)
    }
  }

  /// When what a claim tells was so; nil where its sentence tells no time of it.
  private func time(_ candidate: Candidate) throws -> [EventTime]? {
    let told = candidate.told
    let times = EventTime.times(
      date: told.statement.date,
      circumstances: try told.qualifiers.map { ($0.name, try texts.text($0.value).text) })
    return times.isEmpty ? nil : times
  }

  private static func isInStatement(_ meeting: Match.Meeting) -> Bool {
    switch meeting.place {
    case .slot, .inside: true
    case .sentence, .behind, .document, .time: false
    }
  }

  private func meeting(
    of name: LinkedName, in part: QuestionForm.Part, _ candidate: Candidate,
    _ slots: [Matcher.FilledSlot]
  ) throws -> (Double, Match.Meeting)? {
    let role = part.role
    let placesAct = role.placesAct(tools.knowledge) && !name.isPersonal
    let isInPhrase = !part.words.isEmpty
    var best: (Double, Match.Meeting)?
    func consider(_ value: Double, _ meeting: Match.Meeting) {
      if best.map({ value > $0.0 }) ?? true { best = (value, meeting) }
    }
    for slot in slots {
      // What was before or after somebody's act is no act of his.
      if slot.role.isCore, part.isTimed { continue }
      if name.means(slot.value) {
        if isOnlyDetail(name, of: part, slot) { continue }
        consider(
          likeness(slot.role, role),
          Match.Meeting(entity: slot.value, place: .slot(slot.slot)))
      } else {
        let text = try texts.text(slot.value)
        guard !text.isNamed,
          let match = try name.matches.first(where: { try holds(text, $0, name) })
        else { continue }
        // "before heading over to Nara" is not in Nara.
        if let preposition = role.preposition, placesAct, slot.role != role,
          !text.text.contains("\(preposition) \(name.text)")
        {
          continue
        }
        consider(
          MatchWeights.insideSlot * likeness(slot.role, role),
          Match.Meeting(
            entity: match.value, name: try heldName(text, match, name),
            place: .inside(slot.slot)))
      }
    }
    if best != nil { return best }
    if let match = name.matches.first(where: { candidate.context.mentions($0.value) }) {
      guard let preposition = role.preposition, placesAct, !isInPhrase else {
        return (
          Self.inSentence(role), Match.Meeting(entity: match.value, place: .sentence)
        )
      }
      // "met her in Nara", not "before he flies to Nara".
      let phrase = "\(preposition) \(name.text)"
      // What has a place of its own is elsewhere.
      let isPlaced = candidate.told.qualifiers.contains { $0.name == preposition }
      guard !isPlaced, candidate.context.text.contains(phrase) else { return nil }
      return (
        Self.inSentence(role),
        Match.Meeting(entity: match.value, place: .behind(preposition, phrase))
      )
    }
    // The sentence has the name, if not as one of its mentions: "the Andy Warhol Foundation".
    let wanted = stems.stems(of: name.text)
    if Self.holds(candidate.stems, wanted), !placesAct {
      return (
        Self.inSentence(role), Match.Meeting(stems: wanted, place: .sentence)
      )
    }
    guard isInPhrase,
      let match = try name.matches.first(where: {
        try texts.isMentioned($0.value, inDocument: candidate.context.document)
      })
    else { return nil }
    return (
      MatchWeights.inDocument, Match.Meeting(entity: match.value, place: .document)
    )
  }

  private func holds(_ text: GraphTexts.Text, _ match: EntityMatch, _ name: LinkedName) throws
    -> Bool
  {
    let wanted = try texts.text(match.value).stems
    return Self.holds(text.stems, wanted) || Self.holds(text.stems, stems.stems(of: name.text))
  }

  /// The words for an entity that a text of a slot holds, small; nil where it spells them in another way.
  private func heldName(
    _ text: GraphTexts.Text, _ match: EntityMatch, _ name: LinkedName
  ) throws -> String? {
    let told = text.text.lowercased()
    return try [texts.text(match.value).text, name.text].map { $0.lowercased() }
      .first { told.contains($0) }
  }

  private static func holds(_ stems: [String], _ run: [String]) -> Bool {
    guard !run.isEmpty, run.count <= stems.count else { return false }
    return (0...stems.count - run.count).contains { stems[$0..<$0 + run.count].elementsEqual(run) }
  }

  /// Whether a name only tells more of the noun of its phrase, so that its bearer is not what is meant: who buys "the
  /// dairy business of Acme" does not buy Acme; "the city of Oslo" is Oslo.
  private func isOnlyDetail(
    _ name: LinkedName, of part: QuestionForm.Part, _ slot: Matcher.FilledSlot
  ) -> Bool {
    guard part.role.isCore, slot.role == part.role, !name.isAdjective, form.kind == .act,
      part.hasHead
    else { return false }
    return !name.matches.contains { match in
      match.value == slot.value && !Set(match.types).isDisjoint(with: ["place", "country"])
    }
  }

  /// How well a place of the statement goes with a part's role in the question.
  private func likeness(_ told: QuestionForm.Role, _ asked: QuestionForm.Role) -> Double {
    if told == asked { return MatchWeights.inSlot }
    switch (asked, told) {
    case (.agent, .patient), (.patient, .agent): return 0.3
    case (.attribute, _), (_, .attribute): return 0.8
    case (.oblique(let one), .oblique(let other)):
      return AnswerFitness.areLike(one, other) ? 0.9 : 0.6
    case (.circumstance, _), (.oblique, _), (.unknown, _): return 0.9
    default: return MatchWeights.inOtherSlot
    }
  }

  private func meeting(
    of word: QuestionForm.PartWord, _ role: QuestionForm.Role, _ candidate: Candidate,
    _ slots: [Matcher.FilledSlot]
  ) throws -> (Double, Match.Meeting)? {
    let stem = stems.stem(word.text)
    if word.isHead, role.isCore, form.kind == .act,
      let slot = try slots.first(where: { slot in
        try slot.role == role && texts.text(slot.value).isNamed
          && texts.nouns(of: slot.value).contains(stem)
      })
    {
      // "the mayor" for one whom the graph calls so.
      return (
        MatchWeights.stoodFor, Match.Meeting(entity: slot.value, place: .slot(slot.slot))
      )
    }
    for slot in slots {
      let text = try texts.text(slot.value)
      if text.stems.contains(stem) {
        return (
          likeness(slot.role, role),
          Match.Meeting(stems: [stem], place: .inside(slot.slot))
        )
      }
    }
    if candidate.stems.contains(stem) {
      return (Self.inSentence(role), Match.Meeting(stems: [stem], place: .sentence))
    }
    if word.isName { return nil }
    // Of words that are as near, the first of the sentence.
    var near = (nearness: 0.0, stem: "")
    for other in candidate.stems {
      let found = nearness.nearness(ofNoun: other, to: word.text)
      if found > near.nearness { near = (found, other) }
    }
    if near.nearness > 0 {
      return (
        Self.inSentence(role) * near.nearness, Match.Meeting(stems: [near.stem], place: .sentence)
      )
    }
    return nil
  }
}
