import Foundation
import TestSupport
import Testing

/// Whatever arrives, the server answers and goes on.
@Suite struct HostileMessageTests {
  /// A query that would take years.
  static let endless = "n(0..100000). ?(count()) :- n(X), n(Y), n(Z), X + Y > Z."

  /// Lines, each with the code of the error that answers it.
  private static let lines: [(line: String, code: Int)] = [
    ("", 0), ("{", -32700), ("nonsense", -32700), ("\u{0}", -32700), ("[]", -32600),
    ("[1, 2]", -32600), ("42", -32600), ("null", -32600), ("\"text\"", -32600), ("{}", -32600),
    (#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, -32600),
    (#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32600),
    (#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#, -32600),
    (#"{"jsonrpc":"2.0","id":1,"method":7}"#, -32600),
    (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}"#, -32600),
    (#"{"jsonrpc":"2.0","id":1,"method":"unknown/method"}"#, -32601),
    (#"{"jsonrpc":"2.0","id":1,"method":"tools/call"}"#, -32602),
    (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"qery"}}"#, -32602),
    (#"{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":7}}"#, -32602),
    (#"{"jsonrpc":"2.0","id":1,"method":"resources/list","params":{"cursor":"-1"}}"#, -32602),
    (#"{"jsonrpc":"2.0","id":1,"method":"logging/setLevel","params":{"level":"loud"}}"#, -32602),
    (#"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":7}}"#, 0),
  ]

  @Test func brokenMessagesAreAnsweredOneByOne() throws {
    let session = try MCPSession()
    for (line, code) in Self.lines {
      try session.send(line)
      guard code != 0 else { continue }
      var message = try session.receive()
      while message["error"] == nil { message = try session.receive() }
      let error = try #require(message["error"] as? [String: Any])
      #expect(error["code"] as? Int == code, "\(line)")
      #expect((error["message"] as? String)?.isEmpty == false)
    }
    #expect(try session.result("ping").isEmpty)
  }

  /// An id is free again as soon as its answer is there, however fast the client is.
  @Test func anIdMayBeUsedAgainAfterItsAnswer() throws {
    let session = try MCPSession()
    for _ in 0..<TestLength.count(300, long: 5000) {
      try session.send(
        #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"schema","arguments":{}}}"#
      )
      #expect(try session.receive()["error"] == nil)
    }
  }

  @Test func deepNestingAndHugeLinesArePassedOver() throws {
    let session = try MCPSession()
    try session.send(String(repeating: "[", count: 200_000))
    #expect((try session.receive()["error"] as? [String: Any])?["code"] as? Int == -32700)
    try session.send(String(repeating: "{\"a\":", count: 200_000))
    #expect((try session.receive()["error"] as? [String: Any])?["code"] as? Int == -32700)
    try session.send(String(repeating: "x", count: 9 << 20))
    #expect((try session.receive()["error"] as? [String: Any])?["code"] as? Int == -32600)
    try session.send(Data([0xFF, 0xFE, 0x22, 0x0A]))
    #expect((try session.receive()["error"] as? [String: Any])?["code"] as? Int == -32700)
    let deep = String(repeating: "(", count: 20_000) + "1"
    #expect(try session.call("query", ["program": "p(X) :- X = \(deep)."]).isError)
    #expect(try session.result("ping").isEmpty)
  }

  @Test(arguments: [
    #"{"program": 7}"#, #"{"program": null}"#, "{}", "[]", "7", #"{"program": "  "}"#,
    #"{"program": "met(X, Y)?", "limit": 0}"#, #"{"program": "met(X, Y)?", "limit": 1.5}"#,
    #"{"program": "met(X, Y)?", "limit": "ten"}"#, #"{"program": "met(X, Y)?", "limit": 1e300}"#,
    #"{"program": "met(X, Y)?", "cursor": "elsewhere"}"#,
    #"{"program": "met(X, Y)?", "sources": "yes"}"#, #"{"prgram": "met(X, Y)?"}"#,
    #"{"program": ["met(X, Y)?"]}"#, #"{"program": {"a": {"b": {"c": 1}}}}"#,
  ])
  func wrongArgumentsAreToldToTheModel(arguments: String) throws {
    let session = try MCPSession()
    try session.send(
      #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"query","arguments":\#(arguments)}}"#
    )
    let result = try #require(session.receive()["result"] as? [String: Any])
    let answer = try MCPSession.ToolResult(result)
    #expect(answer.isError && answer.message?.isEmpty == false)
  }

  @Test func randomBytesEndNothing() throws {
    let session = try MCPSession()
    var random = SeededGenerator(seed: 41)
    let template = Array(
      #"{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"query","arguments":{"program":"met(X, Y)?"}}}"#
        .utf8)
    for round in 0..<TestLength.count(300, long: 5000) {
      var bytes = template
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      try session.send(Data(bytes.filter { $0 != 10 }) + Data([10]))
      // Answers come meanwhile, in whatever number; the one that is waited for is known by its id.
      if round % 50 == 49 { #expect(try session.result("ping").isEmpty) }
    }
  }

  @Test func cancelledQueryIsEndedWithoutAnAnswer() throws {
    let session = try MCPSession(["--threads", "1"])
    let id = try session.begin(
      "tools/call", ["name": "query", "arguments": ["program": Self.endless]])
    let waiting = try session.begin(
      "tools/call", ["name": "query", "arguments": ["program": Self.endless]])
    for given in [waiting, id, 4711] {
      try session.send(
        #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":\#(given)}}"#)
    }
    // The one thread is free again: the next message is the answer to what comes after.
    let next = try session.begin(
      "tools/call", ["name": "query", "arguments": ["program": "met(X, Y)?"]])
    #expect(try session.receive()["id"] as? Int == next)
  }

  @Test func queryWithoutEndIsEndedByItsTime() throws {
    let session = try MCPSession(["--timeout", "1s"])
    let answer = try session.call("query", ["program": Self.endless])
    #expect(answer.isError && answer.message?.contains("longer than 1 s") == true)
    #expect(try !session.call("query", ["program": "met(X, Y)?"]).isError)
  }

  @Test func clientThatGoesAwayEndsTheServer() throws {
    let session = try MCPSession(["--timeout", "60s"])
    try session.begin("tools/call", ["name": "query", "arguments": ["program": Self.endless]])
    session.stopReading()
    try session.begin("ping")
    #expect(session.close() == 0)
  }
}
