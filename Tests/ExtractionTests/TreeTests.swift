import Documents
import Extraction
import Graph
import Synchronization
import TestSupport
import Testing
import TextAnalysis

/// Trees stay trees, whatever the parser made of a sentence and however it is mended.
@Suite struct TreeTests {
  /// Every token climbs to a root of its own sentence, by looking at all steps.
  private func isForest(_ arcs: TreeArcs) -> Bool {
    arcs.sentences.allSatisfy { sentence in
      sentence.allSatisfy { first in
        var seen: Set<Int> = []
        var token = first
        while seen.insert(token).inserted {
          guard sentence.contains(token) else { return false }
          if arcs.head[token] == token { return true }
          token = arcs.head[token]
        }
        return false
      }
    }
  }

  private func randomArcs(_ generator: inout SeededGenerator) -> TreeArcs {
    let count = Int.random(in: 1...30, using: &generator)
    let cuts = (1..<max(2, count)).filter { $0 < count && generator.chance(10) }
    let bounds = [0] + cuts + [count]
    return TreeArcs(
      head: (0..<count).map { _ in Int32.random(in: 0..<Int32(count), using: &generator) },
      label: (0..<count).map { _ in Dependency.allCases.randomElement(using: &generator) ?? .dep },
      sentences: zip(bounds, bounds.dropFirst()).map { $0..<$1 })
  }

  @Test func whateverAParserGivesBecomesTrees() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2000 { #expect(isForest(randomArcs(&generator))) }
  }

  @Test func aChangeLeavesTreesOrNothingChanged() {
    var generator = SeededGenerator(seed: 2)
    var made = 0
    var refused = 0
    for _ in 0..<2000 {
      var arcs = randomArcs(&generator)
      let tokens = arcs.head.indices
      for _ in 0..<10 {
        let before = arcs
        let changes = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
          TreeArcs.Arc(
            Int.random(in: tokens, using: &generator),
            to: Int.random(in: tokens, using: &generator),
            as: .conj)
        }
        if arcs.attach(changes) {
          made += 1
          #expect(isForest(arcs))
          for change in changes
          where changes.last(where: { $0.token == change.token })?.head == change.head {
            #expect(arcs.head[change.token] == change.head)
          }
        } else {
          refused += 1
          #expect(Array(arcs.head) == Array(before.head) && arcs.label == before.label)
        }
      }
    }
    #expect(made > 1000 && refused > 1000)
  }

  @Test func wordsOfASentenceThatIsTooLongStandAlone() {
    let count = TreeArcs.longestSentence + 1
    let arcs = TreeArcs(
      head: (0..<Int32(count)).map { max(0, $0 - 1) },
      label: [Dependency](repeating: .conj, count: count),
      sentences: [0..<count])
    #expect(arcs.isTooLong(0))
    #expect(arcs.head.indices.allSatisfy { arcs.head[$0] == $0 })
  }

  @Test(.timeLimit(.minutes(5))) func anyTreesAreReadToTheEnd() throws {
    let knowledge = try #require(Installed.knowledge)
    let next = Mutex(RandomAnalysis(generator: SeededGenerator(seed: 3)))
    let extractor = Extractor(knowledge: knowledge) { _ in
      next.withLock { $0.make(tokens: Int.random(in: 1...60, using: &$0.generator)) }
    }
    var statements = 0
    for _ in 0..<1000 {
      let lines = (0..<3).map { SourceDocument.Line(start: 1000 * $0, text: "words", role: .body) }
      let record = try extractor.read(
        SourceDocument(source: "random", contentHash: "", lines: lines))
      statements += record.statements.count
      #expect(record.statements.allSatisfy { record.sentences.indices.contains($0.sentence) })
    }
    #expect(statements > 300)
  }
}
