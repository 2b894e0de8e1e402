import SPARQL

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
