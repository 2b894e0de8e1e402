import Foundation
import TestSupport
import Testing

/// What can be asked of a served graph.
@Suite struct ReadingRouteTests {
  private static let served = Result { try ServedGraph() }
  private var served: ServedGraph { get throws { try Self.served.get() } }

  @Test func statisticsCountWhatIsThere() throws {
    let json = try served.get("/stats").json()
    let counts = try #require(json["counts"] as? [String: Int])
    #expect(counts["documents"] == 1)
    #expect(counts["sentences"] == 3)
    #expect(json["title"] as? String == "fjord.db")
    #expect(json["period"] as? [String] == ["2025-03-04", "2025-03-04"])
    let types = try #require(json["types"] as? [[String: Any]])
    #expect(types.contains { $0["name"] as? String == "person" && $0["count"] as? Int == 2 })
  }

  private func found(_ text: String) throws -> [[String: Any]] {
    let json = try served.get("/find?q=\(text)").json()
    return try #require(json["found"] as? [[String: Any]])
  }

  @Test func namesAreFoundByTheirBeginningsAndAliases() throws {
    #expect(try found("brenn").first?["name"] as? String == "Ivo Brenn")
    #expect(try found("brenn").first?["alias"] as? String == "Brenn")
    #expect(try found("fjo").first?["name"] as? String == "Fjord Lines")
    #expect(try found("Signe+Dahl").first?["alias"] == nil)
    // Other spellings of an escape, and a letter that is wrong.
    #expect(try found("Signe%20dahl").first?["types"] as? [String] == ["person"])
    #expect(try found("Moldr").first?["name"] as? String == "Molde")
    #expect(try found("zzzz").isEmpty)
  }

  @Test func sentenceComesWithItsNeighboursAndMentions() throws {
    let json = try served.get("/sentence/1").json()
    let sentence = try #require(json["sentence"] as? [String: Any])
    let text = try #require(sentence["text"] as? String) as NSString
    #expect(json["before"] == nil)
    #expect(json["after"] as? String == "Dahl founded Fjord Lines.")
    let mentions = try #require(json["mentions"] as? [[String: Int]])
    let marked = try mentions.map { mention in
      let from = try #require(mention["from"])
      return text.substring(
        with: NSRange(location: from, length: try #require(mention["to"]) - from))
    }
    // Behind a character that JavaScript counts twice, too.
    #expect(marked == ["Signe Dahl", "Ivo Brenn", "Molde"])
    let document = try #require(json["document"] as? [String: Any])
    #expect(document["source"] as? String == "fjord.txt")
    #expect(try served.get("/sentence/99").status == 404)
    #expect(try served.get("/sentence/x").status == 404)
  }

  private func sets(_ text: String, limit: Int? = nil) throws -> [[String: Any]] {
    var body: [String: Any] = ["text": text]
    if let limit { body["limit"] = limit }
    let answer = try served.post("/query", body)
    #expect(answer.status == 200, "\(answer.body)")
    return try #require(try answer.json()["sets"] as? [[String: Any]])
  }

  @Test func queryGivesCellsWithIDsAndNumbers() throws {
    let sets = try sets("met(\"Signe Dahl\", Who)? next(X, \"n1\")?")
    #expect(sets.count == 2)
    let rows = try #require(sets.first?["rows"] as? [[[String: Any]]])
    #expect(rows.first?.first?["text"] as? String == "Ivo Brenn")
    let id = try #require(rows.first?.first?["id"] as? Int)
    #expect(try found("Ivo").first?["id"] as? Int == id)
    #expect(sets.first?["columns"] as? [String] == ["Who"])
  }

  @Test func numbersOfAnswersAreNumbers() throws {
    let rows = try #require(
      sets("?(count(X)) :- next(X, _).").first?["rows"] as? [[[String: Any]]])
    #expect(rows.first?.first?["number"] as? Int == 400)
    #expect(rows.first?.first?["text"] as? String == "400")
  }

  @Test func rowsBeyondTheLimitAreCounted() throws {
    let set = try #require(sets("next(X, Y)?", limit: 30).first)
    #expect((set["rows"] as? [Any])?.count == 30)
    #expect(set["omitted"] as? Int == 370)
    // All sets of a program together.
    let both = try sets("next(X, Y)? next(Y, X)?", limit: 500)
    #expect(both.map { ($0["rows"] as? [Any])?.count } == [400, 100])
  }

  @Test func finalMarkMayBeMissing() throws {
    #expect(try sets("met(X, Y)").first?["omitted"] as? Int == 0)
    #expect(try sets("met(\"Signe Dahl\", \"Ivo Brenn\")").first?["truth"] as? Bool == true)
  }

  @Test func mistakeIsTellingItsPlace() throws {
    let answer = try served.post("/query", ["text": "met(X, Y)?\n  /* 🚢 */ met(X Y)?"])
    #expect(answer.status == 400)
    let error = try answer.error()
    #expect(error["line"] as? Int == 2)
    // As JavaScript counts; in characters it would be 16.
    #expect(error["column"] as? Int == 17)
    #expect((error["length"] as? Int).map { $0 > 0 } == true)
    #expect((error["message"] as? String)?.isEmpty == false)
  }

  @Test func rulesOfOneRequestAreGoneInTheNext() throws {
    _ = try sets("secret(\"a\"). secret(X)?")
    for _ in 0..<8 {
      let answer = try served.post("/query", ["text": "secret(X)?"])
      #expect(answer.status == 400, "\(answer.body)")
    }
  }

  @Test func whyGivesATreeDownToSentences() throws {
    let json = try served.post(
      "/why", ["text": "boss(X, Y) :- lead(X, Y). boss(\"Ivo Brenn\", \"Fjord Lines\")?"]
    ).json()
    let root = try #require((json["roots"] as? [[String: Any]])?.first, "\(json)")
    #expect((root["rule"] as? String)?.contains("boss(X, Y) :- lead(X, Y)") == true)
    let child = try #require((root["children"] as? [[String: Any]])?.first)
    #expect(child["sentences"] as? [Int] == [3])
    let sentences = try #require(json["sentences"] as? [[String: Any]])
    #expect(sentences.map { $0["text"] as? String } == ["Brenn leads Fjord Lines."])
    #expect((json["documents"] as? [Any])?.count == 1)
    let none = try served.post("/why", ["text": "lead(\"Molde\", X)"]).json()
    #expect((none["roots"] as? [Any])?.isEmpty == true)
  }

  @Test func questionIsAnsweredWithItsSentences() throws {
    let answer = try served.post("/ask", ["text": "Who founded Fjord Lines?"])
    #expect(answer.status == 200, "\(answer.body)")
    let json = try answer.json()
    let row = try #require((json["answers"] as? [[String: Any]])?.first)
    let cell = try #require((row["cells"] as? [[String: Any]])?.first)
    #expect(cell["text"] as? String == "Signe Dahl")
    #expect(cell["id"] as? Int == (try found("Signe").first?["id"] as? Int))
    #expect(row["sentences"] as? [Int] == [2])
    let sentences = try #require(json["sentences"] as? [[String: Any]])
    #expect(sentences.first?["text"] as? String == "Dahl founded Fjord Lines.")
    #expect(json["columns"] as? [String] == ["answer"])
    #expect((json["read"] as? String)?.isEmpty == false)
  }

  @Test func questionWhetherSomethingIsSoHasAVerdict() throws {
    let json = try served.post("/ask", ["text": "Did Signe Dahl meet Ivo Brenn?"]).json()
    #expect(json["verdict"] as? String == "yes", "\(json)")
    let row = try #require((json["answers"] as? [[String: Any]])?.first)
    let cells = try #require(row["cells"] as? [[String: String]])
    #expect(cells.first?["text"] == "yes")
    #expect(cells.last?["text"]?.contains("met Ivo Brenn") == true)
    let none = try served.post("/ask", ["text": "Who sold Fjord Lines?"]).json()
    #expect((none["notes"] as? [String])?.first?.contains("no fact") == true, "\(none)")
  }

  @Test func everyRouteRefusesWhatItCannotRead() throws {
    for (target, body) in [
      ("/query", "{"), ("/query", "[]"), ("/query", "{\"text\": 1}"), ("/query", "{}"),
      ("/query", "{\"text\": \"met(X, Y)?\", \"limit\": -1}"), ("/ask", "{\"q\": \"x\"}"),
      ("/why", ""), ("/query", String(repeating: "[", count: 100_000)),
      ("/ask", "{\"text\": \"\(String(repeating: "who ", count: 10_000))\"}"),
    ] {
      let answer = try served.request("POST", target, body: body)
      #expect(answer.status == 400, "\(target) \(body.prefix(40)): \(answer.body)")
      #expect((try answer.error()["message"] as? String)?.isEmpty == false)
    }
    for target in ["/find", "/find?q=", "/find?q=a&limit=0", "/find?q=a&limit=x", "/find?q=%ff"] {
      #expect(try served.get(target).status == 400, "\(target)")
    }
  }
}
