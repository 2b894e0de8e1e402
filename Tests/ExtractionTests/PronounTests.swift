import Documents
import Extraction
import Foundation
import Graph
import TestSupport
import Testing

@Suite struct PronounTests {
  @Test func theSubjectBeforeIsMeant() throws {
    let text = try ReadText("Olaf Lindqvist bought a mine in Chile. He sold the mine a year later.")
    #expect(text.states("Olaf Lindqvist | sell | mine"))
  }

  @Test func genderExcludes() throws {
    let text = try ReadText("Anna Brandt met Paul Weber in Bonn. He praised the city.")
    #expect(text.states("Paul Weber | praise | Bonn"))
  }

  @Test func whoIsNotKnownGivesNoFact() throws {
    let text = try ReadText("He praised the city.")
    #expect(!text.asserted.contains { $0.contains("praise") })
  }

  /// The pronouns of GAP's development split; the rules of the task are those of its scorer.
  @Test(.enabled(if: Repository.shared != nil, "needs ../shared"))
  func personalPronounsAsWellAsMeasured() throws {
    let folder = try #require(Repository.shared)
    let pipeline = try #require(Installed.pipeline)
    let knowledge = try #require(Installed.knowledge)
    let extractor = Extractor(pipeline: pipeline, knowledge: knowledge)
    let file = folder.appending(path: "eval/coref/gap-development.tsv")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    var (found, wrong, missed) = (0, 0, 0)
    for row in rows {
      let fields = row.components(separatedBy: "\t")
      guard fields.count > 9, let pronoun = Int(fields[3]) else { continue }
      let document = SourceDocument(
        source: fields[0], contentHash: fields[0],
        lines: [.init(start: 0, text: fields[1], role: .body)])
      let mentions = try extractor.extract(document, directory: EmptyDirectory()).mentions
      let meant = mentions.first { $0.start == pronoun }?.entity
      for (name, offset, truth) in [(4, 5, 6), (7, 8, 9)] {
        let start = try #require(Int(fields[offset]))
        let end = start + fields[name].unicodeScalars.count
        let bearer = mentions.first { $0.start < end && $0.end > start }?.entity
        let answer = meant != nil && meant == bearer
        let isSo = fields[truth].lowercased() == "true"
        if answer && isSo { found += 1 }
        if answer && !isSo { wrong += 1 }
        if !answer && isSo { missed += 1 }
      }
    }
    let score = Double(2 * found) / Double(2 * found + wrong + missed)
    print("GAP development split: F1 \(score), \(found) found, \(wrong) wrong, \(missed) missed")
    #expect(score >= 0.70)
  }
}
