import Extraction
import Foundation
import Graph
import TestSupport
import Testing

/// Confidence against what a reader thinks of statements of articles that nothing was fitted to.
@Suite struct ConfidenceTests {
  private struct Judgement {
    var isRight: Bool
    var confidence: Double
  }

  private func judgements() throws -> [Judgement] {
    let pipeline = try #require(Installed.pipeline)
    let knowledge = try #require(Installed.knowledge)
    let tests = Repository.root.appending(path: "Tests")
    var confidence: [String: Double] = [:]
    let run = ExtractionRun(pipeline: pipeline, knowledge: knowledge)
    let articles = tests.appending(path: "EndToEndTests/Articles")
    let files = try FileManager.default.contentsOfDirectory(
      at: articles, includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "txt" }.map(\.path).sorted()
    _ = try run.extract(paths: files) { result in
      let document = URL(filePath: result.record.source).lastPathComponent
      for statement in result.record.statements {
        let object = statement.object.map { result.text(of: $0) } ?? "-"
        let line = [document, result.text(of: statement.subject), statement.predicate, object]
        confidence[line.joined(separator: "\t")] = statement.confidence
      }
    }
    let judged = tests.appending(path: "ExtractionTests/Judged.tsv")
    return try String(contentsOf: judged, encoding: .utf8).split(separator: "\n").dropFirst(2)
      .compactMap { line in
        let parts = line.split(separator: "\t", maxSplits: 1)
        guard parts.count == 2, let stated = confidence[String(parts[1])] else { return nil }
        return Judgement(isRight: parts[0] == "right", confidence: stated)
      }
  }

  @Test func asManyAreRightAsTheConfidenceSays() throws {
    let judgements = try judgements()
    try #require(judgements.count > 200)
    var bands = 0
    for (low, high) in [(0.0, 0.85), (0.85, 0.93), (0.93, 1.01)] {
      let band = judgements.filter { low <= $0.confidence && $0.confidence < high }
      guard band.count >= 25 else { continue }
      bands += 1
      let stated = band.reduce(0) { $0 + $1.confidence } / Double(band.count)
      let right = Double(band.count(where: \.isRight)) / Double(band.count)
      #expect(abs(stated - right) <= 0.1, "\(band.count) at \(stated): \(right) right")
    }
    #expect(bands >= 2)
  }

  @Test func confidenceIsAProbability() throws {
    let judgements = try judgements()
    #expect(judgements.allSatisfy { $0.confidence > 0 && $0.confidence < 1 })
    #expect(Set(judgements.map(\.confidence)).count > 10)
  }

  @Test func aNameIsSurerThanAPronoun() throws {
    let text = try ReadText("Anna Brandt bought a mine in Chile. She sold the mine a year later.")
    func confidence(_ predicate: String) -> Double? {
      text.result.record.statements.first { $0.predicate == predicate }?.confidence
    }
    let (bought, sold) = (try #require(confidence("buy")), try #require(confidence("sell")))
    #expect(bought > sold)
  }
}
