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
  /// The most nodes; nil chooses, and leaves out what hangs on a single edge of a large graph.
  var limit: Int?
}

/// Writes parts of a session's graph in the formats of other programs.
struct Exporter {
  let session: Session

  func write(_ request: ExportRequest, to output: OutputStream) throws {
    try output.write(try text(request))
    try output.flush()
  }

  /// Writes a file; none is made if the export fails before.
  func write(_ request: ExportRequest, toFile path: String) throws {
    let text = try text(request)
    let output = try OutputStream(path: path)
    try output.write(text)
    try output.flush()
    session.tell("\(path): written")
  }

  private func text(_ request: ExportRequest) throws -> String {
    let part = try subgraph(request, of: try session.requireGraph())
    if part.omittedNodes > 0 {
      session.tell(
        "\(Words.count(part.omittedNodes, "node")) left out: --limit takes more, --around, "
          + "--predicates and --types choose")
    }
    let dot = DotWriter().write(part)
    switch request.format {
    case .dot: return dot
    case .svg: return try Graphviz.svg(of: dot)
    }
  }

  private func subgraph(_ request: ExportRequest, of graph: KnowledgeGraph) throws -> Subgraph {
    if let query = request.query {
      return try graph.subgraph(
        of: try edges(answering: query), limit: request.limit ?? SubgraphSelection().limit)
    }
    var selection = SubgraphSelection()
    selection.around = try request.around.map { try EntityArgument.resolve($0, in: graph) }
    selection.hops = request.hops
    if let limit = request.limit { selection.limit = limit }
    selection.isOverview =
      request.limit == nil && request.predicates == nil && request.types == nil
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

  /// The answers of a query as edges: of two columns, subject and object; of three, with the predicate between.
  private func edges(answering query: String) throws -> [DerivedEdge] {
    var edges: [DerivedEdge] = []
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
          edges.append(
            DerivedEdge(
              subject: answers.value(row: row, column: 0),
              name: count == 3
                ? try answers.text(row: row, column: 1) : ProgramText.firstPredicate(query),
              object: answers.value(row: row, column: count - 1), rule: query))
        }
      }
    }
    return edges
  }
}
