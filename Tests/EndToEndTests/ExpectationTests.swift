import Foundation
import Graph
import TestSupport
import Testing

/// What a careful reader expects of articles, and what the graph says of them.
///
/// The floors are a little under what is reached, so that a step back shows. No statement that the reader forbids may
/// be asserted.
@Suite struct ExpectationTests {
  static let seeds = Repository.root.appending(path: "seeds")
  static let articles = Repository.root.appending(path: "Tests/EndToEndTests/Articles")

  @Test(arguments: [(seeds, 0.84, 0.70), (articles, 0.78, 0.70)])
  func graphSaysWhatTheArticlesSay(folder: URL, facts: Double, statements: Double) throws {
    let graph = try ArticleGraph(ingesting: [folder.path])
    let reading = Reading(
      of: try Expectation.read(folder.appending(path: "expected.tsv")),
      in: try Claim.all(in: graph.open()))
    #expect(reading.factRecall >= facts, "\(reading.report)")
    #expect(reading.statementRecall >= statements, "\(reading.report)")
    #expect(reading.violations.isEmpty, "\(reading.report)")
  }

  @Test(.enabled(if: Repository.shared != nil, "no folder ../shared beside the checkout"))
  func graphSaysWhatTheSharedArticlesSay() throws {
    let folder = try #require(Repository.shared).appending(path: "seeds")
    let expected = Repository.root.appending(path: "Tests/EndToEndTests/SharedArticles.tsv")
    let graph = try ArticleGraph(ingesting: [folder.path])
    let reading = Reading(
      of: try Expectation.read(expected), in: try Claim.all(in: graph.open()))
    #expect(reading.factRecall >= 0.66, "\(reading.report)")
    #expect(reading.statementRecall >= 0.65, "\(reading.report)")
    #expect(reading.violations.isEmpty, "\(reading.report)")
  }

  @Test func expectationsNameFilesThatExist() throws {
    for folder in [Self.seeds, Self.articles] {
      for expectation in try Expectation.read(folder.appending(path: "expected.tsv")) {
        guard let document = expectation.document else { continue }
        let file = folder.appending(path: document)
        #expect(FileManager.default.fileExists(atPath: file.path), "\(expectation)")
      }
    }
  }

  @Test(arguments: [
    ("The “One China” policy", "one china policy"), ("Ostra's chairwoman", "ostra chairwoman"),
    ("$4.2 billion", "$4 2 billion"), ("Its", "its"), ("president_of", "president of"),
  ])
  func namesAreComparedWithoutCaseAndDeterminers(text: String, normalized: String) {
    #expect(Claim.normalized(text) == normalized)
  }
}
