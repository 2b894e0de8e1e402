import Foundation
import Serve
import TestSupport
import Testing

/// Clients that send too much, too slowly, nothing, or rubbish; and many of them.
@Suite(.serialized) struct HostileClientTests {
  /// A query that would take years.
  static let endless = "n(0..100000). ?(count()) :- n(X), n(Y), n(Z), X + Y > Z."

  private func limits(_ change: (inout Limits) -> Void) -> Limits {
    var limits = Limits()
    change(&limits)
    return limits
  }

  @Test(arguments: [
    "GET / HTTP/1.1\r\n\r\n", "GET\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.1\nHost: localhost\n\n\r\n\r\n", "GET http://localhost/ HTTP/1.1\r\n\r\n",
    "GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: localhost\r\n folded: yes\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
    "POST /query HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
    "POST /query HTTP/1.1\r\nHost: localhost\r\nContent-Length: +5\r\n\r\nhello",
    "POST /query HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    "POST /query HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "POST /query HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n",
    "GET /\u{80} HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\r\n\r\n",
    "BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n",
  ])
  func rubbishIsRefusedAndTheConnectionClosed(request: String) throws {
    let served = try Self.shared.get()
    let connection = try Connection(to: served.port)
    try connection.send(request)
    let answer = try Answer(connection.rest())
    #expect((400..<500).contains(answer.status), "\(answer.status)")
    #expect((try answer.error()["message"] as? String)?.isEmpty == false)
    #expect(try served.get("/stats").status == 200)
  }

  private static let shared = Result { try ServedGraph() }

  @Test func requestsMayFollowEachOtherAtOnce() throws {
    let served = try Self.shared.get()
    let connection = try Connection(to: served.port)
    let one = "GET /find?q=dahl HTTP/1.1\r\nHost: localhost\r\n\r\n"
    try connection.send(
      String(repeating: one, count: 50) + "GET /nothing HTTP/1.0\r\nHost: localhost\r\n\r\n")
    let all = try connection.rest()
    #expect(all.components(separatedBy: "HTTP/1.1 200 OK").count == 51)
    #expect(all.contains("HTTP/1.1 404 Not Found"))
  }

  @Test func requestMayComeInPieces() throws {
    let served = try Self.shared.get()
    let connection = try Connection(to: served.port)
    for byte in "GET /stats HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" {
      try connection.send(String(byte))
    }
    #expect(try Answer(connection.rest()).status == 200)
  }

  @Test func largeBodyIsRefusedBeforeItIsRead() throws {
    let served = try Self.shared.get()
    let connection = try Connection(to: served.port)
    let length = 10 << 20
    try connection.send(
      "POST /query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Content-Length: \(length)\r\n\r\n")
    try? connection.send(String(repeating: "x", count: length))
    let answer = try Answer(connection.rest())
    #expect(answer.status == 413)
    #expect((try answer.error()["message"] as? String)?.contains("1024 KB") == true)
    // A client that asks first need not send it at all.
    let asking = try Connection(to: served.port)
    try asking.send(
      "POST /query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Expect: 100-continue\r\nContent-Length: \(length)\r\n\r\n")
    #expect(try Answer(asking.rest()).status == 413)
  }

  @Test func clientThatAsksIsToldToGoOn() throws {
    let served = try Self.shared.get()
    let connection = try Connection(to: served.port)
    let body = "{\"text\": \"met(X, Y)?\"}"
    try connection.send(
      "POST /query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Connection: close\r\nExpect: 100-continue\r\nContent-Length: \(body.utf8.count)\r\n\r\n")
    #expect(try connection.some() == "HTTP/1.1 100 Continue\r\n\r\n")
    try connection.send(body)
    #expect(try Answer(connection.rest()).status == 200)
  }

  @Test func endlessHeadIsRefused() throws {
    let served = try Self.shared.get()
    for head in [
      "GET /" + String(repeating: "a", count: 100_000),
      "GET / HTTP/1.1\r\n" + String(repeating: "X-A: b\r\n", count: 20_000),
    ] {
      let connection = try Connection(to: served.port)
      try? connection.send(head)
      #expect(try Answer(connection.rest()).status == 431)
    }
  }

  @Test func slowClientIsToldSoAndKeepsNobodyWaiting() throws {
    let served = try ServedGraph(limits: limits { $0.transfer = .seconds(2) })
    let slow = try Connection(to: served.port)
    let start = ContinuousClock.now
    var sent = 0
    for byte in "GET /stats HTTP/1.1" {
      guard (try? slow.send(String(byte))) != nil, ContinuousClock.now - start < TestLength.hang
      else {
        break
      }
      sent += 1
      #expect(try served.get("/find?q=dahl").status == 200)
      usleep(250_000)
      if ContinuousClock.now - start > .milliseconds(2200) { break }
    }
    #expect(sent > 0)
    #expect(try Answer(slow.rest()).status == 408)
    #expect(ContinuousClock.now - start < TestLength.hang)
  }

  @Test func silentClientIsLeftAfterAWhile() throws {
    let served = try ServedGraph(limits: limits { $0.idle = .milliseconds(300) })
    let silent = try Connection(to: served.port)
    #expect(try silent.rest().isEmpty)
  }

  @Test func thousandConnectionsKeepNobodyOut() throws {
    let served = try ServedGraph()
    var held: [Connection] = []
    for number in 0..<1000 {
      let connection = try Connection(to: served.port)
      // Every second one has begun a request.
      if number % 2 == 0 { try? connection.send("GET /stats HTTP/1.1\r\n") }
      held.append(connection)
      if number % 100 == 99 {
        #expect(try served.get("/find?q=dahl").status == 200)
      }
    }
    held = []
    #expect(try served.get("/stats").status == 200)
  }

  @Test func hundredQueriesAtOnceAreAllAnswered() throws {
    let served = try ServedGraph()
    let results = Collected<Int>()
    DispatchQueue.concurrentPerform(iterations: 100) { number in
      let answer = try? served.post(
        "/query",
        ["text": "r(X, Y) :- next(X, Y). r(X, Z) :- r(X, Y), next(Y, Z). r(\"n\(number)\", Y)?"])
      results.add(answer.map { $0.body.contains("\"omitted\":0") ? $0.status : 0 } ?? -1)
    }
    #expect(results.all.count == 100)
    #expect(Set(results.all) == [200])
  }

  @Test func queryWithoutEndIsEndedAndItsThreadFreed() throws {
    let served = try ServedGraph(
      limits: limits {
        $0.time = .seconds(1)
        $0.threads = 2
      })
    for _ in 0..<2 {
      let start = ContinuousClock.now
      let answer = try served.post("/query", ["text": Self.endless])
      #expect(answer.status == 408, "\(answer.body)")
      #expect((try answer.error()["hint"] as? String)?.contains("--timeout") == true)
      #expect(ContinuousClock.now - start < TestLength.hang)
    }
    #expect(try served.post("/query", ["text": "met(X, Y)?"]).status == 200)
  }

  @Test func lookAtAnEntityDoesNotWaitForQueries() throws {
    let served = try ServedGraph(limits: limits { $0.time = .seconds(90) })
    let busy = try (0..<8).map { _ in try Self.begin(Self.endless, at: served) }
    usleep(300_000)
    let start = ContinuousClock.now
    #expect(try served.get("/find?q=dahl").status == 200)
    #expect(ContinuousClock.now - start < TestLength.hang)
    withExtendedLifetime(busy) {}
  }

  /// Sends a query and does not wait for its answer.
  private static func begin(_ query: String, at served: ServedGraph) throws -> Connection {
    let body = "{\"text\": \(String(decoding: try JSONEncoder().encode(query), as: UTF8.self))}"
    let connection = try Connection(to: served.port)
    try connection.send(
      "POST /query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    return connection
  }

  @Test func clientThatGoesAwayEndsItsQuery() throws {
    let served = try ServedGraph(
      limits: limits {
        $0.threads = 2
        $0.time = .seconds(90)
      })
    var busy: [Connection] = try (0..<4).map { _ in try Self.begin(Self.endless, at: served) }
    usleep(300_000)
    busy.removeAll()
    // Only one of the two threads does queries: those that were left are out of the way.
    let start = ContinuousClock.now
    #expect(try served.post("/query", ["text": "met(X, Y)?"]).status == 200)
    #expect(ContinuousClock.now - start < TestLength.hang)
  }

  @Test func tooManyThatWaitAreToldToComeAgain() throws {
    let served = try ServedGraph(
      limits: limits {
        $0.waiting = 3
        $0.threads = 2
        $0.time = .seconds(90)
      })
    let busy = try (0..<8).map { _ in try Self.begin(Self.endless, at: served) }
    usleep(1_000_000)
    // More may have come before the first of them was begun.
    let last = try Self.begin(Self.endless, at: served)
    usleep(500_000)
    #expect(try served.post("/query", ["text": "met(X, Y)?"]).status == 429)
    withExtendedLifetime(last) {}
    withExtendedLifetime(busy) {}
  }

  @Test func whatNeedsTooMuchMemoryIsEnded() throws {
    let served = try ServedGraph(limits: limits { $0.memory = 8 << 20 })
    let answer = try served.post(
      "/query", ["text": "p(A, B, C) :- next(A, _), next(B, _), next(C, _). p(A, B, C)?"])
    #expect(answer.status == 400)
    #expect((try answer.error()["message"] as? String)?.contains("memory") == true)
    #expect(try served.post("/query", ["text": "met(X, Y)?"]).status == 200)
  }

  @Test func endWaitsForWhatWasAsked() throws {
    let served = try ServedGraph(limits: limits { $0.time = .seconds(1) })
    let connection = try Self.begin(Self.endless, at: served)
    let idle = try Connection(to: served.port)
    usleep(500_000)
    #expect(served.stop())
    #expect(try Answer(connection.rest()).status == 408)
    #expect(try idle.rest().isEmpty)
    #expect(throws: (any Error).self) { _ = try Connection(to: served.port) }
  }

  /// What several threads give.
  private final class Collected<Element: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var elements: [Element] = []
    func add(_ element: Element) { lock.withLock { elements.append(element) } }
    var all: [Element] { lock.withLock { elements } }
  }
}
