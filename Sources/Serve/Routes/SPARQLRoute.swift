import GQL
import Graph
import SPARQL

/// `/sparql`, by the SPARQL 1.1 Protocol: a query by GET or POST, an update by POST where the graph may be changed.
enum SPARQLRoute {
  static func answer(_ visit: Visit) throws -> HTTPResponse {
    let asked = try SPARQLRequest(visit.request)
    if asked.isUpdate { return try update(asked, visit) }
    let engine = SPARQLEngine(graph: visit.graph, options: options(visit, allowsChanges: false))
    visit.stop.end(by: engine.cancellation)
    let answer = try run(engine, asked, kinds: .queries)
    var text = ""
    func put(_ piece: String) throws {
      try visit.stop.check()
      guard text.utf8.count + piece.utf8.count <= visit.limits.answerBytes else {
        throw Refusal(
          .badRequest, "the answer has more than \(visit.limits.answerBytes >> 20) MB",
          hint: "ask for less, with LIMIT")
      }
      text += piece
    }
    switch answer {
    case .solutions(let table):
      let format = try asked.resultFormat()
      try ResultWriter(format, to: put).write(table)
      return HTTPResponse(contentType: format.mediaType, text: text)
    case .boolean(let truth):
      let format = try asked.resultFormat()
      try ResultWriter(format, to: put).write(truth)
      return HTTPResponse(contentType: format.mediaType, text: text)
    case .triples(let triples):
      try TripleWriter.write(triples, to: put)
      return HTTPResponse(contentType: try asked.graphMediaType(), text: text)
    case .updated: return HTTPResponse(status: .ok, contentType: "text/plain", text: "")
    }
  }

  private static func run(
    _ engine: SPARQLEngine, _ asked: SPARQLRequest, kinds: RequestKinds
  ) throws -> SPARQLAnswer {
    do {
      return try engine.run(
        asked.text, kinds: kinds,
        graphs: SPARQLEngine.Graphs(unnamed: asked.unnamed, named: asked.named))
    } catch let error as SPARQLError {
      throw Refusal(.badRequest, error.description)
    }
  }

  private static func options(_ visit: Visit, allowsChanges: Bool) -> Engine.Options {
    var options = Engine.Options.readingOnly(noFilesBecause: "the server opens no files")
    options.timeout = visit.limits.time
    options.memoryLimit = visit.limits.memory.map { $0 / max(1, visit.limits.threads) }
    options.allowsChanges = allowsChanges
    return options
  }

  /// Changes are made as those of the page are: only with `--edit`, and only by who has its token.
  private static func update(_ asked: SPARQLRequest, _ visit: Visit) throws -> HTTPResponse {
    guard let token = visit.site.editToken else {
      throw Refusal(
        .forbidden, "the server reads the graph and changes nothing", hint: "serve it with --edit")
    }
    let given = visit.request.headers["x-token"] ?? ""
    guard AccessToken(token).isEqual(given) else {
      throw Refusal(
        .forbidden, "the token for changes is missing or wrong",
        hint: "send it in the header X-Token")
    }
    let graph = try KnowledgeGraph(path: visit.site.path, access: .readWrite)
    let engine = SPARQLEngine(graph: graph, options: options(visit, allowsChanges: true))
    visit.stop.end(by: engine.cancellation)
    _ = try run(engine, asked, kinds: .updates)
    return HTTPResponse(contentType: "text/plain; charset=utf-8", text: "done\n")
  }
}
