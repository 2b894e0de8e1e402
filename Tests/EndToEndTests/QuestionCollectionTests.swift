import Asking
import Foundation
import GQL
import Graph
import TestSupport
import Testing
import TextAnalysis

/// Questions on three texts, most of them in other words than the texts': how many are answered rightly, and that hardly
/// any is answered wrongly.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: EnglishPipeline.defaultModelPath()),
    "needs the model"))
struct QuestionCollectionTests {
  private struct Asked: Decodable {
    var text: String
    var question: String
    /// What has to be among the answers; none where the text does not tell.
    var answers: [String]?
    var verdict: String?

    var isAnswerable: Bool { verdict != nil || answers?.isEmpty == false }
  }

  private enum Judgement { case right, wrong, silent }

  private static func read(_ name: String) throws -> String {
    let path = Repository.root.appending(path: "Tests/EndToEndTests/Questions/" + name)
    return try String(contentsOf: path, encoding: .utf8)
  }

  /// A known answer is given where all its words are, in their order.
  private static func holds(_ given: String, _ wanted: String) -> Bool {
    " \(given.lowercased()) ".contains(" \(wanted.lowercased()) ")
  }

  private static func judge(
    _ asked: Asked, by engine: Engine, _ reading: QuestionReading
  ) throws -> Judgement {
    let answer = try Question(asked.question).answer(by: engine, with: reading)
    guard case .answered(let readings) = answer.outcome, let first = readings.first else {
      return .silent
    }
    if let verdict = asked.verdict { return first.verdict?.rawValue == verdict ? .right : .wrong }
    let given = first.rows.map(\.answer)
    guard let wanted = asked.answers, !wanted.isEmpty else { return .wrong }
    let met = wanted.count { answer in given.contains { holds($0, answer) } }
    return met == wanted.count ? .right : met > 0 ? .silent : .wrong
  }

  @Test func mostAreAnsweredRightlyAndHardlyAnyWrongly() throws {
    let reading = try QuestionReading()
    let questions = try Self.read("questions.jsonl").split(separator: "\n").map {
      try JSONDecoder().decode(Asked.self, from: Data($0.utf8))
    }
    var judged: [(Asked, Judgement)] = []
    for (name, asked) in Dictionary(grouping: questions, by: \.text).sorted(by: { $0.key < $1.key })
    {
      let asking = try AskedGraph(Self.read(name + ".txt"))
      let engine = Engine(graph: try KnowledgeGraph(path: asking.path, access: .readOnly))
      for question in asked {
        judged.append((question, try Self.judge(question, by: engine, reading)))
      }
    }
    let answerable = judged.filter { $0.0.isAnswerable }
    let wrong = judged.filter { $0.1 == .wrong }.map(\.0.question)
    let open = answerable.filter { $0.1 != .right }.map(\.0.question)
    #expect(answerable.count - open.count >= Self.leastRight, "not right: \(open)")
    #expect(wrong.count <= Self.mostWrong, "wrong: \(wrong)")
  }

  private static let leastRight = 58
  private static let mostWrong = 2
}
