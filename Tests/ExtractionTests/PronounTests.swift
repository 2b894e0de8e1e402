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

  @Test func whatTheOtherArgumentMeansIsNotMeant() throws {
    let text = try ReadText("Nils Holm praised the pilot, Arne Vik. He thanked him for his calm.")
    #expect(text.states("Nils Holm | thank | Arne Vik"))
    #expect(!text.asserted.contains("Nils Holm | thank | Nils Holm"))
  }

  @Test func theyAreThoseWhoWereJoined() throws {
    let text = try ReadText("Anna Brandt and Paul Weber bought a mill. They repaired the roof.")
    #expect(text.states("Anna Brandt | repair | roof"))
    #expect(text.states("Paul Weber | repair | roof"))
  }

  @Test func whatMayBeEitherGivesNoFact() throws {
    let text = try ReadText(
      "The council of Orsa told the bank that the bridge near the mill was closed. It owns a boat.")
    #expect(!text.asserted.contains { $0.contains("| own | boat") })
  }

  /// The pronouns of GAP's development split; the rules of the task are those of its scorer.
  @Test(.enabled(if: Repository.shared != nil, "needs ../shared"))
  func personalPronounsAsWellAsMeasured() throws {
    let folder = try #require(Repository.shared)
    let pipeline = try #require(Installed.pipeline)
    let knowledge = try #require(Installed.knowledge)
    let extractor = Extractor(pipeline: pipeline, knowledge: knowledge, references: .meaning)
    let file = folder.appending(path: "eval/coref/gap-development.tsv")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    var (found, wrong, missed) = (0, 0, 0)
    for row in rows {
      let fields = row.components(separatedBy: "\t")
      guard fields.count > 9, let pronoun = Int(fields[3]) else { continue }
      let document = SourceDocument(
        source: fields[0], contentHash: fields[0],
        lines: [.init(start: 0, text: fields[1], role: .body)])
      let references = try extractor.read(document).references
      let meant = references.first { $0.range.lowerBound == pronoun }?.entities.first
      for (name, offset, truth) in [(4, 5, 6), (7, 8, 9)] {
        let start = try #require(Int(fields[offset]))
        let end = start + fields[name].unicodeScalars.count
        let bearer = references.first {
          $0.kind == .name && $0.range.lowerBound < end && $0.range.upperBound > start
        }?.entities.first
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
