import Graph
import TestSupport
import Testing

/// Files that are called otherwise than what they hold.
@Suite struct FileSignatureTests {
  private static let rdfXML =
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description "
    + "rdf:about=\"http://x.example/1\"/></rdf:RDF>"
  private static let turtle = "# towns\n@prefix t: <http://x.example/t#> .\nt:a t:near t:b .\n"
  private static let linked =
    "{\"@context\": {\"near\": \"http://x.example/near\"}, \"@id\": \"http://x.example/a\", \"near\": 1}\n"

  private func refusal(_ text: String, as name: String) throws -> String {
    let fixture = try ImportFixture()
    let error = #expect(throws: FormatError.self) { try fixture.importText(text, as: name) }
    return "\(try #require(error))"
  }

  @Test(arguments: ["a.ttl", "a.trig", "a.nt", "a.nq", "a.csv", "a.tsv", "a.jsonl", "a.txt", "a"])
  func xmlIsNamedWhateverItIsCalled(_ name: String) throws {
    let message = try refusal(Self.rdfXML, as: name)
    #expect(message.hasSuffix("\(name) is XML: if it is RDF/XML, say --format rdf"))
  }

  @Test(arguments: ["a.nt", "a.nq", "a.rdf", "a.owl", "a.csv", "a.jsonl", "a.json", "a"])
  func turtleIsNamedWhateverItIsCalled(_ name: String) throws {
    #expect(try refusal(Self.turtle, as: name).hasSuffix("\(name) is Turtle: say --format ttl"))
  }

  @Test(arguments: ["a.json", "a.jsonl", "a.ttl", "a.trig", "a.nq", "a.rdf", "a", "a.jsonld"])
  func linkedDataOfJSONIsNamedWithItsWayOut(_ name: String) throws {
    let message = try refusal(Self.linked, as: name)
    #expect(message.contains("\(name) is JSON-LD, which is not read: ") && message.contains("riot"))
  }

  @Test func recordsOfJSONLDAreReadAsRecordsWhereTheirMemberIsNamed() throws {
    let fixture = try ImportFixture()
    var options = ImportOptions()
    options.idColumn = "@id"
    try fixture.importText(Self.linked, as: "a.jsonl", options: options)
    #expect(try fixture.exported(.nTriples).contains("x.example%2Fa"))
  }

  @Test(arguments: [
    ("<!doctype html><p>x", "a.nt", "is a web page"), ("<html><p>x", "a.csv", "is a web page"),
    ("PK\u{3}\u{4}rest", "a.nt", "is a ZIP archive"),
    ("[{\"name\": \"Ann\"}]", "a.json", "is JSON: graphs come in as JSON lines"),
  ])
  func otherKindsAreNamed(_ text: String, _ name: String, _ expected: String) throws {
    #expect(try refusal(text, as: name).contains("\(name) \(expected)"))
  }

  @Test func wideCharactersAreNamed() throws {
    let fixture = try ImportFixture()
    let bytes: [UInt8] = [0xFF, 0xFE] + "source,target\n1,2\n".utf8.flatMap { [$0, UInt8(0)] }
    let error = #expect(throws: FormatError.self) { try fixture.importBytes(bytes, as: "a.csv") }
    #expect("\(try #require(error))".contains("is UTF-16, which is not read: "))
  }

  /// What only begins alike is read.
  @Test(arguments: [
    ("{ <http://x.example/a> <http://x.example/b> 1 }", "a.trig"),
    ("[] <http://x.example/b> \"{\" .", "a.ttl"),
    ("PREFIX x: <http://x.example/>\nx:a x:b x:c .", "a.ttl"),
    ("prefix,base\n1,2\n", "a.csv"),
    ("{\"subject\": \"a\", \"predicate\": \"b\", \"object\": 1}", "a.jsonl"),
  ])
  func whatBeginsAlikeIsRead(_ text: String, _ name: String) throws {
    let fixture = try ImportFixture()
    var options = ImportOptions()
    options.idColumn = name.hasSuffix("csv") ? "prefix" : nil
    try fixture.importText(text, as: name, options: options)
    #expect(try !fixture.exported(.nTriples).isEmpty)
  }
}
