import Foundation
import TestSupport
import Testing

/// What a page asks for to draw.
@Suite struct PictureRouteTests {
  private static let served = Result { try ServedGraph() }
  private var served: ServedGraph { get throws { try Self.served.get() } }

  private func id(_ name: String) throws -> Int {
    let json = try served.get("/find?q=\(name)").json()
    let found = try #require(json["found"] as? [[String: Any]])
    return try #require(found.first?["id"] as? Int)
  }

  private func objects(_ name: String, _ json: [String: Any]) throws -> [[String: Any]] {
    try #require(json[name] as? [[String: Any]])
  }

  @Test func graphHasPlacesAndPeopleFirst() throws {
    let json = try served.get("/graph").json()
    let nodes = try objects("nodes", json)
    let shown = nodes.filter { $0["shown"] as? Bool == true }.compactMap { $0["name"] as? String }
    #expect(shown.contains("Signe Dahl") && shown.contains("Fjord Lines"))
    #expect(nodes.allSatisfy { $0["x"] is Double && $0["y"] is Double })
    #expect(json["title"] as? String == "fjord.db")
    let edges = try objects("edges", json)
    #expect(Set(edges.compactMap { $0["id"] as? Int }).count == edges.count)
  }

  @Test func pictureFollowsWhatOthersWrite() throws {
    let served = try ServedGraph()
    let before = try served.get("/graph")
    #expect(try served.get("/graph").body == before.body)
    let made = try GraphshCommand.run([
      "query", "insert meet(\"Signe Dahl\", \"Molde\").", "--db", served.path,
    ])
    #expect(made.status == 0, "\(made.errors)")
    let edges = try objects("edges", try served.get("/graph").json())
    #expect(edges.count == (try objects("edges", try before.json())).count + 1)
  }

  @Test func neighboursComeUpToALimitAndTheRestIsCounted() throws {
    let json = try served.get("/around/\(try id("Fjord"))?limit=1").json()
    #expect(try objects("nodes", json).count == 2)
    #expect(json["omitted"] as? Int == 1)
    let all = try served.get("/around/\(try id("Fjord"))").json()
    #expect(
      Set(try objects("nodes", all).compactMap { $0["name"] as? String })
        == ["Fjord Lines", "Signe Dahl", "Ivo Brenn"])
    #expect(all["omitted"] as? Int == 0)
  }

  @Test func entityComesWithItsFactsOnly() throws {
    let dahl = try id("Signe")
    let json = try served.get("/entity/\(dahl)").json()
    let node = try #require(json["node"] as? [String: Any])
    #expect(node["name"] as? String == "Signe Dahl")
    #expect(node["aliases"] as? [String] == ["Dahl"])
    let edges = try objects("edges", json)
    #expect(Set(edges.compactMap { $0["relation"] as? String }).count == 2)
    #expect(edges.allSatisfy { $0["s"] as? Int == dahl || $0["t"] as? Int == dahl })
    let evidence = try #require(edges.first?["evidence"] as? [[Double]])
    #expect(evidence.first?.count == 4)
    #expect(try objects("documents", json).count == 1)
    for number in ["999999", "1073741824", "99999999999999"] {
      #expect(try served.get("/entity/\(number)").status == 404, "\(number)")
      #expect(try served.get("/around/\(number)").status == 404, "\(number)")
    }
  }

  @Test func pathGivesAnEdgeForEachStep() throws {
    let (from, to) = (try id("Signe"), try id("Fjord"))
    let json = try served.get("/path?from=\(from)&to=\(to)").json()
    let paths = try #require(json["paths"] as? [[Int]])
    #expect(paths.first?.count == 1)
    let edges = try objects("edges", json)
    for path in paths {
      var place = from
      for step in path {
        let edge = try #require(edges.first { $0["id"] as? Int == step })
        let ends = [edge["s"] as? Int, edge["t"] as? Int]
        #expect(ends.contains(place))
        place = try #require(ends.first { $0 != place } ?? nil)
      }
      #expect(place == to)
    }
    let none = try served.get("/path?from=\(from)&to=\(try id("Molde"))").json()
    #expect((none["paths"] as? [Any])?.isEmpty == true)
    for wrong in ["/path", "/path?from=\(from)", "/path?from=\(from)&to=x", "/path?from=1&to=1"] {
      #expect(try served.get(wrong).status == 400, "\(wrong)")
    }
  }

  @Test func nodesOfImportedGraphsAreFoundByIRIAndText() throws {
    let served = try ServedGraph()
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "<http://e/quay> <http://e/says> \"North Quay\" .\n<http://e/pier> <http://e/says> \"Pier\"@en .\n",
      to: "quays.nt")
    let made = try GraphshCommand.run(["import", path, "--db", served.path])
    #expect(made.status == 0, "\(made.errors)")
    for (text, name) in [
      ("http://e/quay", "quay"), ("%3Chttp://e/pier%3E", "pier"), ("North+Quay", "quay"),
      ("Pier", "pier"),
    ] {
      let found = try objects("found", try served.get("/find?q=\(text)").json())
      #expect(found.contains { $0["name"] as? String == name }, "\(text): \(found)")
    }
  }

  /// A fact without a statement is the same one in each answer.
  @Test func factsHaveTheSameNumberInEachAnswer() throws {
    let served = try ServedGraph()
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "<http://e/a> <http://e/joins> <http://e/b> .\n<http://e/b> <http://e/joins> <http://e/c> .\n",
      to: "quays.nt")
    let made = try GraphshCommand.run(["import", path, "--db", served.path])
    #expect(made.status == 0, "\(made.errors)")
    let json = try served.get("/graph").json()
    let edges = try objects("edges", json).filter { $0["relation"] as? String == "joins" }
    #expect(edges.count == 2)
    let edge = try #require(edges.first)
    let (number, node) = (try #require(edge["id"] as? Int), try #require(edge["s"] as? Int))
    #expect(number < 0)
    let around = try objects("edges", try served.get("/around/\(node)").json())
    let known = around.first { $0["id"] as? Int == number }
    #expect(known?["t"] as? Int == edge["t"] as? Int)
  }
}
