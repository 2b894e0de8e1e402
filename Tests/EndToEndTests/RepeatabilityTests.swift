import Foundation
import TestSupport
import Testing

/// The same texts give the same graph, however and however often they are read.
@Suite struct RepeatabilityTests {
  static let seeds = Repository.root.appending(path: "seeds")

  private func seedFiles() throws -> [String] {
    try ArticleGraph.files(in: Self.seeds, endings: ["txt", "md", "html"])
  }

  @Test func readingAgainChangesNothing() throws {
    let graph = try ArticleGraph(ingesting: [Self.seeds.path])
    let before = try StoredRows(path: graph.path).tables()
    try graph.ingest([Self.seeds.path])
    try graph.ingest(try seedFiles())
    #expect(try StoredRows(path: graph.path).tables() == before)
    #expect(before["document"]?.count == (try seedFiles().count))
  }

  @Test func orderOfFilesInOneRunDoesNotMatter() throws {
    let files = try seedFiles()
    let forward = try ArticleGraph(ingesting: files)
    let backward = try ArticleGraph(ingesting: files.reversed())
    let tables = try StoredRows(path: backward.path).tables()
    // A document's row has the time when it was read.
    for (table, rows) in try StoredRows(path: forward.path).tables() where table != "document" {
      #expect(tables[table] == rows, "table \(table)")
    }
  }

  /// What a sentence says is read off the sentence. Only names may be told apart better by what was read before.
  @Test func whatSentencesSayDoesNotDependOnEarlierRuns() throws {
    let files = try seedFiles()
    let together = try ArticleGraph(ingesting: files)
    let apart = try ArticleGraph()
    for file in files.reversed() { try apart.ingest([file]) }
    let claims = "SELECT predicate, negated, modality, sentence FROM statements"
    #expect(
      try StoredRows(path: apart.path).rows(claims).sorted()
        == StoredRows(path: together.path).rows(claims).sorted())
  }

  /// Hundreds of articles have what few have: names that cannot be told from others, speakers known from elsewhere.
  @Test(.enabled(if: Repository.shared != nil, "needs ../shared"))
  func manyArticlesMakeASoundGraph() throws {
    let table = try #require(Repository.shared).appending(path: "eval/coref/gap-development.tsv")
    let texts = try String(contentsOf: table, encoding: .utf8).split(separator: "\n").dropFirst()
      .map { String($0.split(separator: "\t", omittingEmptySubsequences: false)[1]) }
    let folder = try TemporaryFolder()
    let count = 700
    for number in 0..<count {
      let paragraphs = (0..<6).map { texts[(number * 6 + $0 * 331) % texts.count] }
      try folder.write(paragraphs.joined(separator: "\n\n"), to: "texts/\(number).txt")
    }
    let graph = try ArticleGraph(ingesting: [folder.path("texts")])
    #expect(try graph.open().check().isEmpty)
    #expect(try graph.open().documents().count == count)
    guard TestLength.isLong else { return }
    let once = try StoredRows(path: graph.path).rows(
      "SELECT subject, predicate, object, attributed_to, sentence FROM statements")
    let halves = try ArticleGraph()
    try halves.ingest((0..<count / 2).map { folder.path("texts/\($0).txt") })
    try halves.ingest([folder.path("texts")])
    #expect(try halves.open().check().isEmpty)
    #expect(
      try StoredRows(path: halves.path).rows(
        "SELECT subject, predicate, object, attributed_to, sentence FROM statements"
      ).count == once.count)
  }
}
