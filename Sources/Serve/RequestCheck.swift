/// What a request must show before it is answered: that it comes from a page of this server, or from a program of its user,
/// and not from a page of somebody else that the user's browser happens to show.
struct RequestCheck: Sendable {
  /// What lets somebody in; nil where only programs of this machine reach the server.
  let accessToken: AccessToken?
  /// What lets somebody change the graph; nil where nobody may.
  let editToken: AccessToken?
  /// The cookie that keeps the token of the address.
  let cookieName: String

  /// Why a request is not answered; nil where it is.
  ///
  /// - Parameter changesGraph: whether it would change the graph
  func refusal(of request: HTTPRequest, changesGraph: Bool) -> Refusal? {
    if let accessToken {
      let given = request.parameter("token") ?? request.cookie(cookieName)
      guard let given, accessToken.isEqual(given) else {
        return Refusal(
          .forbidden, "the token is missing or wrong",
          hint: "open the address that graphsh printed when it began to serve")
      }
    } else if !Self.isOfThisMachine(request.headers["host"]) {
      // A name that leads here is somebody's of the web: his page would read the graph (DNS rebinding).
      return Refusal(
        .forbidden, "the name in Host is none of this machine",
        hint: "use 127.0.0.1 or localhost, or serve with --host")
    }
    if let refusal = refusalOfOrigin(request) { return refusal }
    guard request.method == .post else { return nil }
    let type = (request.headers["content-type"] ?? "").split(separator: ";").first ?? ""
    let isSPARQL = request.path == ["sparql"] && Self.typesOfSPARQL.contains(type.lowercased())
    guard isSPARQL || type.lowercased().filter({ $0 != " " }) == "application/json" else {
      // Forms of other pages can send anything else.
      return Refusal(
        .unsupportedMediaType, "what is sent must be JSON",
        hint: "Content-Type: application/json")
    }
    guard changesGraph else { return nil }
    guard let editToken else {
      return Refusal(
        .forbidden, "the server reads the graph and changes nothing", hint: "serve it with --edit")
    }
    guard let given = request.headers["x-token"], editToken.isEqual(given) else {
      return Refusal(
        .forbidden, "the token for changes is missing or wrong",
        hint: "load the page anew: each run of the server has its own")
    }
    return nil
  }

  /// What the SPARQL 1.1 Protocol sends. Pages of other servers can send forms too: what these ask is not shown to them, and
  /// changes need a token.
  private static let typesOfSPARQL: Set<String> = [
    "application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded",
  ]

  /// What a browser says of the page that sends a request must be this server.
  private func refusalOfOrigin(_ request: HTTPRequest) -> Refusal? {
    let own = request.headers["host"].map { "http://\($0)".lowercased() }
    let isForeign =
      request.headers["origin"].map { $0.lowercased() != own } ?? false
      // A link to the page itself may stand anywhere.
      || !request.path.isEmpty
        && ["cross-site", "same-site"].contains(request.headers["sec-fetch-site"] ?? "")
    return isForeign
      ? Refusal(.forbidden, "requests of pages of other servers are not answered") : nil
  }

  /// Whether a name of the header `Host` is one that no server of names can turn to another machine.
  static func isOfThisMachine(_ host: String?) -> Bool {
    guard var name = host?.lowercased()[...] else { return false }
    if name.hasPrefix("[") {
      guard let end = name.firstIndex(of: "]") else { return false }
      return name[...end] == "[::1]" && isPort(name[name.index(after: end)...])
    }
    if let colon = name.firstIndex(of: ":") {
      guard isPort(name[colon...]) else { return false }
      name = name[..<colon]
    }
    if name == "localhost" { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { UInt8($0) != nil && !$0.hasPrefix("+") }
  }

  /// `:7474`, or nothing.
  private static func isPort(_ text: Substring) -> Bool {
    text.isEmpty || text.first == ":" && text.dropFirst().utf8.allSatisfy { (48...57).contains($0) }
  }
}

/// A secret of one run of the server.
struct AccessToken: Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  /// 128 bits of the system's random numbers, in letters and digits.
  init() {
    var generator = SystemRandomNumberGenerator()
    text = (0..<2).map { _ in
      let digits = String(generator.next(), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// In a time that does not tell how much of it is right.
  func isEqual(_ other: String) -> Bool {
    let (own, given) = (Array(text.utf8), Array(other.utf8))
    guard own.count == given.count else { return false }
    return zip(own, given).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
