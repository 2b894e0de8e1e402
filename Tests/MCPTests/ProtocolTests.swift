import Foundation
import Testing

/// How a client and the server agree on what they speak.
@Suite struct ProtocolTests {
  /// What a request of the revision without sessions says of itself.
  static var meta: [String: Any] {
    [
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientCapabilities": [String: Any](),
    ]
  }

  @Test(arguments: ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"])
  func sessionIsOpenedByTheRevisionThatIsOffered(revision: String) throws {
    let session = try MCPSession()
    let result = try session.result(
      "initialize",
      [
        "protocolVersion": revision, "capabilities": [String: Any](),
        "clientInfo": ["name": "test", "version": "1"],
      ])
    #expect(result["protocolVersion"] as? String == revision)
    #expect((result["serverInfo"] as? [String: Any])?["name"] as? String == "graphsh")
    let capabilities = result["capabilities"] as? [String: Any]
    #expect(Set(capabilities?.keys.map(\.self) ?? []) == ["tools", "resources", "logging"])
    #expect((result["instructions"] as? String)?.contains("met(\"Lee\", Who)?") == true)
    try session.send(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#)
    #expect(try session.result("ping").isEmpty)
    #expect(session.close() == 0)
  }

  @Test(arguments: ["1999-01-01", "2026-07-28", "next"])
  func whatCannotOpenASessionIsAnsweredWithWhatCan(revision: String) throws {
    let session = try MCPSession()
    let result = try session.result("initialize", ["protocolVersion": revision])
    #expect(result["protocolVersion"] as? String == "2025-11-25")
  }

  @Test func requestsWithoutASessionSayTheirRevisionThemselves() throws {
    let session = try MCPSession()
    let discovered = try session.result("server/discover", ["_meta": Self.meta])
    let versions = try #require(discovered["supportedVersions"] as? [String])
    #expect(versions.contains("2026-07-28") && versions.contains("2025-11-25"))
    let results = [
      discovered, try session.result("tools/list", ["_meta": Self.meta]),
      try session.result("resources/list", ["_meta": Self.meta]),
      try session.result(
        "tools/call",
        ["name": "query", "arguments": ["program": "met(X, Y)?"], "_meta": Self.meta]),
    ]
    for result in results {
      #expect(result["resultType"] as? String == "complete")
      #expect(result["_meta"] != nil)
    }
    for result in results.dropLast() {
      #expect(result["ttlMs"] as? Int != nil && result["cacheScope"] as? String == "private")
    }
    // What that revision has not.
    for method in ["initialize", "ping", "logging/setLevel"] {
      #expect(try session.error(method, ["_meta": Self.meta])["code"] as? Int == -32601)
    }
  }

  @Test func unknownRevisionOfARequestIsRefusedWithThoseThatAreKnown() throws {
    let session = try MCPSession()
    var meta = Self.meta
    meta["io.modelcontextprotocol/protocolVersion"] = "2031-01-01"
    let error = try session.error("tools/list", ["_meta": meta])
    #expect(error["code"] as? Int == -32022)
    let data = try #require(error["data"] as? [String: Any])
    #expect((data["supported"] as? [String])?.contains("2026-07-28") == true)
    #expect(data["requested"] as? String == "2031-01-01")
    meta = ["io.modelcontextprotocol/protocolVersion": "2026-07-28"]
    #expect(try session.error("tools/list", ["_meta": meta])["code"] as? Int == -32602)
  }

  @Test func toolsAreDeclaredWithWhatTheyTakeAndGive() throws {
    let session = try MCPSession()
    let tools = try #require(session.result("tools/list")["tools"] as? [[String: Any]])
    #expect(
      tools.compactMap { $0["name"] as? String } == [
        "ask", "query", "about", "search", "path", "timeline", "conflicts", "why", "schema",
      ])
    for tool in tools {
      #expect((tool["description"] as? String)?.isEmpty == false)
      #expect((tool["inputSchema"] as? [String: Any])?["type"] as? String == "object")
      #expect((tool["outputSchema"] as? [String: Any])?["type"] as? String == "object")
      #expect((tool["annotations"] as? [String: Any])?["readOnlyHint"] as? Bool == true)
    }
    let editing = try MCPSession(["--edit"])
    let all = try #require(editing.result("tools/list")["tools"] as? [[String: Any]])
    #expect(all.last?["name"] as? String == "ingest")
  }

  @Test func whatWasAskedIsAnsweredBeforeTheEnd() throws {
    let session = try MCPSession()
    let id = try session.begin(
      "tools/call", ["name": "query", "arguments": ["program": "met(X, Y)?"]])
    #expect(session.close() == 0)
    #expect(try session.answer(to: id)["result"] != nil)
  }

  @Test func missingGraphIsSaidBeforeAnythingIsServed() throws {
    let session = try MCPSession(isNew: true)
    #expect(session.close() == 1)
  }
}
