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

/// What a request by the SPARQL 1.1 Protocol asks.
struct SPARQLRequest {
  let text: String
  let isUpdate: Bool
  /// `default-graph-uri` and `using-graph-uri`.
  let unnamed: [String]
  /// `named-graph-uri` and `using-named-graph-uri`.
  let named: [String]
  private let accepted: [String]

  /// - Throws: ``Refusal`` where it asks nothing, or several things
  init(_ request: HTTPRequest) throws(Refusal) {
    var parameters = request.query
    let type = Self.mediaType(request.headers["content-type"] ?? "")
    if request.method == .post {
      switch type {
      case "application/sparql-query", "application/sparql-update":
        guard let body = String(validating: request.body, as: UTF8.self) else {
          throw Refusal(.badRequest, "the body is not UTF-8")
        }
        parameters.append((type.hasSuffix("query") ? "query" : "update", body))
      default:
        guard let fields = Self.fields(request.body) else {
          throw Refusal(.badRequest, "the body is no form")
        }
        parameters += fields
      }
    }
    let asked = parameters.filter { $0.name == "query" || $0.name == "update" }
    guard asked.count == 1 else {
      throw Refusal(
        .badRequest, "one query or update is expected, not \(asked.count)",
        hint: "send it as the parameter query, or as the body")
    }
    isUpdate = asked[0].name == "update"
    text = asked[0].value
    guard !isUpdate || request.method == .post else {
      throw Refusal(.badRequest, "an update is sent by POST")
    }
    func values(_ name: String) -> [String] {
      parameters.filter { $0.name == name }.map(\.value)
    }
    unnamed = values(isUpdate ? "using-graph-uri" : "default-graph-uri")
    named = values(isUpdate ? "using-named-graph-uri" : "named-graph-uri")
    accepted = (request.headers["accept"] ?? "*/*").split(separator: ",").map {
      Self.mediaType(String($0))
    }
  }

  /// A media type without its parameters.
  private static func mediaType(_ field: String) -> String {
    (field.split(separator: ";").first ?? "").lowercased().filter { $0 != " " }
  }

  /// The fields of a form; nil where an escape is none.
  private static func fields(_ body: [UInt8]) -> [(name: String, value: String)]? {
    var fields: [(name: String, value: String)] = []
    for pair in body.split(separator: UInt8(ascii: "&")) {
      let parts = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentCoding.decoded(parts[0], isField: true),
        let value = PercentCoding.decoded(parts.count > 1 ? parts[1] : [], isField: true)
      else { return nil }
      fields.append((name, value))
    }
    return fields
  }

  /// The first format that the client takes.
  func resultFormat() throws(Refusal) -> ResultFormat {
    for type in accepted {
      if let format = ResultFormat(mediaType: type) { return format }
      if type == "*/*" || type == "application/*" { return .json }
    }
    throw Refusal(
      .notAcceptable, "solutions are not written as \(accepted.joined(separator: ", "))",
      hint: "accept application/sparql-results+json or +xml, text/csv or text/tab-separated-values")
  }

  /// What triples are called: they are N-Triples, which are Turtle too.
  func graphMediaType() throws(Refusal) -> String {
    for type in accepted {
      switch type {
      case "application/n-triples", "*/*", "application/*":
        return "application/n-triples"
      case "text/turtle", "text/*": return "text/turtle; charset=utf-8"
      case "text/plain": return "text/plain; charset=utf-8"
      default: break
      }
    }
    throw Refusal(
      .notAcceptable, "triples are not written as \(accepted.joined(separator: ", "))",
      hint: "accept application/n-triples or text/turtle")
  }
}
