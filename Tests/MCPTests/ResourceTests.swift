import Foundation
import Testing

/// Documents and sentences as resources.
@Suite struct ResourceTests {
  private func text(_ address: String, in session: MCPSession) throws -> String {
    let contents = try session.result("resources/read", ["uri": address])["contents"]
    let content = try #require((contents as? [[String: Any]])?.first)
    #expect(content["uri"] as? String == address)
    return try #require(content["text"] as? String)
  }

  @Test func documentsAreListedAndRead() throws {
    let session = try MCPSession()
    let list = try #require(session.result("resources/list")["resources"] as? [[String: Any]])
    #expect(list.count == 1)
    #expect(list.first?["name"] as? String == "fjord.txt")
    let address = try #require(list.first?["uri"] as? String)
    let document = try text(address, in: session)
    #expect(document.contains("A ferry for the fjord"))
    #expect(document.contains("] Dahl founded Fjord Lines."))
    #expect(try !text(address + "?from=3", in: session).contains("founded"))
  }

  @Test func sentenceOfAnAnswerIsReadWithWhatStandsAroundIt() throws {
    let session = try MCPSession()
    let cited = try session.call("query", ["program": "founded(X, Y)?"]).cited
    let id = try #require(cited.keys.first)
    let sentence = try text("graphsh:///sentence/\(id)", in: session)
    #expect(sentence.hasPrefix("Dahl founded Fjord Lines."))
    #expect(sentence.contains("before it: Signe Dahl 🚢 met Ivo Brenn in Molde."))
    #expect(sentence.contains("it mentions: Signe Dahl, Fjord Lines"))
  }

  @Test func templatesNameBothKinds() throws {
    let templates = try MCPSession().result("resources/templates/list")["resourceTemplates"]
    let addresses = (templates as? [[String: Any]])?.compactMap { $0["uriTemplate"] as? String }
    #expect(
      addresses == ["graphsh:///sentence/{id}", "graphsh:///document/{id}{?from}"])
  }

  @Test(arguments: [
    "graphsh:///sentence/999999", "graphsh:///document/77", "graphsh:///sentence/",
    "graphsh:///document/1?from=0", "graphsh:///sentence/99999999999999999999",
    "file:///etc/passwd",
    "graphsh:///../../etc/passwd", "",
  ])
  func whatIsNoResourceIsSaidToBeNone(address: String) throws {
    let session = try MCPSession()
    #expect(try session.error("resources/read", ["uri": address])["code"] as? Int == -32002)
    let modern = try session.error(
      "resources/read", ["uri": address, "_meta": ProtocolTests.meta])
    #expect(modern["code"] as? Int == -32602)
  }
}
