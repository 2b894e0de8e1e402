import Extraction
import Graph

/// Weighs claims as answers to a question.
struct Matcher {
  let tools: FormTools
  private var form: QuestionForm { tools.form }
  private var texts: GraphTexts { tools.texts }
  private var knowledge: Knowledge { tools.knowledge }

  /// The best match of a claim; nil where it is no answer.
  func match(_ candidate: Candidate) throws -> Match? {
    let statement = candidate.told.statement
    // Who did not do it is told by a denial alone, and whether it is so, by either.
    if form.isNegated, form.asked != .truth, form.isOfAct,
      !statement.isNegated || statement.modality != nil
    {
      return nil
    }
    // Where a final will be held tells nothing of where it was.
    if form.isPast, form.asked != .truth, form.kind == .act, statement.isArranged { return nil }
    if case .being(let noun) = form.kind, isOther(noun, in: candidate.context.text) { return nil }
    let predicate = try texts.predicate(statement.predicate).predicate
    let act = ActMatcher(tools: tools)
    // What is to come is no fact yet, and what is one is not what a question for plans asks.
    if form.isPlan, statement.isAsserted, !act.isPlanned(predicate) { return nil }
    var near = try act.nearness(of: candidate, predicate)
    var roles: [QuestionForm.Role: QuestionForm.Role] = [:]
    var bearing = Bearing.tells
    let consent =
      form.kind == .act ? try ConsentActs(tools: tools).nearness(of: candidate, predicate) : 0
    if consent > 0 {
      near = consent
    } else if let step = try ShortActs(tools: tools).step(of: candidate, predicate, near: near) {
      bearing = .fallsShort(step)
      near = max(near, MatchWeights.contrary)
    } else if form.kind == .telling, isDenied(by: statement, predicate) {
      (near, bearing) = (MatchWeights.contrary, .denies)
    }
    if near < MatchWeights.leastNearness, form.kind == .act {
      let acts = NounActs(tools: tools)
      let noun = try acts.noun(of: candidate, predicate)
      if let found = tools.converse.roles(asked: form.verb, told: predicate, noun: noun) {
        (near, roles) = (MatchWeights.converse, found)
      } else if isDenied(by: statement, predicate) {
        (near, bearing) = (MatchWeights.contrary, .denies)
      } else if Spans(form: form).bound(in: candidate, predicate) != nil {
        (near, roles) = (MatchWeights.converse, Spans.roles)
      } else if let found = try AgentNouns(tools: tools).reading(of: candidate, predicate) {
        (near, roles) = found
      } else if let noun {
        near = acts.nearness(ofNoun: noun, with: predicate.words)
        roles = NounActs.roles
      }
    }
    var best: Match?
    if near >= MatchWeights.leastNearness {
      best = try match(candidate, predicate, slots(of: candidate, predicate, roles), near: near)
      best?.bearing = bearing
    }
    guard near < 1 || form.isList, bearing == .tells, !tools.asked.relations.isEmpty,
      act.isSoFar(predicate)
    else {
      return best
    }
    for relation in candidate.told.relations {
      guard let known = tools.asked[relation.name],
        relation.subject != nil || relation.object != nil
      else { continue }
      var match = try match(
        candidate, predicate, slots(of: candidate, predicate, relation, known),
        near: MatchWeights.relation)
      match?.relation = relation.name
      // Of several, each is told in its own words: what they share is the relation.
      let share = form.isList ? MatchWeights.closeToBest : 1
      if let found = match, best.map({ found.score > $0.score * share }) ?? true { best = found }
    }
    return best
  }

  /// Whether a text counts the asked noun otherwise than the question: "her second husband" is not the first.
  private func isOther(_ noun: String, in text: String) -> Bool {
    guard let asked = form.ordinal else { return false }
    let words = text.lowercased().split { !$0.isLetter }.map(String.init)
    let counted = words.indices.dropFirst().filter { words[$0].hasPrefix(noun) }
      .map { words[$0 - 1] }.filter(QuestionGrammar.ordinals.contains)
    return counted.isEmpty ? asked != "first" : !counted.contains(asked)
  }

  /// Whether a claim tells that the asked act was not done: "rejected the offer" of whether somebody accepted it.
  private func isDenied(by statement: StoredStatement, _ predicate: ToldPredicate) -> Bool {
    form.asked == .truth && !form.isNegated && !statement.isNegated && statement.modality == nil
      && tools.nearness.isContrary(predicate.words, to: form.verb)
  }

  /// The match of a claim whose act is near to the asked one.
  private func match(
    _ candidate: Candidate, _ predicate: ToldPredicate, _ slots: [FilledSlot], near: Double
  ) throws -> Match? {
    let statement = candidate.told.statement
    if isContrary(predicate, candidate) { return nil }
    guard let (weight, meetings) = try PartMatcher(tools: tools).parts(of: candidate, slots) else {
      return nil
    }
    var score = near * (1 - MatchWeights.partShare + MatchWeights.partShare * weight)
    // Who says it is asked for: that it is somebody's word is no doubt. Nor is it that what begins is to come.
    let isWanted =
      form.isNegated && statement.stance == .denied
      || form.kind == .telling && form.open == .agent && statement.attributedTo != nil
      || form.asked == .time && form.isPresent && statement.isArranged
    if !statement.isAsserted, !form.isPlan, !isWanted { score *= MatchWeights.notAsserted }
    score *= 0.9 + 0.1 * candidate.told.confidence
    if form.asked == .truth {
      // A yes needs more than what sounds alike.
      guard near >= MatchWeights.leastTruth else { return nil }
      return Match(candidate: candidate, score: score, answer: nil, meetings: meetings)
    }
    guard
      let answer = try AnswerFinder(tools: tools).answer(in: candidate, slots, predicate, meetings)
    else {
      return nil
    }
    score *= MatchWeights.leastFitness + (1 - MatchWeights.leastFitness) * answer.fitness
    return Match(
      candidate: candidate, score: score, answer: answer.slot, condition: answer.condition,
      meetings: meetings)
  }

  /// Whether the predicate ends in the contrary of a preposition that the question has.
  private func isContrary(_ predicate: ToldPredicate, _ candidate: Candidate) -> Bool {
    guard let told = predicate.object.preposition else { return false }
    return form.isContradicted(
      by: told, among: [told] + candidate.told.qualifiers.map(\.name), knowledge)
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
