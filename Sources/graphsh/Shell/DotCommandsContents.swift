import Asking
import Base
import GQL
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
    DotCommand("functions", "[WORD]", "the functions, tests and aggregates, or those with a word") {
      session, line in
      try session.writeFunctions(matching: line.argument)
    },
    DotCommand(
      "describe", "NAME", "what a predicate, relation, type, document or entity is, with examples"
    ) { session, line in
      try line.requireArgument("a name, such as .describe met")
      try session.describe(line.words.joined(separator: " "))
    },
    DotCommand("around", "NAME [HOPS]", "what is linked with an entity, as a tree") {
      session, line in
      try line.requireArgument("a name, such as .around Lee")
      try session.drawNeighbourhood(line)
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
    DotCommand("timeline", "[NAME|QUERY]", "facts in the order in which they happened") {
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
    DotCommand("conflicts", "", "what cannot all be true, with the sentences on each side") {
      session, _ in
      try session.write(session.pages().conflicts())
    },
    DotCommand(
      "compare", "DOCUMENT DOCUMENT",
      "what two documents have in common, alone and against each other"
    ) {
      session, line in
      let names = line.words
      guard names.count == 2 else {
        throw CommandError.failed(".compare needs two documents, such as .compare 1 2")
      }
      try session.write(session.pages().compare(names[0], names[1]))
    },
    DotCommand("report", "", "a page on the whole graph: who is central, groups, gaps") {
      session, _ in
      try session.write(session.pages().report())
    },
    DotCommand("reject", "FACT", "reject a fact, whatever documents say") {
      session, line in
      try line.requireArgument("a fact, such as met(\"Lee\", \"Xi\")")
      try session.reject(line.argument, because: nil)
    },
    DotCommand("rejected", "", "what was rejected, and why") { session, _ in
      try session.write(session.pages().rejected())
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

  /// Lists what programs can compute with.
  fileprivate func writeFunctions(matching word: String) throws {
    let rows = FunctionDescription.all.filter {
      word.isEmpty
        || "\($0.signature) \($0.summary) \($0.kind.rawValue)".lowercased()
          .contains(word.lowercased())
    }.map { [Term.string($0.signature), .string($0.kind.rawValue), .string($0.summary)] }
    try AnswerPrinter(settings: settings).write(
      columns: ["written", "kind", "gives"], rows: rows, noun: "line")
  }

  /// Writes what a name of the graph or of the program is.
  fileprivate func describe(_ name: String) throws {
    guard let lines = try NameDescription(session: self).lines(of: name) else {
      let names = try requireGraph().nearestEntityNames(to: name, limit: 3)
      let nearest = Spelling.nearest(to: name, among: CompletionNames(session: self).predicates)
      let near = (nearest.map { [$0] } ?? []) + names
      throw CommandError.failed(
        "nothing goes by the name \(name): "
          + (near.isEmpty
            ? ".predicates and .types list names" : "did you mean \(Words.alternatives(near))?"))
    }
    for line in lines { try settings.output.writeLine(DisplayText.visible(line)) }
  }

  fileprivate func drawNeighbourhood(_ line: DotCommandLine) throws {
    var words = line.words
    var hops = 1
    if words.count > 1, let number = words.last.flatMap({ Int($0) }) {
      guard (1...3).contains(number) else {
        throw CommandError.failed(".around takes 1 to 3 hops, not \(number)")
      }
      hops = number
      words.removeLast()
    }
    let graph = try requireGraph()
    let entity = try NodeLookUp.node(words.joined(separator: " "), in: graph)
    let tree = Neighbourhood(graph: graph, width: settings.layout.width ?? 100)
    for text in try tree.lines(around: entity, hops: hops) {
      try settings.output.writeLine(DisplayText.visible(text))
    }
  }
}
