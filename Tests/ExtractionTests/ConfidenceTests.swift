import Extraction
import Foundation
import Graph
import TestSupport
import Testing

/// Confidence against what readers think of statements.
@Suite struct ConfidenceTests {
  private struct Judgement {
    var isRight: Bool
    var confidence: Double
    var basis: [String]
  }

  /// Judged statements of articles that nothing was fitted to, with what the engine says of each.
  private func judgedArticles() throws -> [Judgement] {
    let pipeline = try #require(Installed.pipeline)
    let knowledge = try #require(Installed.knowledge)
    let tests = Repository.root.appending(path: "Tests")
    var found: [String: StatementRecord] = [:]
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
        found[line.joined(separator: "\t")] = statement
      }
    }
    return try rows("Tests/ExtractionTests/Judged.tsv").dropFirst().compactMap { line in
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard parts.count == 2, let statement = found[String(parts[1])] else { return nil }
      return Judgement(
        isRight: parts[0] == "right", confidence: statement.confidence, basis: statement.basis)
    }
  }

  /// Judged statements of texts of twelve kinds, with what the weights say of what each rests on. Those of single
  /// sentences of a benchmark tell nothing of how often a text's statements are right.
  private func judgedTexts() throws -> [Judgement] {
    let weights = try weights()
    return try rows("script/fit.d/confidence.tsv").compactMap { line in
      let parts = line.split(separator: "\t").map(String.init)
      guard parts.count == 3, parts[0] != "sentences" else { return nil }
      let basis = parts[2].split(separator: ";").map(String.init)
      return Judgement(
        isRight: parts[1] == "1", confidence: probability(of: basis, weights), basis: basis)
    }
  }

  private func weights() throws -> [String: Double] {
    var weights: [String: Double] = [:]
    for row in try rows("schema/models/confidence.tsv").dropFirst() {
      let parts = row.split(separator: "\t").map(String.init)
      try #require(parts.count == 2)
      let weight: Double = try #require(Double(parts[1]))
      weights[parts[0]] = weight
    }
    return weights
  }

  private func probability(of basis: [String], _ weights: [String: Double]) -> Double {
    let score = basis.reduce(weights["base"] ?? 0) { $0 + (weights[$1] ?? 0) }
    return 1 / (1 + exp(-score))
  }

  private func rows(_ path: String) throws -> [Substring] {
    try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }
  }

  /// The judgements in parts of one size, from the least sure.
  private func parts(_ judgements: [Judgement], _ count: Int) -> [[Judgement]] {
    let sorted = judgements.sorted { $0.confidence < $1.confidence }
    return (0..<count).map {
      Array(sorted[sorted.count * $0 / count..<sorted.count * ($0 + 1) / count])
    }
  }

  private func stated(_ part: [Judgement]) -> Double {
    part.reduce(0) { $0 + $1.confidence } / Double(part.count)
  }

  private func right(_ part: [Judgement]) -> Double {
    Double(part.count(where: \.isRight)) / Double(part.count)
  }

  @Test func asManyAreRightAsTheConfidenceSays() throws {
    let judgements = try judgedTexts()
    try #require(judgements.count > 200)
    #expect(abs(stated(judgements) - right(judgements)) <= 0.02)
    for part in parts(judgements, 3) {
      #expect(
        abs(stated(part) - right(part)) <= 0.1, "\(stated(part)) stated, \(right(part)) right")
    }
  }

  @Test func confidencePromisesNoMoreThanIsKept() throws {
    let judgements = try judgedArticles()
    try #require(judgements.count > 200)
    let parts = parts(judgements, 3)
    for part in parts { #expect(stated(part) <= right(part) + 0.05) }
    #expect(right(parts[2]) > right(parts[0]))
  }

  @Test func confidenceIsWhatItsBasisWeighs() throws {
    let weights = try weights()
    for judgement in try judgedArticles() {
      let expected = probability(of: judgement.basis, weights)
      #expect(abs(judgement.confidence - expected) < 0.006, "\(judgement.basis)")
    }
  }

  @Test func confidenceIsAProbability() throws {
    let judgements = try judgedArticles()
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
