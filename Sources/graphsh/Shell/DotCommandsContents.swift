import Graph

/// What is in the graph.
extension DotCommand {
  static let contents: [DotCommand] = [
    DotCommand("predicates", "", "the predicates, with the number of their facts") { session, _ in
      try session.listings().predicates()
    },
    DotCommand("types", "", "the types of entities") { session, _ in
      try session.listings().types()
    },
    DotCommand("schema", "", "which types each predicate joins") { session, _ in
      try session.listings().schema()
    },
    DotCommand("entity", "NAME", "what is known of an entity") { session, line in
      try line.requireArgument("a name")
      let name = line.words.joined(separator: " ")
      try EntityReport(graph: session.requireGraph()).write(of: name, to: session.settings.output)
    },
    DotCommand("documents", "", "the documents") { session, _ in
      try session.listings().documents()
    },
    DotCommand("stats", "", "counts of everything") { session, _ in
      try session.listings().statistics()
    },
  ]
}
