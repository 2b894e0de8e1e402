import Foundation
import Testing

/// Texts that a client reads into the graph.
@Suite struct IngestToolTests {
  private static let text = """
    4 March 2024

    Nadia Holt met Tomas Rehn in Oslo on 1 March 2024. Rehn founded Brightwater Energy.
    """

  @Test func textOfTheClientIsReadAskedAndCited() throws {
    let session = try MCPSession(["--edit"], isNew: true)
    let first = try session.call("ingest", ["text": Self.text, "source": "march"])
    #expect(!first.isError && first.structured["documents"] as? Int == 1, "\(first.text)")
    #expect(first.structured["statements"] as? Int ?? 0 >= 2)
    let again = try session.call("ingest", ["text": Self.text, "source": "march"])
    #expect(again.structured["known"] as? Int == 1)
    let answer = try session.call("ask", ["question": "Who founded Brightwater Energy?"])
    #expect(answer.list("answers").first?["answer"] as? String == "Tomas Rehn")
    #expect(answer.list("sentences").first?["source"] as? String == "march")
    let unreadable = try session.call("ask", ["question": "the the the"])
    #expect(unreadable.isError && unreadable.message?.isEmpty == false)
  }

  @Test func filesAreReadBelowTheFolderOnly() throws {
    let session = try MCPSession(["--edit"], isNew: true)
    try session.folder.write(Self.text, to: "articles/march.txt")
    let outside = session.folder.url.deletingLastPathComponent()
      .appending(path: "outside-\(UUID().uuidString).txt")
    try Data(Self.text.utf8).write(to: outside)
    defer { try? FileManager.default.removeItem(at: outside) }
    for path in ["/etc/hostname", outside.path, "../\(outside.lastPathComponent)", "fjord.db", "-"]
    {
      let answer = try session.call("ingest", ["paths": [path]])
      #expect(answer.isError, "\(path): \(answer.text)")
    }
    var progress: [Double] = []
    let id = try session.begin(
      "tools/call",
      [
        "name": "ingest", "arguments": ["paths": ["articles", "missing.txt"]],
        "_meta": ["progressToken": "reading"],
      ])
    var logged: [String] = []
    let answer = try session.answer(to: id) { notification in
      let parameters = notification["params"] as? [String: Any]
      if let done = parameters?["progress"] as? Double { progress.append(done) }
      if let said = parameters?["data"] as? String { logged.append(said) }
    }
    let result = try MCPSession.ToolResult(try #require(answer["result"] as? [String: Any]))
    #expect(result.structured["documents"] as? Int == 1)
    #expect(result.list("failures").first?["path"] as? String == "missing.txt")
    #expect(progress.last == 1)
    #expect(logged.contains { $0.contains("missing.txt") })
  }

  @Test func nothingIsReadWithoutLeave() throws {
    let session = try MCPSession()
    let error = try session.error(
      "tools/call", ["name": "ingest", "arguments": ["text": Self.text]])
    #expect(error["code"] as? Int == -32602)
  }
}
