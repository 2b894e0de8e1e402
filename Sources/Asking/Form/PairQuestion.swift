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
    func parts(_ names: [LinkedName]) -> [QuestionForm.Part] {
      names.map { QuestionForm.Part(role: .agent, entities: [$0]) }
    }
    if names.count == 2, Set(others).isSubset(of: Self.relation.union(Self.connection)),
      let first = others.first, ["what", "how", "who"].contains(first),
      Set(others).isDisjoint(with: Self.connection)
        ? others.contains("to") || others.contains("between") : true
    {
      let isConnection = !Set(others).isDisjoint(with: Self.connection)
      form = QuestionForm(
        kind: isConnection ? .connection : .relation, asked: .thing(noun: nil), verb: [],
        parts: parts(names), statement: statement)
    }
    if names.count == 1, others.first == "what",
      let verb = others.dropFirst().first(where: { $0.hasPrefix("happen") }),
      let place = others.firstIndex(of: verb), place + 1 < others.count,
      ["to", "with"].contains(others[place + 1])
    {
      form = QuestionForm(
        kind: .happening, asked: .thing(noun: nil), verb: [],
        parts: [QuestionForm.Part(role: .patient, entities: [names[0]])], statement: statement)
    }
  }
}
