import Foundation
import Serve
import TestSupport
import Testing

/// Requests that other pages and other machines would have a browser send.
@Suite struct ForeignRequestTests {
  private static let served = Result { try ServedGraph(allowsChanges: true) }
  private static let reader = Result { try ServedGraph() }
  private var served: ServedGraph { get throws { try Self.served.get() } }

  @Test(arguments: [
    "evil.example", "evil.example:7474", "127.0.0.1.evil.example", "localhost.evil.example",
    "[::2]", "10.0.0.1", "127.0.0", "127.0.0.1:x", "[::1", "localhost@evil.example",
  ])
  func nameThatMayLeadElsewhereIsRefused(host: String) throws {
    for target in ["/", "/stats", "/nothing"] {
      let answer = try served.get(target, headers: ["Host": host])
      #expect(answer.status == 403, "\(host) \(target)")
      #expect((try answer.error()["hint"] as? String)?.contains("127.0.0.1") == true)
    }
  }

  @Test(arguments: [
    "localhost", "LOCALHOST:9999", "127.0.0.1", "127.8.9.1:80", "[::1]", "[::1]:7474",
  ])
  func namesOfThisMachineAreTaken(host: String) throws {
    #expect(try served.get("/stats", headers: ["Host": host]).status == 200)
  }

  @Test func pagesOfOthersAreRefused() throws {
    let own = "http://127.0.0.1:\(try served.port)"
    for origin in [
      "http://evil.example", "null", "https://127.0.0.1:\(try served.port)",
      "http://127.0.0.1:1", own + ".evil.example",
    ] {
      let answer = try served.post(
        "/query", ["text": "next(X, Y)?"], headers: ["Origin": origin])
      #expect(answer.status == 403, "\(origin)")
      #expect(answer.headers["access-control-allow-origin"] == nil)
    }
    #expect(
      try served.post("/query", ["text": "next(X, Y)?"], headers: ["Origin": own]).status == 200)
    for site in ["cross-site", "same-site"] {
      #expect(try served.get("/stats", headers: ["Sec-Fetch-Site": site]).status == 403)
      // A link to the page is no harm.
      #expect(try served.get("/", headers: ["Sec-Fetch-Site": site]).status == 200)
    }
    #expect(try served.get("/stats", headers: ["Sec-Fetch-Site": "same-origin"]).status == 200)
  }

  @Test(arguments: [
    "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "",
    "application/jsonp", "text/plain; application/json",
  ])
  func formsOfOtherPagesAreRefused(type: String) throws {
    for target in ["/query", "/ask", "/why"] {
      let answer = try served.request(
        "POST", target, body: "{\"text\": \"next(X, Y)?\"}", headers: ["Content-Type": type])
      #expect(answer.status == 415, "\(type)")
    }
  }

  @Test func preflightGivesNoLeave() throws {
    let answer = try served.request(
      "OPTIONS", "/query", headers: ["Access-Control-Request-Method": "POST"])
    #expect(answer.status == 405)
    #expect(answer.headers["access-control-allow-origin"] == nil)
  }

  @Test(arguments: [
    "/..", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd",
    "//etc/passwd", "/etc/passwd", "/page.html", "/fjord.db", "/sentence/..%2f1", "/stats/..",
    "/%2Fetc%2Fpasswd", "/C:%5Cwindows", "/stats/", "/find/1",
  ])
  func pathOpensNoFile(path: String) throws {
    let answer = try served.get(path)
    #expect(answer.status == 404)
    #expect(!answer.body.contains("root:"))
  }

  @Test func everyAnswerKeepsTheBrowserFromDoingMore() throws {
    for answer in [
      try served.get("/"), try served.get("/stats"), try served.get("/nothing"),
      try served.get("/", headers: ["Host": "evil.example"]),
      try served.post("/query", ["text": "x("]),
    ] {
      let policy = try #require(answer.headers["content-security-policy"])
      #expect(policy.contains("default-src 'none'"))
      #expect(policy.contains("frame-ancestors 'none'"))
      #expect(!policy.contains("unsafe"))
      #expect(answer.headers["x-content-type-options"] == "nosniff")
      #expect(answer.headers["referrer-policy"] == "no-referrer")
      #expect(answer.headers["cache-control"] == "no-store")
    }
  }

  @Test(arguments: [
    "insert p(a, b).", "delete next(\"n0\", X) :- next(\"n0\", X).",
    "@export next \"out.csv\".", "@import q \"/etc/passwd\". q(X)?", "@include \"/etc/passwd\".",
    "next(X, Y)? insert p(a, b).",
  ])
  func programThatTouchesGraphOrFilesIsRefused(program: String) throws {
    for served in [try served, try Self.reader.get()] {
      let answer = try served.post("/query", ["text": program])
      #expect(answer.status == 403 || answer.status == 400, "\(program): \(answer.body)")
      let message = try #require(try answer.error()["message"] as? String)
      #expect(
        message.contains("changes nothing") || message.contains("opens no files"),
        "\(program): \(message)")
      #expect(!answer.body.contains("root:"))
      let rows = try served.post("/query", ["text": "?(count(X)) :- next(X, _)."])
      #expect(rows.body.contains("\"400\""), "\(rows.body)")
    }
    #expect(!FileManager.default.fileExists(atPath: "out.csv"))
  }

  @Test func nameOfAGraphStaysATextInJSON() throws {
    let label = "</script><img src=x onerror=alert(1)>\"\\\u{2028}\u{7}"
    let served = try ServedGraph(label: label)
    let answer = try served.get("/find?q=img")
    #expect(answer.headers["content-type"] == "application/json; charset=utf-8")
    let found = try #require(try answer.json()["found"] as? [[String: Any]])
    #expect(found.first?["name"] as? String == label)
    #expect(!answer.body.contains("\u{2028}") && !answer.body.contains("\u{7}"))
  }

  @Test func othersNeedTheTokenOfTheAddress() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("g.db")
    _ = try GraphshCommand.run(["-c", "insert p(a, b)."], in: folder.url)
    let made = try GraphshCommand.run(["query", "insert p(a, b).", "--db", path])
    #expect(made.status == 0, "\(made.errors)")
    let server = try Server(graphAt: path, host: "0.0.0.0")
    Thread { try? server.run() }.start()
    defer { server.stop() }
    let token = try #require(server.address.split(separator: "=").last.map(String.init))
    #expect(server.address.hasPrefix("http://0.0.0.0:\(server.port)/?token="))
    #expect(token.count >= 32)
    func get(_ target: String, cookie: String? = nil) throws -> Answer {
      let connection = try Connection(to: server.port)
      let cookie = cookie.map { "Cookie: \($0)\r\n" } ?? ""
      try connection.send(
        "GET \(target) HTTP/1.1\r\nHost: any.example\r\nConnection: close\r\n\(cookie)\r\n")
      return try Answer(connection.rest())
    }
    for target in ["/", "/stats", "/nothing", "/stats?token=", "/?token=\(token)0"] {
      #expect(try get(target).status == 403, "\(target)")
    }
    #expect(try get("/stats", cookie: "graphsh-\(server.port)=wrong").status == 403)
    let page = try get("/?token=\(token)")
    #expect(page.status == 200)
    let cookie = try #require(page.headers["set-cookie"])
    #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
    let pair = try #require(cookie.split(separator: ";").first.map(String.init))
    #expect(try get("/stats", cookie: pair).status == 200)
    #expect(try get("/stats", cookie: "a=b; \(pair); c=d").status == 200)
    #expect(try get("/stats?token=\(token)").status == 200)
  }
}
