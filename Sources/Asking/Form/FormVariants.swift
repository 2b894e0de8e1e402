import Extraction
import Graph

/// Other ways to ask what a question asks, for where nothing answers it as it stands.
struct FormVariants {
  let wordNet: WordNet?

  func all(of form: QuestionForm) -> [QuestionForm] {
    guard form.further.isEmpty else { return [] }
    return [calling(form), neighbour(form)].compactMap(\.self) + acts(form)
  }

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
    guard case .being = form.kind, form.open == .agent,
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
