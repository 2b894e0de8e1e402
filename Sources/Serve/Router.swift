/// Finds what answers a request, after it has been checked.
struct Router: Sendable {
  private let site: Site
  private let check: RequestCheck
  private let routes: [Route]
  private let pages: [String: PageFile]

  init(site: Site, check: RequestCheck) {
    self.site = site
    self.check = check
    routes = Route.reading + Route.changing
    pages = PageFile.all(editToken: site.editToken)
  }

  /// What is answered without work on the graph: refusals and the files of the page. Nil where there is work.
  func immediateResponse(to request: HTTPRequest) -> HTTPResponse? {
    let route = route(for: request)
    if let refusal = check.refusal(of: request, changesGraph: route?.changesGraph ?? false) {
      return refusal.response
    }
    if route != nil { return nil }
    let name = request.path.joined(separator: "/")
    if let page = pages[name], request.path.count < 2 {
      guard request.method != .post else { return wrongMethod("GET").response }
      var response = page.response
      // The address with the token is opened once; what the page asks for afterwards shows the cookie.
      if let token = check.accessToken, request.parameter("token") != nil {
        response.headers.append(
          (
            "Set-Cookie",
            "\(check.cookieName)=\(token.text); HttpOnly; SameSite=Strict; Path=/"
          ))
      }
      return response
    }
    if let other = routes.first(where: { $0.matches(request.path) }) {
      return wrongMethod(other.method.rawValue).response
    }
    return Refusal(
      .notFound, "nothing is at this address", hint: "docs/serve.md lists what can be asked for"
    ).response
  }

  private func wrongMethod(_ right: String) -> Refusal {
    Refusal(.methodNotAllowed, "this address is asked by \(right)")
  }

  private func route(for request: HTTPRequest) -> Route? {
    let method = request.method == .head ? .get : request.method
    return routes.first { $0.method == method && $0.matches(request.path) }
  }

  /// What a route answers.
  ///
  /// - Throws: ``Refusal``, and errors of what works for the route
  func response(for visit: Visit) throws -> HTTPResponse {
    guard let route = route(for: visit.request) else {
      throw Refusal(.notFound, "nothing is at this address")
    }
    try visit.stop.check()
    return try route.response(visit)
  }

  /// That the time of a request is over.
  static func overtime(_ limits: Limits) -> Refusal {
    Refusal(
      .timeout, "the answer took longer than \(Self.seconds(limits.time)) s",
      hint: "ask for less, or serve with more --timeout")
  }

  private static func seconds(_ time: Duration) -> String {
    let seconds = time / .seconds(1)
    return seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
  }
}

/// What answers the requests of one path.
struct Route: Sendable {
  var method = HTTPRequest.Method.get
  /// The first part of the path.
  let name: String
  /// Whether the path has a second part, which is the number of something in the graph.
  var hasNumber = false
  var changesGraph = false
  let response: @Sendable (Visit) throws -> HTTPResponse

  init(
    method: HTTPRequest.Method = .get, name: String, hasNumber: Bool = false,
    response: @escaping @Sendable (Visit) throws -> HTTPResponse
  ) {
    self.method = method
    self.name = name
    self.hasNumber = hasNumber
    self.response = response
  }

  /// - Parameter answer: gives JSON
  init(
    method: HTTPRequest.Method = .get, name: String, hasNumber: Bool = false,
    changesGraph: Bool = false, answer: @escaping @Sendable (Visit) throws -> String
  ) {
    self.init(method: method, name: name, hasNumber: hasNumber) { visit in
      HTTPResponse(json: try answer(visit))
    }
    self.changesGraph = changesGraph
  }

  func matches(_ path: [String]) -> Bool {
    path.first == name && path.count == (hasNumber ? 2 : 1)
  }

  /// Those that read the graph.
  static let reading = [
    Route(name: "graph", answer: PictureRoute.answer),
    Route(name: "around", hasNumber: true, answer: AroundRoute.answer),
    Route(name: "entity", hasNumber: true, answer: EntityRoute.answer),
    Route(name: "path", answer: PathRoute.answer),
    Route(name: "stats", answer: StatisticsRoute.answer),
    Route(name: "find", answer: FindRoute.answer),
    Route(name: "sentence", hasNumber: true, answer: SentenceRoute.answer),
    Route(method: .post, name: "query", answer: QueryRoute.answer),
    Route(method: .post, name: "ask", answer: AskRoute.answer),
    Route(method: .post, name: "why", answer: WhyRoute.answer),
    Route(name: "sparql", response: SPARQLRoute.answer),
    Route(method: .post, name: "sparql", response: SPARQLRoute.answer),
  ]

  /// Those that change the graph.
  static let changing = [
    Route(method: .post, name: "merge", changesGraph: true, answer: ChangeRoutes.merge),
    Route(method: .post, name: "split", changesGraph: true, answer: ChangeRoutes.split),
    Route(method: .post, name: "rename", changesGraph: true, answer: ChangeRoutes.rename),
    Route(method: .post, name: "reject", changesGraph: true, answer: ChangeRoutes.reject),
    Route(method: .post, name: "undo", changesGraph: true, answer: ChangeRoutes.undo),
  ]
}
