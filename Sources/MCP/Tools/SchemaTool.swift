import GQL
import Graph

extension Tool {
  static let schema = Tool(
    name: "schema", title: "What the graph knows",
    description: """
      What can be asked of the graph: how much is in it and of what times, its relations with their signatures, its types, \
      other verbs of its texts, and the query language on one card. With a word, the relations that it may mean.
      """,
    parameters: [
      Parameter("word", .text(100), "a verb or noun, such as: resign"),
      .limit("relations"), .cursor,
    ],
    members: [
      Member("counts", .object, "documents, sentences, entities, facts"),
      Member("period", .array, "the first and the last date of its documents"),
      Member(
        "relations", .array, "name, signature, facts, wordings and an example sentence of each"),
      Member("types", .array, "name and count of each, to be used as predicates"),
      Member("predicates", .array, "other predicates that texts use, with the facts of each"),
      .notes, .next, .sentences,
    ]
  ) { arguments, work in
    try work.graph.snapshot { try contents(arguments, work) }
  }

  private static let mostTypes = 30
  private static let mostPredicates = 60
  private static let mostWordings = 8

  private static func contents(_ arguments: ToolArguments, _ work: Work) throws -> ToolAnswer {
    let graph = work.graph
    let word = arguments.text("word").flatMap { $0.isEmpty ? nil : $0 }
    let start = try arguments.start()
    var list = ListedAnswer(work)
    if word == nil, start == 0 { try addCounts(to: &list, work) }
    let known = RelationDescription.builtIn
    let meant = word.map { word in Set(known.filter { $0.isNamed(by: word) }.map(\.name)) }
    let stored = try graph.relations().filter { meant?.contains($0.name) ?? true }
      .sorted { ($1.pairs, $0.name) < ($0.pairs, $1.name) }
    try work.check()
    var descriptions: [String: RelationDescription] = [:]
    for relation in known { descriptions[relation.name] = relation }
    list.lines.append(stored.isEmpty ? "no relation of the graph" : "relations (facts):")
    try list.add(
      "relations", of: stored.count, from: start,
      limit: arguments.integer("limit") ?? work.limits.rows
    ) { place in
      try work.check()
      return try item(stored[place], descriptions[stored[place].name], in: graph)
    }
    let rest = meant?.subtracting(stored.map(\.name)).sorted() ?? []
    if !rest.isEmpty {
      list.notes.append("relations of which the graph has nothing: \(rest.joined(separator: ", "))")
    }
    if word == nil, start == 0 {
      list.lines += ["", "the query language:"] + LanguageCard.examples.map { "  " + $0 }
    }
    return list.answer()
  }

  private static func addCounts(to list: inout ListedAnswer, _ work: Work) throws {
    let graph = work.graph
    let statistics = try graph.statistics()
    list.object.add("counts", raw: statistics.json)
    list.lines.append(
      "documents: \(statistics.documents), sentences: \(statistics.sentences), "
        + "entities: \(statistics.entities), facts: \(statistics.triples)")
    if let period = try graph.documentPeriod() {
      let ends = [period.lowerBound.description, period.upperBound.description]
      list.object.add("period", raw: JSONText.list(ends))
      list.lines.append("dates of the documents: \(ends[0]) to \(ends[1])")
    }
    try work.check()
    let types = try graph.types().sorted { ($1.entities, $0.name) < ($0.entities, $1.name) }
      .prefix(mostTypes).map { (name: $0.name, count: $0.entities) }
    list.object.add("types", raw: JSONObject.list(types.map(counted)))
    list.lines.append("types: " + types.map { "\($0.name) (\($0.count))" }.joined(separator: ", "))
    try work.check()
    let predicates = try graph.predicates().filter { $0.triples > 0 }
      .sorted { ($1.triples, $0.name) < ($0.triples, $1.name) }
      .prefix(mostPredicates).map { (name: WrittenName.predicate($0.name), count: $0.triples) }
    list.object.add("predicates", raw: JSONObject.list(predicates.map(counted)))
    list.lines.append(
      "verbs of the texts: "
        + predicates.map { "\($0.name) (\($0.count))" }.joined(separator: ", "))
  }

  private static func counted(_ counted: (name: String, count: Int)) -> String {
    var object = JSONObject()
    object.add("name", counted.name)
    object.add("count", counted.count)
    return object.text
  }

  private static func item(
    _ relation: RelationSummary, _ description: RelationDescription?, in graph: KnowledgeGraph
  ) throws -> ListedAnswer.Item {
    let wordings = relation.wordings.prefix(mostWordings).map {
      WrittenName.predicate($0.predicate)
    }
    let example = try graph.evidence(of: relation.example).first?.sentence
    var object = JSONObject()
    object.add("name", relation.name)
    object.add("signature", ifThere: description?.signature)
    object.add("facts", relation.pairs)
    object.add("wordings", raw: JSONText.list(wordings))
    if let example { object.add("example", example) }
    let line =
      "  \(description?.signature ?? relation.name) (\(relation.pairs)): \(wordings.joined(separator: ", "))"
    return ListedAnswer.Item(
      text: line + Citations.marks(example.map { [$0] } ?? []), json: object.text,
      sentences: example.map { [$0] } ?? [])
  }
}
