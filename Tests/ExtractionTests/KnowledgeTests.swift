import Documents
import Extraction
import TestSupport
import Testing

@Suite struct KnowledgeTests {
  @Test(arguments: ["\n", "\r\n"])
  func usersAddRows(end: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "relation\tsubject\tobject\tkind\twordings\(end)# mine\(end)\(end)"
        + "settled\tagent\tany\t\tsettle_with\(end)paid\t\t\tbroader settled\t\(end)",
      to: "mine.tsv")
    var knowledge = try Knowledge.builtIn()
    try knowledge.add(contentsOf: file)
    let pipeline = try #require(Installed.pipeline)
    let document = SourceDocument(
      source: "a.txt", contentHash: "a",
      lines: [.init(start: 0, text: "Olaf Lindqvist settled with the bank.", role: .body)])
    let record = try Extractor(pipeline: pipeline, knowledge: knowledge)
      .extract(document, directory: EmptyDirectory())
    #expect(record.statements.flatMap(\.relations).map(\.name).contains("settled"))
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
        path: malformed, line: 3, problem: "'singing' is not a class of verbs")
    ) { try knowledge.add(contentsOf: malformed) }
    let untyped = try folder.write("type noun\ttype\nlake\twater\nsea\n", to: "types.tsv")
    #expect(throws: KnowledgeError.self) { try knowledge.add(contentsOf: untyped) }
    let unrelated = try folder.write(
      "relation\tsubject\tobject\tkind\nhired\tagent\tagent\tbroader engaged\n", to: "r.tsv")
    #expect(
      throws: KnowledgeError.malformedRow(
        path: unrelated, line: 2, problem: "there is no relation 'engaged'")
    ) { try knowledge.add(contentsOf: unrelated) }
    let open = try folder.write(
      "relation\tsubject\tobject\tkind\twordings\nhired\tagent\tagent\t\tsign(person\n", to: "o.tsv"
    )
    #expect(throws: KnowledgeError.self) { try knowledge.add(contentsOf: open) }
  }

  @Test func aWordingMayNameItsKinds() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "relation\tsubject\tobject\tkind\twordings\nbound\tagent\tany\t\tbind(work)\n",
      to: "bound.tsv")
    var knowledge = try Knowledge.builtIn()
    try knowledge.add(contentsOf: file)
    let pipeline = try #require(Installed.pipeline)
    let texts = ["Olaf Lindqvist bound the novel.", "Olaf Lindqvist bound the prisoners."]
    let document = SourceDocument(
      source: "a.txt", contentHash: "a",
      lines: texts.enumerated().map { .init(start: $0 * 100, text: $1, role: .body) })
    let record = try Extractor(pipeline: pipeline, knowledge: knowledge)
      .extract(document, directory: EmptyDirectory())
    #expect(record.statements.flatMap(\.relations).filter { $0.name == "bound" }.count == 1)
  }
}
