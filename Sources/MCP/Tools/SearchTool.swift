import Graph

extension Tool {
  static let search = Tool(
    name: "search", title: "Search names and sentences",
    description: """
      Finds entities by a part of their names, or by a name that is nearly right, and the sentences that hold most of the \
      words, the best first. Use the names in query, about and path.
      """,
    parameters: [
      Parameter("text", .text(1000), "words, or a part of a name", isRequired: true),
      .limit("sentences"), .cursor,
    ],
    members: [
      Member(
        "entities", .array, "id, name, types and mentions of each, and the alias that matched"),
      Member("found", .array, "the ids of the sentences, the best match first"),
      .notes, .next, .sentences,
    ]
  ) { arguments, work in
    try work.graph.snapshot { try found(arguments, work) }
  }

  private static let mostEntities = 12

  private static func found(_ arguments: ToolArguments, _ work: Work) throws -> ToolAnswer {
    let graph = work.graph
    let text = try arguments.requiredText("text")
    let start = try arguments.start()
    let limit = arguments.integer("limit") ?? work.limits.rows
    var list = ListedAnswer(work)
    if start == 0 {
      let entities = try graph.entities(
        withNamesNear: text, limit: mostEntities, check: work.check)
      list.object.add(
        "entities", raw: JSONObject.list(try entities.map { try $0.json(in: graph) }))
      list.lines.append(entities.isEmpty ? "no entity has such a name" : "entities:")
      for entity in entities {
        let types = try graph.types(of: entity.value)
        let alias = entity.alias.map { ", also \($0)" } ?? ""
        list.lines.append(
          "  \(entity.label) (\((types + ["mentions: \(entity.mentions)"]).joined(separator: ", "))\(alias))"
        )
      }
    }
    let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    // One more than is given, so that it is known whether there are further ones.
    let wanted = min(start, work.limits.mostRows) + limit + 1
    let found = try graph.sentences(withAnyOf: words, limit: wanted)
    list.lines.append(found.isEmpty ? "no sentence has one of the words" : "sentences found:")
    try list.add("found", of: found.count, from: start, limit: limit) { place in
      try work.check()
      return ListedAnswer.Item(
        text: " " + Citations.marks([found[place]]), json: String(found[place]),
        sentences: [found[place]])
    }
    return list.answer()
  }
}
