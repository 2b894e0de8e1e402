import Extraction
import Graph

/// Other ways to ask what a question asks, for where nothing answers it as it stands.
struct FormVariants {
  let nearness: PredicateNearness
  let stems: WordStems
  private var wordNet: WordNet? { nearness.wordNet }

  func all(of form: QuestionForm) -> [QuestionForm] {
    guard form.further.isEmpty else { return [] }
    return [calling(form), neighbour(form), invitation(form), receiver(form)].compactMap(\.self)
      + acts(form) + prepositional(form)
  }

  /// "Does the ban apply to Oslo" asks whether it covers Oslo: a verb with its preposition may be told by one without.
  private func prepositional(_ form: QuestionForm) -> [QuestionForm] {
    guard form.kind == .act, form.verb.count == 1 else { return [] }
    return form.prepositions.compactMap { preposition in
      guard nearness.synonyms.has(stems.stem(form.verb[0]) + " " + preposition) else { return nil }
      var form = form
      form.verb.append(preposition)
      if form.open == .oblique(preposition) { form.open = .patient }
      for place in form.parts.indices where form.parts[place].role == .oblique(preposition) {
        form.parts[place].role = .patient
      }
      return form
    }
  }

  /// "At whose request did Lee resign" asks who requested that Lee resign.
  private func invitation(_ form: QuestionForm) -> QuestionForm? {
    guard form.kind == .act, form.asked == .person, form.open == .oblique("at"),
      let place = form.parts.firstIndex(where: { part in
        part.role != .unknown && part.entities.isEmpty && part.words.count == 1
          && Self.requests[part.words[0].text] != nil
      }),
      let verb = Self.requests[form.parts[place].words[0].text]
    else { return nil }
    var form = form
    form.parts.remove(at: place)
    form.verb = [verb]
    for place in form.parts.indices {
      form.parts[place].role = form.parts[place].role == .agent ? .patient : .circumstance
    }
    form.open = .agent
    return form
  }

  private static let requests = [
    "invitation": "invite", "request": "request", "urging": "urge", "suggestion": "suggest",
    "insistence": "insist", "proposal": "propose", "recommendation": "recommend",
  ]

  /// "Who called the plan clumsy" asks for somebody's words, and as well for who described it so.
  private func calling(_ form: QuestionForm) -> QuestionForm? {
    guard form.kind == .telling, form.open == .agent, !form.asksWords,
      form.parts.contains(where: { $0.role == .attribute })
    else { return nil }
    var form = form
    form.kind = .act
    return form
  }

  /// "Who was mayor before Lind" asks for the predecessor of Lind.
  private func neighbour(_ form: QuestionForm) -> QuestionForm? {
    let isLeading = form.kind == .act && form.verb.count == 1 && Self.leading.contains(form.verb[0])
    var isBeing = isLeading
    if case .being = form.kind { isBeing = true }
    guard isBeing, form.open == .agent,
      let part = form.parts.first(where: { part in
        [.oblique("before"), .oblique("after")].contains(part.role) && part.words.isEmpty
          && part.entities.contains { $0.matches.contains { $0.types.contains("person") } }
      })
    else { return nil }
    var form = form
    form.kind = .being(noun: part.role == .oblique("before") ? "predecessor" : "successor")
    form.parts = [QuestionForm.Part(role: .oblique("of"), entities: part.entities)]
    return form
  }

  private static let leading: Set<String> = ["run", "lead", "head", "manage", "chair", "govern"]

  /// "Which medal was Lee given" asks what was given to Lee.
  private func receiver(_ form: QuestionForm) -> QuestionForm? {
    guard form.kind == .act, form.participle != nil, form.open == .patient,
      let verb = form.verb.last, nearness.synonyms.sides(of: verb).contains("giving"),
      let place = form.parts.firstIndex(where: { $0.role == .patient && !$0.entities.isEmpty })
    else { return nil }
    var form = form
    form.participle = nil
    form.parts[place].role = .oblique("to")
    return form
  }

  /// "Who made an appeal to the council" asks who appealed to it.
  private func acts(_ form: QuestionForm) -> [QuestionForm] {
    guard form.kind == .act, form.verb.count == 1, NounActs.verbs.contains(form.verb[0]),
      let place = form.parts.firstIndex(where: { $0.role == .patient && $0.entities.isEmpty }),
      let noun = form.parts[place].words.first(where: \.isHead)
    else { return [] }
    let verbs = (wordNet?.verbs(ofNoun: noun.text) ?? []).filter { !$0.contains("_") }
    return verbs.prefix(Self.mostVerbs).map { verb in
      var form = form
      form.verb = [verb]
      form.parts[place].words.removeAll { $0.isHead }
      form.parts[place].role = .circumstance
      if form.parts[place].words.isEmpty { form.parts.remove(at: place) }
      return form
    }
  }

  private static let mostVerbs = 2
}
