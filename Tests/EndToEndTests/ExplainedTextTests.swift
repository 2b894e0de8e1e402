import Foundation
import TestSupport
import Testing
import TextAnalysis

/// `why` and `whynot` about a text that `graphsh ingest` read: their JSON and DOT are read again by others' readers.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: EnglishPipeline.defaultModelPath()),
    "needs the model"))
struct ExplainedTextTests {
  private static let article = """
    Harbour council meets

    5 January 2026

    Anna Berg criticized Carl Nyman on Monday. Anna Berg met Ruth Alder in Oslo. \
    Ruth Alder visited "Old Quay" in Bergen.

    Anna Berg did not meet Carl Nyman in Bergen. Carl Nyman plans to visit Oslo in May.
    """
  private static let rules = """
    rival(X, Y) :- criticized(X, Y), not met(X, Y).
    linked(X, Y) :- met(X, Y).
    linked(X, Y) :- criticized(X, Y).
    linked(X, Z) :- linked(X, Y), linked(Y, Z).
    """

  private let graph: ArticleGraph
  private let program: String

  init() throws {
    let texts = try TemporaryFolder()
    graph = try ArticleGraph(ingesting: [try texts.write(Self.article, to: "harbour.txt")])
    program = try graph.folder.write(Self.rules, to: "rules.gql")
  }

  private func explained(_ command: String, _ fact: String, _ format: String) throws -> String {
    let result = try GraphshCommand.run(
      [command, fact, "--db", graph.path, "--program", program, "-f", format])
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  private func object(_ text: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  /// Every object inside a JSON value that has a member.
  private func objects(with member: String, in value: Any) -> [[String: Any]] {
    if let list = value as? [Any] { return list.flatMap { objects(with: member, in: $0) } }
    guard let object = value as? [String: Any] else { return [] }
    return (object[member] == nil ? [] : [object])
      + object.values.flatMap { objects(with: member, in: $0) }
  }

  @Test func aProofEndsAtTheSentenceThatSaysSo() throws {
    let proofs = try object(explained("why", "rival(\"Anna Berg\", Who)", "json"))
    let all = try #require(proofs as? [[String: Any]])
    #expect(all.count == 1)
    let proof = try #require(all.first)
    #expect(proof["fact"] as? String == "rival(\"Anna Berg\", \"Carl Nyman\")")
    #expect(proof["ground"] as? String == "rule")
    let grounds = (proof["because"] as? [[String: Any]])?.compactMap { $0["ground"] as? String }
    #expect(grounds == ["stored", "absence"])
    let sentences = objects(with: "sentence", in: proof).compactMap { $0["text"] as? String }
    #expect(sentences == ["Anna Berg criticized Carl Nyman on Monday."])
  }

  @Test func aRecursiveProofGivesEachOfItsSentences() throws {
    let text = try explained("why", "linked(\"Anna Berg\", \"Ruth Alder\")", "text")
    #expect(text.contains("Anna Berg met Ruth Alder in Oslo."))
    let proofs = try object(explained("why", "linked(X, Y)", "json"))
    let sentences = Set(objects(with: "sentence", in: proofs).compactMap { $0["text"] as? String })
    #expect(
      sentences == [
        "Anna Berg criticized Carl Nyman on Monday.", "Anna Berg met Ruth Alder in Oslo.",
      ])
  }

  @Test func aMissingFactShowsWhatTheTextDeniesOrPlans() throws {
    let denied = try object(explained("whynot", "met(\"Anna Berg\", \"Carl Nyman\")", "json"))
    let said = objects(with: "status", in: denied)
    #expect(said.compactMap { $0["status"] as? String } == ["denied"])
    let missing = try object(explained("whynot", "rival(\"Anna Berg\", \"Ruth Alder\")", "json"))
    let top = try #require(missing as? [String: Any])
    #expect(top["finding"] as? String == "missing")
    #expect(
      objects(with: "failure", in: missing).contains {
        ($0["literal"] as? String)?.contains("criticized") == true
      })
  }

  @Test func picturesAreReadByGraphviz() throws {
    let texts = [
      try explained("why", "linked(X, Y)", "dot"),
      try explained("whynot", "rival(\"Anna Berg\", \"Ruth Alder\")", "dot"),
    ]
    for text in texts {
      #expect(text.hasPrefix("digraph explanation {"))
      guard let drawn = try Graphviz.drawing(text, as: "plain") else { continue }
      #expect(drawn.status == 0 && drawn.errors.isEmpty, "\(drawn.errors)")
      let plain = drawn.output
      #expect(plain.split(separator: "\n").contains { $0.hasPrefix("node ") })
      #expect(plain.contains("Anna Berg"))
    }
  }
}
