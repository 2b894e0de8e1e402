import Foundation
import Testing

/// What the tools answer that need no language model.
@Suite struct ToolTests {
  private func session() throws -> MCPSession { try MCPSession() }

  @Test func queryGivesRowsWithTheirSentences() throws {
    let answer = try session().call("query", ["program": "met(\"Dahl\", Who)?"])
    #expect(!answer.isError)
    #expect(answer.structured["columns"] as? [String] == ["Who"])
    let row = try #require(answer.list("rows").first)
    let cell = try #require((row["cells"] as? [[String: Any]])?.first)
    #expect(cell["text"] as? String == "Ivo Brenn" && cell["id"] as? Int != nil)
    let sentence = try #require((row["sentences"] as? [Int])?.first)
    #expect(answer.cited[sentence] == "Signe Dahl 🚢 met Ivo Brenn in Molde.")
    #expect(answer.list("sentences").first?["source"] as? String == "fjord.txt")
    #expect(answer.list("sentences").first?["date"] as? String == "2025-03-04")
    #expect(answer.text.contains("Ivo Brenn [\(sentence)]"))
    #expect(answer.text.contains("[\(sentence)] Signe Dahl 🚢 met"))
  }

  @Test func programHoldsForItsCallOnly() throws {
    let session = try session()
    let rule = "knows(X, Y) :- met(X, Y); leads(X, Y)."
    let answer = try session.call("query", ["program": "\(rule) knows(\"Brenn\", Who)?"])
    #expect(answer.list("rows").count == 1)
    #expect(try session.call("query", ["program": "knows(X, Y)?"]).isError)
  }

  @Test func queryWithoutVariablesHasATruth() throws {
    let session = try session()
    let yes = try session.call("query", ["program": "met(\"Dahl\", \"Brenn\")?"])
    #expect(yes.structured["truth"] as? Bool == true && yes.cited.count == 1)
    let no = try session.call("query", ["program": "met(\"Dahl\", \"Molde\")?"])
    #expect(no.structured["truth"] as? Bool == false)
    #expect((no.structured["notes"] as? [String])?.isEmpty == false)
  }

  @Test func longAnswerComesInPartsThatMakeTheWhole() throws {
    let session = try session()
    var arguments: [String: Any] = ["program": "next(X, Y)?", "limit": 150, "sources": false]
    var rows: [String] = []
    var parts = 0
    while true {
      let answer = try session.call("query", arguments)
      #expect(answer.structured["total"] as? Int == 400)
      let part = answer.list("rows")
      #expect(part.count <= 150)
      rows += part.compactMap { ($0["cells"] as? [[String: Any]])?.first?["text"] as? String }
      parts += 1
      guard let next = answer.structured["next"] as? String else { break }
      #expect(answer.text.contains("\"cursor\": \"\(next)\""))
      arguments["cursor"] = next
    }
    #expect(parts == 3)
    #expect(rows.count == 400 && Set(rows).count == 400)
  }

  @Test func answerHasNoMoreCharactersThanAModelReads() throws {
    let session = try session()
    let words = (0..<150).map { "w(\($0), \"\(String(repeating: "long ", count: 60))\($0)\")." }
    let program = words.joined(separator: " ") + " w(N, T)?"
    let answer = try session.call("query", ["program": program, "limit": 300])
    #expect(answer.text.utf8.count < 25_000)
    #expect(answer.list("rows").count > 10 && answer.structured["next"] as? String != nil)
    let cell = "w(\"\(String(repeating: "x", count: 50_000))\"). w(T)?"
    #expect(try session.call("query", ["program": cell]).text.utf8.count < 2_000)
  }

  @Test func mistakeTeachesTheLanguage() throws {
    let session = try session()
    let answer = try session.call("query", ["program": "met(X Y)?"])
    #expect(answer.isError)
    let error = try #require(answer.structured["error"] as? [String: Any])
    #expect((error["message"] as? String)?.contains("comma") == true)
    #expect(error["line"] as? Int == 1 && error["column"] as? Int == 6)
    #expect((error["hint"] as? String)?.isEmpty == false)
    #expect((error["relations"] as? [String])?.first?.hasPrefix("met(") == true)
    #expect(answer.text.contains("^"))
    let name = try session.call("query", ["program": "met(\"Ivo Bren\", X)?"])
    #expect((name.text + "\(name.structured)").contains("Ivo Brenn"))
  }

  @Test(arguments: [
    "insert p(a, b).", "delete met(X, Y) :- met(X, Y).", "@import p \"secret.csv\". p(X)?",
    "@include \"secret.gql\". p(X)?", "p(1). @export p \"out.csv\". p(X)?",
  ])
  func programCanNeitherWriteNorOpenFiles(program: String) throws {
    let session = try session()
    try session.folder.write("known\n", to: "secret.csv")
    try session.folder.write("p(known).\n", to: "secret.gql")
    let answer = try session.call("query", ["program": program])
    #expect(answer.isError && !answer.text.contains("\nknown"))
    #expect(!FileManager.default.fileExists(atPath: session.folder.path("out.csv")))
    #expect(try session.call("query", ["program": "met(X, Y)?"]).list("rows").count >= 1)
  }

  @Test func pageTellsOfANameWithItsSentences() throws {
    let session = try session()
    let page = try session.call("about", ["name": "Dahl"])
    #expect(page.structured["title"] as? String == "Signe Dahl")
    let texts = page.list("entries").compactMap { $0["text"] as? String }
    #expect(texts.contains { $0.contains("Fjord Lines") })
    #expect(page.cited.values.contains("Dahl founded Fjord Lines."))
    let first = try session.call("about", ["name": "Dahl", "limit": 1])
    #expect(first.list("entries").count == 1)
    let next = try #require(first.structured["next"] as? String)
    let second = try session.call("about", ["name": "Dahl", "limit": 1, "cursor": next])
    #expect(
      second.list("entries").first?["text"] as? String != first.list("entries").first?["text"]
        as? String)
    let unknown = try session.call("about", ["name": "Ivo Bren"])
    #expect(unknown.isError && unknown.message?.contains("Ivo Brenn") == true)
  }

  @Test func pathJoinsTwoNames() throws {
    let session = try session()
    let path = try session.call("path", ["from": "Dahl", "to": "Fjord Lines"])
    #expect(path.list("entries").isEmpty == false && !path.cited.isEmpty)
    #expect(try session.call("path", ["from": "Dahl", "to": "Signe Dahl"]).isError)
  }

  @Test func timelineIsOfANameAQueryOrAll() throws {
    let session = try session()
    let all = try session.call("timeline").list("entries").count
    #expect(all >= 3)
    #expect(try session.call("timeline", ["name": "Dahl"]).list("entries").count == 2)
    #expect(try session.call("timeline", ["query": "leads(X, Y)?"]).list("entries").count == 1)
    #expect(try session.call("timeline", ["since": "2026"]).list("entries").isEmpty)
    #expect(try session.call("timeline", ["since": "spring"]).isError)
    #expect(try session.call("timeline", ["name": "Dahl", "query": "leads(X, Y)?"]).isError)
  }

  @Test func conflictsAreSaidToBeNoneWhereThereAreNone() throws {
    let answer = try session().call("conflicts")
    #expect(!answer.isError && answer.list("entries").isEmpty)
  }

  @Test func searchFindsNamesAndSentences() throws {
    let session = try session()
    let found = try session.call("search", ["text": "brenn"])
    #expect(found.list("entities").first?["name"] as? String == "Ivo Brenn")
    #expect((found.structured["found"] as? [Int])?.count == 2)
    #expect(found.cited.values.contains("Brenn leads Fjord Lines."))
    #expect(
      try session.call("search", ["text": "Brennn"]).list("entities").first?["name"] as? String
        == "Ivo Brenn")
    #expect(try session.call("search", ["text": "\"*()^"]).list("entities").isEmpty)
  }

  @Test func proofEndsAtSentences() throws {
    let session = try session()
    let proof = try session.call(
      "why", ["fact": "boss(X) :- leads(X, _). boss(\"Brenn\")?"])
    let root = try #require(proof.list("proofs").first)
    #expect(root["ground"] as? String == "rule")
    #expect(proof.cited.values.contains("Brenn leads Fjord Lines."))
    let missing = try session.call("why", ["fact": "leads(\"Dahl\", \"Molde\")"])
    #expect(!missing.isError && missing.text.contains("nothing"))
  }

  @Test func schemaTellsWhatCanBeAsked() throws {
    let session = try session()
    let schema = try session.call("schema")
    #expect((schema.structured["counts"] as? [String: Any])?["documents"] as? Int == 1)
    #expect(schema.list("types").contains { $0["name"] as? String == "person" })
    #expect(schema.list("predicates").contains { $0["name"] as? String == "next" })
    #expect(schema.text.contains("met(\"Lee\", Who)?"))
    #expect(try session.call("schema", ["word": "resign"]).text.contains("resign"))
  }
}
