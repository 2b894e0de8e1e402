import Asking
import GQL
import Graph
import Page

/// What part of a graph to export, and how.
struct ExportRequest {
  var format: ExportFormat
  var query: String?
  var around: [String] = []
  var hops = 1
  var predicates: [String]?
  var types: [String]?
  /// The most nodes; nil chooses: of pictures ``usualLimit``, of data all.
  var limit: Int?
  /// Who lays an SVG picture out; nil chooses by its size.
  var layout: PictureLayout?
  /// The first line of a picture; nil makes one.
  var title: String?
  /// Whether RDF of the whole graph describes its claims with their evidence.
  var withEvidence = false

  /// What a page holds and a reader takes in.
  static let usualLimit = 40
  /// What a browser shows and searches without delay.
  static let usualLimitOfPage = 5000
  /// Nodes that a page shows before anybody chooses.
  static let shownFirst = 120
  /// Above this many nodes Graphviz takes minutes.
  static let mostForGraphviz = 1000

  /// Whether it is the whole graph.
  var isWhole: Bool {
    query == nil && around.isEmpty && predicates == nil && types == nil && limit == nil
  }
}

/// Writes parts of a session's graph in the formats of other programs.
struct Exporter {
  let session: Session

  func write(_ request: ExportRequest, to output: OutputStream) throws {
    if case .picture(let format) = request.format, format.isBinary, output.isTerminal {
      throw CommandError.wrongUse(
        "--format \(format.rawValue) is not text for a terminal; send it to a file: > graph.\(format.rawValue)"
      )
    }
    let export = try prepared(request)
    try export(output)
    try output.flush()
  }

  /// Writes a file; none is made if the export fails before.
  func write(_ request: ExportRequest, toFile path: String) throws {
    let export = try prepared(request)
    let output = try OutputStream(path: path, session.files)
    try export(output)
    try output.flush()
    session.tell("\(path): written")
  }

  /// Does all that can fail for what the user asked, and gives what writes.
  private func prepared(_ request: ExportRequest) throws -> (OutputStream) throws -> Void {
    let graph = try session.requireGraph()
    if case .data(let format) = request.format {
      let part = request.isWhole ? nil : try self.part(request, of: graph)
      return { output in
        try graph.export(format, part: part, withEvidence: request.withEvidence) {
          try output.write($0)
        }
      }
    }
    let part = try part(request, of: graph)
    if request.format == .page {
      let page = try page(of: part, request, in: graph)
      return { try $0.write(page) }
    }
    if request.format == .picture(.svg), request.layout != .dot,
      request.layout == .own || part.nodes.count > ExportRequest.mostForGraphviz
    {
      let picture = SVGWriter().write(part, title: request.title)
      return { try $0.write(picture) }
    }
    let dot = DotWriter().write(part, title: request.title)
    guard case .picture(let format) = request.format else { return { try $0.write(dot) } }
    let picture = try Graphviz.picture(of: dot, as: format)
    return { try $0.write(bytes: picture) }
  }

  /// The page of a part; of a whole graph it shows the most telling persons, organisations, countries and places first.
  private func page(
    of part: Subgraph, _ request: ExportRequest, in graph: KnowledgeGraph
  ) throws -> String {
    var overview: Subgraph?
    if request.query == nil, request.around.isEmpty, request.predicates == nil,
      request.types == nil
    {
      var selection = SubgraphSelection()
      selection.isOverview = true
      selection.includesClaims = true
      selection.limit = ExportRequest.shownFirst
      overview = try graph.subgraph(selection)
    }
    let title =
      request.title ?? session.location.path.split(separator: "/").last.map(String.init) ?? "graph"
    let picture = try PictureBuilder(graph: graph).picture(
      of: part, title: title, overview: overview)
    return PageDocument.html(picture: PictureJSON.text(of: picture), title: title)
  }

  private func part(_ request: ExportRequest, of graph: KnowledgeGraph) throws -> Subgraph {
    let part = try subgraph(request, of: graph)
    if part.omittedNodes > 0 {
      session.tell(
        "\(Words.grouped(part.nodes.count)) of "
          + "\(Words.count(part.nodes.count + part.omittedNodes, "node")) written: --limit takes "
          + "more, --around, --predicates and --types choose")
    }
    return part
  }

  private func subgraph(_ request: ExportRequest, of graph: KnowledgeGraph) throws -> Subgraph {
    let usual: Int? =
      switch request.format {
      case .data: nil
      case .page: ExportRequest.usualLimitOfPage
      case .dot, .picture: ExportRequest.usualLimit
      }
    var isData = false
    if case .data = request.format { isData = true }
    if let query = request.query {
      let answer = try edges(answering: query)
      return try graph.subgraph(
        of: answer.edges, computed: answer.computed, limit: request.limit ?? usual)
    }
    var selection = SubgraphSelection()
    selection.around = try request.around.map { try NodeLookUp.node($0, in: graph) }
    selection.hops = request.hops
    selection.limit = request.limit ?? usual
    selection.isOverview =
      !isData && request.format != .page && request.predicates == nil && request.types == nil
    selection.includesClaims = !isData
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

  private func edges(answering query: String) throws -> AnswerEdges {
    var edges = AnswerEdges(name: ProgramText.firstPredicate(query), rule: query)
    let text = StatementScanner.withFinalMark(query)
    try session.stoppable {
      try session.engine.run(text, name: "<query>") { answers in
        let count = answers.columns.count
        guard count == 2 || count == 3 else {
          throw CommandError.failed(
            "the query of a picture has two columns (subject, object) or three (subject, "
              + "predicate, object), not \(count)")
        }
        try edges.add(answers)
      }
    }
    return edges
  }
}
