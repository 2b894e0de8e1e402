import Graph

/// What is in the graph.
extension DotCommand {
  static let contents: [DotCommand] = [
    DotCommand("predicates", "[WORD]", "the predicates, with the number of their facts") {
      session, line in
      try session.listings().predicates(matching: line.argument)
    },
    DotCommand("relations", "[WORD]", "the relations, or those that a word may mean") {
      session, line in
      let word = line.words.joined(separator: " ")
      try session.listings().relations(wordedBy: word.isEmpty ? nil : word)
    },
    DotCommand("types", "[TYPE]", "the types of entities, or the entities of one") {
      session, line in
      guard !line.argument.isEmpty else { return try session.listings().types() }
      try session.listings().entities(ofType: session.knownType(line.argument))
    },
    DotCommand("schema", "[PREDICATE]", "which types each predicate joins") { session, line in
      try session.listings().schema(matching: line.argument)
    },
    DotCommand("entity", "NAME", "what is known of an entity") { session, line in
      try line.requireArgument("a name")
      let name = line.words.joined(separator: " ")
      try EntityReport(graph: session.requireGraph()).write(of: name, to: session.settings.output)
    },
    DotCommand("about", "NAME", "a page on an entity: offices, deeds, dates, who is named with it")
    {
      session, line in
      try line.requireArgument("a name")
      let name = line.words.joined(separator: " ")
      try session.write(session.pages().about(name))
    },
    DotCommand("timeline", "[NAME|QUERY]", "facts by the time when they happened") {
      session, line in
      let subject = line.argument.contains("(") ? line.argument : line.words.joined(separator: " ")
      try session.write(session.pages().timeline(subject))
    },
    DotCommand("path", "NAME NAME", "how two entities are connected, by chains of facts") {
      session, line in
      let names = line.words
      guard names.count == 2 else {
        throw CommandError.failed(".path needs two names, such as .path \"Lee\" \"North Ferry\"")
      }
      try session.write(session.pages().path(from: names[0], to: names[1]))
    },
    DotCommand("conflicts", "", "what cannot all be true, with the sentences of each side") {
      session, _ in
      try session.write(session.pages().conflicts())
    },
    DotCommand("documents", "[WORD]", "the documents") { session, line in
      try session.listings().documents(matching: line.argument)
    },
    DotCommand("stats", "", "counts of everything") { session, _ in
      try session.listings().statistics()
    },
  ]
}

extension Session {
  /// A type of the graph by its name.
  fileprivate func knownType(_ name: String) throws -> String {
    let types = try requireGraph().types().map(\.name)
    if types.contains(name) { return name }
    let nearest = Spelling.nearest(to: name, among: types)
    throw CommandError.failed(
      "no type \(name): " + (nearest.map { "did you mean \($0)?" } ?? ".types lists them"))
  }
}
