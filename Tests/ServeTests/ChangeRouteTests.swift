import Foundation
import TestSupport
import Testing

/// `--edit`: what changes the graph, and who may.
@Suite struct ChangeRouteTests {
  private let served: ServedGraph
  private let token: String

  init() throws {
    served = try ServedGraph(allowsChanges: true)
    token = try #require(served.server.changeToken)
  }

  private func id(_ name: String) throws -> Int {
    let found = try #require(
      try served.get("/find?q=\(name)").json()["found"] as? [[String: Any]])
    return try #require(found.first?["id"] as? Int)
  }

  private func change(_ route: String, _ body: [String: Any]) throws -> Answer {
    try served.post(route, body, headers: ["X-Token": token])
  }

  private func rows(_ query: String) throws -> [String] {
    let json = try served.post("/query", ["text": query]).json()
    let rows = try #require(
      (json["sets"] as? [[String: Any]])?.first?["rows"] as? [[[String: Any]]])
    return rows.compactMap { $0.first?["text"] as? String }
  }

  @Test(arguments: ["/merge", "/split", "/rename", "/reject", "/undo"])
  func nobodyChangesTheGraphWithoutTheToken(route: String) throws {
    for given in ["", "wrong", String(token.dropLast()), token + "0", token.uppercased() + " "] {
      let answer = try served.post(route, ["id": 1], headers: ["X-Token": given])
      #expect(answer.status == 403, "\(given)")
    }
    #expect(try served.get(route, headers: ["X-Token": token]).status == 405)
    let reader = try ServedGraph()
    #expect(reader.server.changeToken == nil)
    let answer = try reader.post(route, ["id": 1], headers: ["X-Token": token])
    #expect(answer.status == 403)
    #expect((try answer.error()["hint"] as? String)?.contains("--edit") == true)
  }

  @Test func entityIsRenamedAndKeepsItsOldName() throws {
    let molde = try id("Molde")
    let answer = try change("/rename", ["id": molde, "name": "Molde by"])
    #expect(answer.status == 200, "\(answer.body)")
    #expect(try answer.json()["done"] as? String == "Molde is called Molde by now")
    #expect(try id("Molde+by") == molde)
    #expect(try rows("label(X, \"Molde by\")?") == ["Molde by"])
  }

  @Test func twoEntitiesAreMadeOne() throws {
    let answer = try change("/merge", ["from": try id("Signe"), "into": try id("Ivo")])
    #expect(answer.status == 200, "\(answer.body)")
    #expect(try rows("found(Who, \"Fjord Lines\")?") == ["Ivo Brenn"])
    let undone = try change("/undo", [:]).json()["done"] as? String
    #expect(undone?.hasSuffix("and Ivo Brenn are no longer merged") == true, "\(undone ?? "")")
    #expect(try rows("found(Who, \"Fjord Lines\")?") == ["Signe Dahl"])
  }

  @Test func nameIsMadeAnEntityOfItsOwn() throws {
    let answer = try change(
      "/split", ["id": try id("Signe"), "name": "Dahl", "label": "Nora Dahl"])
    #expect(answer.status == 200, "\(answer.body)")
    #expect(try rows("found(Who, \"Fjord Lines\")?") == ["Nora Dahl"])
  }

  @Test func rejectedFactIsGoneUntilItIsTakenBack() throws {
    let json = try served.get("/entity/\(try id("Ivo"))").json()
    let edges = try #require(json["edges"] as? [[String: Any]])
    let fact = try #require(edges.first { $0["word"] as? String == "leads" }?["id"] as? Int)
    let answer = try change("/reject", ["fact": fact, "because": "She left."])
    #expect(answer.status == 200, "\(answer.body)")
    let done = try #require(try answer.json()["done"] as? String)
    #expect(done.contains("rejected: Ivo Brenn lead") && done.contains("Fjord Lines"), "\(done)")
    #expect(try rows("lead(X, Y)?").isEmpty)
    #expect(try change("/undo", [:]).status == 200)
    #expect(try rows("lead(X, Y)?") == ["Ivo Brenn"])
    #expect(try change("/undo", [:]).status == 400)
  }

  @Test func whatCannotBeDoneIsSaid() throws {
    let molde = try id("Molde")
    for (route, body, status) in [
      ("/merge", ["from": molde, "into": molde], 400), ("/merge", ["from": molde], 400),
      ("/merge", ["from": 999_999, "into": molde], 404),
      ("/split", ["id": molde, "name": "Oslo"], 400),
      ("/rename", ["id": molde, "name": "  "], 400),
      ("/rename", ["id": molde, "name": 5], 400), ("/reject", ["fact": 999], 404),
      ("/reject", ["fact": "1"], 400), ("/rename", ["id": -7, "name": "x"], 404),
    ] as [(String, [String: Any], Int)] {
      let answer = try change(route, body)
      #expect(answer.status == status, "\(route) \(body): \(answer.body)")
    }
    #expect(try rows("label(X, \"Molde\")?") == ["Molde"])
  }
}
