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
