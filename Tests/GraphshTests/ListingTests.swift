import Foundation
import TestSupport
import Testing

/// What is in a graph, by commands and by dot-commands.
@Suite struct ListingTests {
  let folder: TemporaryFolder
  private var graph: String { folder.path("ferry.db") }

  init() throws {
    folder = try TemporaryFolder()
    try SampleGraph.write(to: graph)
  }

  private func lines(_ arguments: String..., input: String = "") throws -> [String] {
    let result = try GraphshCommand.run(arguments + ["--db", graph], input: input)
    #expect(result.status == 0, "\(result.errors)")
    return result.output.split(whereSeparator: \.isNewline).map(String.init)
  }

  @Test func documents() throws {
    #expect(
      try lines("documents") == [
        "id\tdate\ttitle\tsource\tsentences\tstatements",
        "1\t2024-05-06\tMayor meets ferry owner\tferry.txt\t5\t8",
      ])
  }

  @Test func entitiesWithTheMostMentionedFirst() throws {
    let rows = try lines("entities", "--no-header")
    #expect(rows.count == 7)
    #expect(rows[0].hasPrefix("Mara Holm\tperson\t"))
    #expect(
      try lines("entities", "--type", "place", "--no-header").map { $0.prefix(6) } == ["Lindau"])
  }

  @Test func predicatesWithTheirForms() throws {
    let rows = try lines("predicates", "--no-header")
    #expect(rows[0] == "meet\t2\t2\tmet")
    #expect(rows.contains("raise\t0\t1\t"))
    #expect(try lines(input: ".predicates\n").dropFirst() == rows[...])
  }

  @Test func relationsWithTheirWordings() throws {
    let text = try folder.write("Ana Lind met Omar Reyes in Lisbon.\n", to: "meeting.txt")
    let other = folder.path("meeting.db")
    #expect(try GraphshCommand.run(["ingest", text, "--db", other]).status == 0)
    let listed = try GraphshCommand.run(["relations", "--db", other, "--no-header"])
    #expect(
      listed.output.hasPrefix(
        "met\tmet(agent | place, agent | place) symmetric\t2\t1\tmeet (1)\tAna Lind met"))
    let unused = try GraphshCommand.run(["--db", other], input: ".relations lambasted\n")
    #expect(unused.output.contains("criticised\tcriticised(agent | place"))
    #expect(!unused.output.contains("met\t"))
  }

  @Test func statisticsCountEverything() throws {
    let rows = try lines("stats", "-f", "csv")
    #expect(rows.contains("documents,1"))
    #expect(rows.contains("entities,7"))
    #expect(rows.contains("facts,6"))
  }

  @Test func schemaJoinsTypes() throws {
    let rows = try lines(input: ".schema\n")
    #expect(rows.contains("meet\tperson\tperson\t2"))
    #expect(rows.contains("take_place_in\tevent\tplace\t1"))
  }

  @Test func typesAreCounted() throws {
    #expect(try lines(input: ".types\n")[1] == "person\t3")
  }

  @Test func entityIsDescribedByAnyOfItsNames() throws {
    let text = try lines(input: ".entity the mayor\n").joined(separator: "\n")
    #expect(text.hasPrefix("Mara Holm (person)\n  also: Holm, the mayor\n"))
    #expect(text.contains("  meet(Mara Holm, Teo Brandt)"))
    #expect(text.contains("  criticize(Mara Jensen, Mara Holm)"))
    #expect(!text.contains("raise("))
  }

  @Test func unknownEntityGetsASuggestion() throws {
    let result = try GraphshCommand.run([graph], input: ".entity Mara Holn\n")
    #expect(result.status == 1)
    #expect(
      result.errors
        == "graphsh: no entity goes by the name Mara Holn; did you mean Mara Holm?\n")
  }

  @Test func listsHaveEveryFormat() throws {
    let json = try lines("predicates", "-f", "json").joined(separator: "\n")
    let rows = try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    #expect(rows[0]["predicate"] as? String == "meet")
    #expect(rows[0]["facts"] as? Int == 2)
    #expect(try lines("documents", "-f", "line")[0] == "        id = 1")
  }
}
