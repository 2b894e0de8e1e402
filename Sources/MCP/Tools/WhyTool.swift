import GQL
import Graph

extension Tool {
  static let why = Tool(
    name: "why", title: "Prove a fact",
    description: """
      Proves one fact or each answer to one query, as a tree of rules and stored facts down to the sentences of the texts; \
      where nothing says it, tells what is missing and what comes near.
      """,
    parameters: [
      Parameter(
        "fact", .text(64 << 10), "a fact or query of GQL, such as: met(\"Lee\", \"Xi Jinping\")",
        isRequired: true),
      .limit("proofs"), .cursor,
    ],
    members: [
      Member("proofs", .array, "of each answer: fact, ground, rule, sentences (ids), children"),
      Member("missing", .array, "where nothing proves it, what is missing"),
      .notes, .next, .sentences,
    ]
  ) { arguments, work in
    let program = StatementScanner.withFinalMark(try arguments.requiredText("fact"))
    do {
      return try work.graph.snapshot { try proofAnswer(to: program, arguments, work) }
    } catch let error as DiagnosticsError {
      throw ToolError(error, in: program)
    }
  }

  /// Levels of a proof that are told; what lies deeper is asked for by itself.
  private static let deepest = 12
  /// Characters of one proof as text.
  private static let longestProof = 8000
  private static let usualProofs = 5

  private static func proofAnswer(
    to program: String, _ arguments: ToolArguments, _ work: Work
  ) throws -> ToolAnswer {
    let proofs = try work.engine().proofs(of: program)
    try work.check()
    var list = ListedAnswer(work)
    guard !proofs.isEmpty else {
      let refutation = try? work.engine(atMost: .seconds(3)).whyNot(program)
      try work.check()
      let lines = refutation?.firstStep.map { Clip.text($0, most: 1000) } ?? []
      list.lines = ["nothing in the graph says so"] + lines
      list.object.add("proofs", raw: "[]")
      list.object.add("missing", raw: JSONText.list(lines))
      return list.answer()
    }
    try list.add(
      "proofs", of: proofs.count, from: try arguments.start(),
      limit: arguments.integer("limit") ?? usualProofs
    ) { place in
      try work.check()
      var writer = ProofWriter(graph: work.graph, deepest: deepest)
      let json = try writer.json(of: proofs[place], level: 0)
      let sentences = Array(writer.sentences.sorted().prefix(12))
      return ListedAnswer.Item(
        text: Clip.text(proofs[place].description, most: longestProof)
          + "\nrests on\(Citations.marks(sentences))", json: json, sentences: sentences)
    }
    return list.answer()
  }
}
