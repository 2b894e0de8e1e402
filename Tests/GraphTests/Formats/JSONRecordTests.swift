import Graph
import Testing

@Suite struct JSONRecordTests {
  private static var byKey: ImportOptions {
    var options = ImportOptions()
    options.idColumn = "key"
    return options
  }

  @Test func membersAreFactsOfWhatTheRecordNames() throws {
    let text = #"""
      {"key": "k1", "name": "Ann", "born": "1990-02-03", "tags": ["x", "y"], "none": null, "empty": ""}
      {"name": "Ben", "boss": {"key": "k1", "age": 40}, "home": {"iri": "http://x/y"}, "key": 7}
      """#
    let xsd = "http://www.w3.org/2001/XMLSchema#"
    let found = try quads(text, as: "a.jsonl", options: Self.byKey)
    #expect(
      found.filter { $0.hasPrefix("<graphsh:name/k1>") } == [
        "<graphsh:name/k1> <graphsh:name/age> \"40\"^^<\(xsd)integer> .",
        "<graphsh:name/k1> <graphsh:name/born> \"1990-02-03\"^^<\(xsd)date> .",
        "<graphsh:name/k1> <graphsh:name/name> \"Ann\" .",
        "<graphsh:name/k1> <graphsh:name/tags> \"x\" .",
        "<graphsh:name/k1> <graphsh:name/tags> \"y\" .",
      ])
    let others = found.filter { !$0.hasPrefix("<graphsh:name/k1>") }
    #expect(others.count == 3 && others.allSatisfy { $0.hasPrefix("<graphsh:literal/") })
    #expect(others.contains { $0.hasSuffix("<graphsh:name/home> <http://x/y> .") })
    #expect(others.contains { $0.hasSuffix("<graphsh:name/boss> \"k1\" .") })
  }

  @Test func anObjectWithoutTheMemberIsABlankNode() throws {
    let found = try quads(
      #"{"key": "k1", "at": {"city": "Oslo"}}"#, as: "a.jsonl", options: Self.byKey)
    #expect(
      found.map { $0.replacing(/_:\w+/, with: "_:b") } == [
        "<graphsh:name/k1> <graphsh:name/at> _:b .", "_:b <graphsh:name/city> \"Oslo\" .",
      ])
  }

  @Test func aRecordThatNamesNothingIsLeftOutWhole() throws {
    var options = Self.byKey
    options.skipsErrors = true
    let fixture = try ImportFixture()
    let text = "{\"key\": \"a\", \"p\": 1, \"q\": 1e999}\n{\"p\": 1}\n{\"key\": \"b\", \"p\": 2}\n"
    let report = try fixture.importText(text, as: "a.jsonl", options: options)
    #expect((report.statements, report.skipped) == (1, 2))
  }

  @Test func recordsWithoutAnIDPointToTheOption() throws {
    let error = try #require(
      try ImportFixture().failure(of: "{\"key\": \"a\", \"p\": 1}\n", as: "a.jsonl"))
    #expect("\(error)".contains("--id"))
  }
}
