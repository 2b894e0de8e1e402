import Documents
import Extraction
import TestSupport
import Testing

@Suite struct KnowledgeTests {
  @Test(arguments: ["\n", "\r\n"])
  func usersAddRows(end: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "predicate\trelation\ttarget\(end)# mine\(end)\(end)settle_with\tsame\tpay\(end)",
      to: "mine.tsv")
    var knowledge = try Knowledge.builtIn()
    try knowledge.add(contentsOf: file)
    let pipeline = try #require(Installed.pipeline)
    let document = SourceDocument(
      source: "a.txt", contentHash: "a",
      lines: [.init(start: 0, text: "Olaf Lindqvist settled with the bank.", role: .body)])
    let record = try Extractor(pipeline: pipeline, knowledge: knowledge)
      .extract(document, directory: EmptyDirectory())
    #expect(record.statements.map(\.predicate) == ["pay"])
  }

  @Test func aBadTableNamesFileAndLine() throws {
    let folder = try TemporaryFolder()
    let unknown = try folder.write("colour\tvalue\nred\t1\n", to: "colours.tsv")
    var knowledge = Knowledge()
    #expect(throws: KnowledgeError.unknownTable(path: unknown, heading: "colour")) {
      try knowledge.add(contentsOf: unknown)
    }
    let malformed = try folder.write("verb\tclass\nvow\tplan\nhum\tsinging\n", to: "verbs.tsv")
    #expect(
      throws: KnowledgeError.malformedRow(
        path: malformed, line: 3, problem: "'singing' is no class of verbs")
    ) { try knowledge.add(contentsOf: malformed) }
  }
}
