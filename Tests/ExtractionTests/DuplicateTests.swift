import Extraction
import Graph
import Testing

/// Entities that may be one are listed, and what a person decides on them holds, and can be taken back.
@Suite struct DuplicateTests {
  /// Two documents that name one man by a slip, and one that names another.
  private static let texts = [
    "Engineer Albert Solheim built the bridge in Orsk. Albert Solheim lives in Leeds.",
    "Albert Solhiem sold the bridge in Orsk. Albert Solhiem sings.",
    "Nora Brandt paints boats. Nora Brandt lives in Graz.",
  ]

  private func linker(_ read: ReadGraph) throws -> DocumentLinker {
    DocumentLinker(graph: read.graph, knowledge: try #require(Installed.knowledge))
  }

  private func names(_ pair: Duplicate, in graph: KnowledgeGraph) throws -> Set<String> {
    [try graph.text(of: pair.first), try graph.text(of: pair.second)]
  }

  @Test func whatMayBeOneIsListedWithScoreAndReasons() throws {
    let read = try ReadGraph(Self.texts)
    let found = try linker(read).duplicates()
    #expect(found.count == 1)
    let pair = try #require(found.first)
    #expect(try names(pair, in: read.graph) == ["Albert Solheim", "Albert Solhiem"])
    #expect(pair.score > 0.3 && pair.score < 1)
    #expect(pair.reasons.contains("the names differ by one letter"))
    #expect(try read.labels("person").count == 3)
  }

  @Test func anAcceptedPairIsOneForLaterDocumentsToo() throws {
    let read = try ReadGraph(Self.texts)
    let linker = try linker(read)
    try linker.decide(try #require(try linker.duplicates().first), isSame: true)
    #expect(try read.labels("person") == ["Albert Solheim", "Nora Brandt"])
    #expect(try linker.duplicates().isEmpty)
    try read.add("Albert Solhiem was seen in Graz. Albert Solhiem waved.")
    // The name that most documents use is the label.
    #expect(try read.labels("person") == ["Albert Solhiem", "Nora Brandt"])
    #expect(try read.graph.check().isEmpty)
  }

  @Test func aRefusedPairIsListedNoMore() throws {
    let read = try ReadGraph(Self.texts)
    let linker = try linker(read)
    try linker.decide(try #require(try linker.duplicates().first), isSame: false)
    #expect(try linker.duplicates().isEmpty)
    #expect(try read.labels("person").count == 3)
  }

  @Test(arguments: [true, false])
  func whatIsUndoneIsAsIfItHadNeverBeenDecided(isSame: Bool) throws {
    let read = try ReadGraph(Self.texts)
    let before = try read.contents()
    let linker = try linker(read)
    try linker.decide(try #require(try linker.duplicates().first), isSame: isSame)
    guard case .decision(let decision) = try linker.takeBackLast() else {
      Issue.record("no decision")
      return
    }
    #expect(decision.isSame == isSame)
    #expect(try read.contents() == before)
    #expect(try linker.duplicates().count == 1)
    #expect(try linker.takeBackLast().map { _ in true } == nil)
  }

  @Test func aDecisionOutlastsTheDocumentThatItWasMadeOn() throws {
    let read = try ReadGraph(Self.texts)
    let linker = try linker(read)
    try read.add("Albert Solhiem was seen in Graz. Albert Solhiem waved.")
    try linker.decide(try #require(try linker.duplicates().first), isSame: true)
    let gone = try #require(try read.graph.documents().first { $0.source.hasSuffix("/1.txt") })
    _ = try linker.forget(document: gone.id)
    #expect(try read.labels("person") == ["Albert Solheim", "Nora Brandt"])
  }
}
