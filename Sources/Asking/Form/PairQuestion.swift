import Extraction

/// Questions on two names and nothing else: "What is Ruiz to Lee?", "How are Ruiz and Lee connected?"; and what
/// happened to one.
struct PairQuestion {
  private(set) var form: QuestionForm?

  private static let relation: Set<String> = [
    "relation", "related", "relationship", "kin", "relative", "what", "how", "who", "is", "was",
    "are", "were", "to", "the", "of", "between", "and",
  ]
  private static let connection: Set<String> = [
    "connected", "connection", "linked", "link", "ties", "tie", "tied", "connects", "links",
  ]

  init(_ question: ParsedQuestion, _ names: [LinkedName]) {
    let words = question.words
    let others = words.indices.filter { place in
      !names.contains { $0.tokens.contains(place) }
    }.map { words[$0].lower }
    let statement = NameLinker.text(words[...])
    func make(_ kind: QuestionForm.Kind, _ role: QuestionForm.Role) -> QuestionForm {
      QuestionForm(
        kind: kind, asked: .thing(noun: nil), verb: [],
        parts: names.map { QuestionForm.Part(role: role, entities: [$0]) }, statement: statement)
    }
    guard let first = others.first, ["what", "how", "who"].contains(first) else { return }
    let told = Set(others)
    if names.count == 2, told.isSubset(of: Self.relation.union(Self.connection)) {
      if !told.isDisjoint(with: Self.connection) {
        form = make(.connection, .agent)
      } else if told.contains("to") || told.contains("between") {
        form = make(.relation, .agent)
      }
    }
    if names.count == 1, first == "what",
      let place = others.firstIndex(where: { $0.hasPrefix("happen") }), place + 1 < others.count,
      ["to", "with"].contains(others[place + 1])
    {
      form = make(.happening, .patient)
    }
  }
}
