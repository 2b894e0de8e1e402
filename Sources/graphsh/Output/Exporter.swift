import GQL
import Graph

/// What part of a graph to export, and how.
struct ExportRequest {
  var format: ExportFormat
  var query: String?
  var around: [String] = []
  var hops = 1
  var predicates: [String]?
  var types: [String]?
  /// The most nodes; nil chooses: of pictures, it leaves out what hangs on a single edge of a large graph, of data
  /// nothing.
  var limit: Int?
  /// Whether RDF of the whole graph describes its claims with their evidence.
  var withEvidence = false

  /// Whether it is the whole graph.
  var isWhole: Bool {
    query == nil && around.isEmpty && predicates == nil && types == nil && limit == nil
  }
}

/// Writes parts of a session's graph in the formats of other programs.
struct Exporter {
  let session: Session

  func write(_ request: ExportRequest, to output: OutputStream) throws {
    let export = try prepared(request)
    try export { try output.write($0) }
    try output.flush()
  }

  /// Writes a file; none is made if the export fails before.
  func write(_ request: ExportRequest, toFile path: String) throws {
    let export = try prepared(request)
    let output = try OutputStream(path: path, session.files)
    try export { try output.write($0) }
    try output.flush()
    session.tell("\(path): written")
  }

  /// Does all that can fail for what the user asked, and gives what writes.
  private func prepared(
    _ request: ExportRequest
  ) throws -> ((String) throws -> Void) throws -> Void {
    let graph = try session.requireGraph()
    if case .data(let format) = request.format {
      let part = request.isWhole ? nil : try self.part(request, of: graph)
      return { output in
        try graph.export(format, part: part, withEvidence: request.withEvidence, to: output)
      }
    }
    let dot = DotWriter().write(try part(request, of: graph))
    let text = request.format == .svg ? try Graphviz.svg(of: dot) : dot
    return { output in try output(text) }
  }

  private func part(_ request: ExportRequest, of graph: KnowledgeGraph) throws -> Subgraph {
    let part = try subgraph(request, of: graph)
    if part.omittedNodes > 0 {
      session.tell(
        "\(Words.count(part.omittedNodes, "node")) left out: --limit takes more, --around, "
          + "--predicates and --types choose")
    }
    return part
  }

  private func subgraph(_ request: ExportRequest, of graph: KnowledgeGraph) throws -> Subgraph {
    var isData = false
    if case .data = request.format { isData = true }
    let usual = isData ? nil : SubgraphSelection().limit
    if let query = request.query {
      let (edges, computed) = try edges(answering: query)
      return try graph.subgraph(of: edges, computed: computed, limit: request.limit ?? usual)
    }
    var selection = SubgraphSelection()
    selection.around = try request.around.map { try EntityArgument.node($0, in: graph) }
    selection.hops = request.hops
    selection.limit = request.limit ?? usual
    selection.isOverview =
      !isData && request.limit == nil && request.predicates == nil && request.types == nil
    selection.predicates = try request.predicates.map { names in
      Set(try names.map { try predicate($0, in: graph) })
    }
    selection.types = try request.types.map { names in
      Set(try names.map { try type($0, in: graph) })
    }
    return try graph.subgraph(selection)
  }

  private func predicate(_ name: String, in graph: KnowledgeGraph) throws -> Value {
    if let value = try graph.predicate(named: name) { return value }
    let names = try graph.predicates().map(\.name)
    throw CommandError.failed("no predicate \(name)\(Self.hint(name, names))")
  }

  private func type(_ name: String, in graph: KnowledgeGraph) throws -> Value {
    let types = try graph.types()
    if let type = types.first(where: { $0.name == name.lowercased() }) { return type.value }
    throw CommandError.failed("no type \(name)\(Self.hint(name, types.map(\.name)))")
  }

  private static func hint(_ name: String, _ names: [String]) -> String {
    Spelling.nearest(to: name, among: names).map { ": did you mean \($0)?" } ?? ""
  }

  /// The answers of a query as edges: of two columns, subject and object; of three, with the predicate between. With
  /// what those ends mean that the query made and the graph does not hold.
  private func edges(
    answering query: String
  ) throws -> (edges: [DerivedEdge], computed: [Value: Term]) {
    var edges: [DerivedEdge] = []
    var computed: [Value: Term] = [:]
    let text = ProgramText.withFinalMark(query)
    try session.stoppable {
      try session.engine.run(text, name: "<query>") { answers in
        let count = answers.columns.count
        guard count == 2 || count == 3 else {
          throw CommandError.failed(
            "the query of a picture has two columns (subject, object) or three (subject, "
              + "predicate, object), not \(count)")
        }
        for row in 0..<answers.rowCount {
          for column in [0, count - 1] {
            let value = answers.value(row: row, column: column)
            if value.rawValue >= Value.firstSessionID {
              computed[value] = try answers.term(row: row, column: column)
            }
          }
          edges.append(
            DerivedEdge(
              subject: answers.value(row: row, column: 0),
              name: count == 3
                ? try answers.text(row: row, column: 1) : ProgramText.firstPredicate(query),
              object: answers.value(row: row, column: count - 1), rule: query))
        }
      }
    }
    return (edges, computed)
  }
}
