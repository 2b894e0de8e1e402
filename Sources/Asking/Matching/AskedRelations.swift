import Extraction

/// The relations that the act of a question may be an instance of, with the roles that their places have in it.
struct AskedRelations {
  struct Relation {
    var name: String
    var subject: QuestionForm.Role
    var object: QuestionForm.Role
  }

  private(set) var relations: [Relation] = []

  init(_ form: QuestionForm, knowledge: Knowledge) {
    for wording in Self.wordings(form) {
      let told = ToldPredicate(wording)
      for (name, isTurned) in knowledge.relations(wordedBy: wording)
      where !relations.contains(where: { $0.name == name }) {
        relations.append(
          Relation(
            name: name, subject: isTurned ? told.object : told.subject,
            object: isTurned ? told.subject : told.object))
      }
    }
  }

  subscript(name: String) -> Relation? { relations.first { $0.name == name } }

  /// The predicates that a text might have for what the question asks.
  private static func wordings(_ form: QuestionForm) -> [String] {
    let prepositions = prepositions(form)
    switch form.kind {
    case .act:
      guard form.verb != ["be"], let verb = form.verb.last else { return [] }
      var bases = [form.verb.joined(separator: "_")]
      if let participle = form.participle {
        bases = ["be_" + ([participle] + form.verb.dropFirst()).joined(separator: "_")]
        if form.isAgentOpen { bases.append(verb) }
      }
      return bases.flatMap { base in prepositions.map { base + "_" + $0 } + [base] }
    case .being(let noun):
      let named = prepositions.map { noun + "_" + $0 } + [noun + "_of"]
      // Who married somebody is his spouse.
      return ["husband", "wife", "spouse"].contains(noun) ? named + ["marry"] : named
    case .telling, .having, .office, .relation, .happening, .connection: return []
    }
  }

  /// The prepositions of the question, and those that what it asks for may stand behind.
  private static func prepositions(_ form: QuestionForm) -> [String] {
    var found: [String] = []
    for preposition in form.prepositions where !found.contains(preposition) {
      found.append(preposition)
    }
    switch form.asked {
    case .place where form.open != .oblique("from"): found += ["in", "at", "to", "from"]
    case .time: found += ["on", "in"]
    default: break
    }
    return found
  }
}
