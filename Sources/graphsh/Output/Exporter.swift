import Asking
import GQL
import Graph
import Page

/// What part of a graph to export, and how.
struct ExportRequest {
  var format: ExportFormat
  var choice = PartChoice()
  /// Who lays an SVG picture out; nil chooses by its size.
  var layout: PictureLayout?
  /// The first line of a picture; nil makes one.
  var title: String?
  /// Whether RDF of the whole graph describes its claims with their evidence.
  var withEvidence = false

  /// Above this many nodes Graphviz takes minutes.
  static let mostForGraphviz = 1000

  /// What the part is for.
  var use: PartChoice.Use {
    switch format {
    case .data, .tables: .data
    case .page: .page
    case .dot, .picture: .picture
    }
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
    if request.format == .tables {
      throw CommandError.wrongUse("--format parquet is a folder: name it with --output")
    }
    let export = try prepared(request)
    try export(output)
    try output.flush()
  }

  /// Writes a file, or a folder of tables; none is made if the export fails before.
  func write(_ request: ExportRequest, toFile path: String) throws {
    if request.format == .tables {
      try writeTables(request, to: path)
    } else {
      let export = try prepared(request)
      let output = try OutputStream(path: path, session.files)
      try export(output)
      try output.flush()
    }
    session.tell("\(path): written")
  }

  private func writeTables(_ request: ExportRequest, to folder: String) throws {
    guard request.choice.isWhole else {
      throw CommandError.wrongUse(
        "parquet is for the whole graph: leave out what chooses a part of it")
    }
    let graph = try session.requireGraph()
    let work = session.boundedWork()
    try work.run { [stop = work.stop] in
      try graph.exportTables(to: folder, access: session.files) { stop.isRaised }
    }
  }

  /// Does all that can fail for what the user asked, and gives what writes.
  private func prepared(_ request: ExportRequest) throws -> (OutputStream) throws -> Void {
    let graph = try session.requireGraph()
    if case .data(let format) = request.format {
      let part = request.choice.isWhole ? nil : try self.part(request, of: graph)
      return { output in
        try graph.export(format, part: part, withEvidence: request.withEvidence) {
          try output.write($0)
        }
      }
    }
    let part = try part(request, of: graph)
    if request.format == .page {
      let title =
        request.title ?? session.location.path.split(separator: "/").last.map(String.init)
        ?? "graph"
      let page = try ExportedPage.html(of: part, chosenBy: request.choice, title: title, in: graph)
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

  private func part(_ request: ExportRequest, of graph: KnowledgeGraph) throws -> Subgraph {
    let part = try request.choice.part(of: graph, for: request.use) { program, each in
      try session.stoppable { try session.engine.run(program, name: "<query>", each: each) }
    }
    if part.omittedNodes > 0 {
      session.tell(
        "\(Words.grouped(part.nodes.count)) of "
          + "\(Words.count(part.nodes.count + part.omittedNodes, "node")) written: --limit takes "
          + "more, --around, --predicates and --types choose")
    }
    return part
  }
}
