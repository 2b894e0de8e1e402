import Extraction
import Graph

/// Finds the place of a claim that answers a question.
struct AnswerFinder {
  let tools: FormTools
  private var form: QuestionForm { tools.form }
  private var texts: GraphTexts { tools.texts }
  private var stems: WordStems { tools.stems }
  private var fitness: AnswerFitness { tools.fitness }

  /// How well a place goes with what is asked for: 1 for a place of the role and the type.
  struct Answer {
    var slot: Match.Slot
    var fitness: Double
    var condition = AnswerCondition.none
  }

  /// The best place; nil where none is what the question asks for.
  func answer(
    in candidate: Candidate, _ slots: [Matcher.FilledSlot], _ predicate: ToldPredicate,
    _ meetings: [Match.Meeting]
  ) throws -> Answer? {
    switch form.kind {
    case .having: return Answer(slot: .act, fitness: 1)
    case .relation:
      if predicate.isCopula { return Answer(slot: .object, fitness: 0.9) }
      return Answer(slot: .predicate, fitness: 1)
    case .office:
      return predicate.isCopula
        ? Answer(slot: .object, fitness: 1) : Answer(slot: .predicate, fitness: 0.9)
    case .telling where form.open == .agent && candidate.told.statement.attributedTo != nil:
      return try speaker(candidate)
    default: break
    }
    if form.asked == .time {
      if let bound = Spans(form: form).bound(in: candidate, predicate) {
        return try isTime(candidate.told.qualifiers[bound].value)
          ? Answer(slot: .qualifier(bound), fitness: 1) : nil
      }
      return try time(candidate, slots)
    }
    let taken = Set(
      meetings.compactMap { meeting -> Match.Slot? in
        switch meeting.place {
        case .slot(let slot): slot
        // What holds a name of the act's own parts is that part: "Lee's advisers".
        case .inside(let slot): meeting.entity.map(isPartner) ?? false ? slot : nil
        default: nil
        }
      })
    // Whom it is done to is told only once: beside him, nobody behind a preposition is.
    let hasPatient = slots.contains { $0.role == .patient }
    var best: Answer?
    for slot in slots where !taken.contains(slot.slot) {
      let role = fitness.fitness(of: slot.role)
      guard role > 0, form.open != .patient || slot.role == .patient || !hasPatient else {
        continue
      }
      let text = try texts.text(slot.value)
      guard !isAskedAbout(slot.value), !Self.isOpen(text.text) else { continue }
      let isOfTime = slot.role.preposition.map(EventTime.circumstances.contains) ?? false
      let type = try fitness.fitness(of: text, entity: slot.value, isOfTime: isOfTime)
      let value = role * type.value
      if value >= 0.3, best.map({ value > $0.fitness }) ?? true {
        best = Answer(slot: slot.slot, fitness: value, condition: type.condition)
      }
    }
    return best
  }

  /// Who says what the claim tells.
  private func speaker(_ candidate: Candidate) throws -> Answer? {
    guard let speaker = candidate.told.statement.attributedTo else { return nil }
    let text = try texts.text(speaker)
    guard text.isEntity, !isAskedAbout(speaker) else { return nil }
    let type = try fitness.fitness(of: text, entity: speaker)
    return Answer(slot: .speaker, fitness: type.value, condition: type.condition)
  }

  /// A pronoun that the text leaves open.
  private static func isOpen(_ text: String) -> Bool {
    ["it", "he", "she", "they", "who", "them", "him", "i", "we", "you", "this", "that"]
      .contains(text.lowercased())
  }

  /// What the question names itself is no answer to it.
  private func isAskedAbout(_ value: Value) -> Bool {
    form.parts.contains { $0.entities.contains { $0.means(value) && !$0.isAdjective } }
  }

  /// Whether the question names an entity as a partner in the act.
  private func isPartner(_ value: Value) -> Bool {
    form.parts.contains { part in
      part.role.isCore && part.entities.contains { $0.means(value) && !$0.isAdjective }
    }
  }

  // MARK: Time

  private func time(_ candidate: Candidate, _ slots: [Matcher.FilledSlot]) throws -> Answer? {
    if candidate.told.statement.date != nil { return Answer(slot: .date, fitness: 1) }
    for (number, qualifier) in candidate.told.qualifiers.enumerated()
    where AskedTime.circumstances.contains(qualifier.name) {
      if try isTime(qualifier.value) {
        return Answer(slot: .qualifier(number), fitness: 0.95)
      }
    }
    for slot in slots where slot.slot == .object {
      if case .oblique = slot.role, try isTime(slot.value) {
        return Answer(slot: .object, fitness: 0.95)
      }
    }
    // What one sentence says stays together: another claim of it may have the date.
    let act = try texts.predicate(candidate.told.statement.predicate).predicate.words.map(
      stems.stem)
    for beside in candidate.siblings where beside.statement.id != candidate.told.statement.id {
      // Only a claim that tells of this one: "a storm caused the crane to fall".
      guard let object = beside.statement.object,
        try texts.text(object).stems.contains(where: act.contains)
      else { continue }
      if beside.statement.date != nil { return Answer(slot: .dateBeside, fitness: 0.75) }
      for qualifier in beside.qualifiers where ["on", "in"].contains(qualifier.name) {
        if try isTime(qualifier.value) {
          return Answer(slot: .qualifierBeside(qualifier.name), fitness: 0.7)
        }
      }
    }
    return nil
  }

  private func isTime(_ value: Value) throws -> Bool {
    let text = try texts.text(value)
    return text.isDate || text.mayBeYear
  }
}
