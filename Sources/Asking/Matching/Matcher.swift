import Extraction
import Graph

/// Weighs claims as answers to a question.
struct Matcher {
  let form: QuestionForm
  let texts: GraphTexts
  let nearness: PredicateNearness
  let stems: WordStems
  let knowledge: Knowledge
  private let asked: AskedRelations

  init(
    form: QuestionForm, texts: GraphTexts, nearness: PredicateNearness, stems: WordStems,
    knowledge: Knowledge
  ) {
    self.form = form
    self.texts = texts
    self.nearness = nearness
    self.stems = stems
    self.knowledge = knowledge
    asked = AskedRelations(form, knowledge: knowledge)
  }

  /// The best match of a claim; nil where it is no answer.
  func match(_ candidate: Candidate) throws -> Match? {
    let statement = candidate.told.statement
    let predicate = try texts.predicate(statement.predicate).predicate
    let act = ActMatcher(
      form: form, texts: texts, nearness: nearness, stems: stems, knowledge: knowledge)
    // What is to come is no fact yet, and what is one is not what a question for plans asks.
    if form.isPlan, statement.isAsserted, !act.isPlanned(predicate) { return nil }
    var near = try act.nearness(of: candidate, predicate)
    var roles: [QuestionForm.Role: QuestionForm.Role] = [:]
    if near < MatchWeights.leastNearness, form.kind == .act,
      let found = ConverseActs(synonyms: nearness.synonyms, knowledge: knowledge)
        .roles(asked: form.verb, told: predicate)
    {
      (near, roles) = (MatchWeights.converse, found)
    }
    var best: Match?
    if near >= MatchWeights.leastNearness {
      best = try match(candidate, predicate, slots(of: candidate, predicate, roles), near: near)
    }
    guard near < 1, !asked.relations.isEmpty, act.isSoFar(predicate) else { return best }
    for relation in candidate.told.relations {
      guard let known = asked[relation.name], relation.subject != nil || relation.object != nil
      else { continue }
      var match = try match(
        candidate, predicate, slots(of: candidate, predicate, relation, known),
        near: MatchWeights.relation)
      match?.relation = relation.name
      if let found = match, best.map({ found.score > $0.score }) ?? true { best = found }
    }
    return best
  }

  /// The match of a claim whose act is near to the asked one.
  private func match(
    _ candidate: Candidate, _ predicate: ToldPredicate, _ slots: [FilledSlot], near: Double
  ) throws -> Match? {
    let statement = candidate.told.statement
    let partMatcher = PartMatcher(form: form, texts: texts, nearness: nearness, stems: stems)
    guard let (weight, meetings) = try partMatcher.parts(of: candidate, slots) else { return nil }
    var score = near * (1 - MatchWeights.partShare + MatchWeights.partShare * weight)
    if !statement.isAsserted, !form.isPlan { score *= MatchWeights.notAsserted }
    score *= 0.9 + 0.1 * candidate.told.confidence
    if form.asked == .truth {
      // A yes needs more than what sounds alike.
      guard near >= MatchWeights.leastTruth else { return nil }
      return Match(candidate: candidate, score: score, answer: nil, meetings: meetings)
    }
    let finder = AnswerFinder(form: form, texts: texts, knowledge: knowledge, stems: stems)
    guard let answer = try finder.answer(in: candidate, slots, predicate, meetings) else {
      return nil
    }
    score *= MatchWeights.leastFitness + (1 - MatchWeights.leastFitness) * answer.fitness
    return Match(candidate: candidate, score: score, answer: answer.slot, meetings: meetings)
  }

  /// A filled place of a statement.
  struct FilledSlot {
    var slot: Match.Slot
    var role: QuestionForm.Role
    var value: Value
  }

  /// The filled places of a claim, their roles as the question sees the act.
  private func slots(
    of candidate: Candidate, _ predicate: ToldPredicate,
    _ roles: [QuestionForm.Role: QuestionForm.Role]
  ) -> [FilledSlot] {
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
    return roles.isEmpty
      ? slots
      : slots.map { slot in
        var slot = slot
        slot.role = roles[slot.role] ?? slot.role
        return slot
      }
  }

  /// The places of a relation that a claim is an instance of, and the claim's qualifiers.
  private func slots(
    of candidate: Candidate, _ predicate: ToldPredicate, _ relation: StatementRelation,
    _ asked: AskedRelations.Relation
  ) -> [FilledSlot] {
    var slots: [FilledSlot] = []
    if let subject = relation.subject {
      slots.append(FilledSlot(slot: .relationSubject, role: asked.subject, value: subject))
    }
    if let object = relation.object {
      slots.append(FilledSlot(slot: .relationObject, role: asked.object, value: object))
    }
    return slots
      + self.slots(of: candidate, predicate, [:]).filter {
        if case .qualifier = $0.slot { true } else { false }
      }
  }
}
