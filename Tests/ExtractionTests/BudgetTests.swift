import Documents
import Extraction
import Foundation
import Graph
import TestSupport
import Testing

/// What is too much for a careful reading is kept as text and named, and reading ends when it is asked to.
@Suite struct BudgetTests {
  private func extractor() throws -> Extractor {
    try #require(
      Installed.pipeline.flatMap { pipeline in
        Installed.knowledge.map { Extractor(pipeline: pipeline, knowledge: $0) }
      })
  }

  private func document(_ lines: String...) -> SourceDocument {
    var start = 0
    return SourceDocument(
      source: "text.txt", contentHash: "",
      lines: lines.map { line in
        defer { start += line.unicodeScalars.count + 1 }
        return .init(start: start, text: line, role: .body)
      })
  }

  @Test func aSentenceThatIsTooLongIsKeptAndTheOthersAreRead() throws {
    let long = String(repeating: "Olga said that ", count: 200) + "Bruno left."
    let record = try extractor().read(document(long, "Brazil opened a port in Santos."))
    #expect(record.sentences.map(\.role) == [.unread, .body])
    #expect(record.sentences[0].text == long)
    #expect(record.unreadSentences == [0])
    #expect(!record.statements.isEmpty && record.statements.allSatisfy { $0.sentence == 1 })
    #expect(record.entities.contains { $0.label == "Olga" })
  }

  @Test func aSentenceThatClaimsTooMuchIsKeptAndSaysNothing() throws {
    func list(_ name: String) -> String {
      (0..<45).map { "\(name)\(String(UnicodeScalar(97 + UInt8($0 % 26))))\($0 / 26)x" }.joined(
        separator: ", ")
    }
    let rich = list("Ar") + " and Olga met " + list("Be") + " and Bruno."
    let record = try extractor().read(document(rich, "Brazil opened a port in Santos."))
    let counts = Dictionary(grouping: record.statements, by: \.sentence).mapValues(\.count)
    #expect(counts.values.allSatisfy { $0 <= 1000 })
    for sentence in record.unreadSentences { #expect(counts[sentence] == nil) }
    #expect(record.statements.contains { $0.predicate == "open" })
  }

  @Test func aLineOfExtremeLengthIsReadInPieces() throws {
    let sentence = "Brazil opened a port in Santos. "
    let line = String(repeating: sentence, count: 4000)
    let record = try extractor().read(document(String(line.dropLast())))
    #expect(record.sentences.count == 4000)
    for (index, sentence) in record.sentences.enumerated() where index % 500 == 0 {
      #expect(sentence.start == index * 32 && sentence.text == "Brazil opened a port in Santos.")
    }
  }

  @Test func readingStopsWithinADocument() throws {
    let stop = StopSignal()
    stop.raise()
    let extractor = try extractor()
    #expect(throws: Stopped.self) {
      try extractor.read(document("Brazil opened a port in Santos."), stop: stop)
    }
    #expect(throws: Stopped.self) {
      try extractor.read(
        document("Brazil opened a port in Santos."), stop: StopSignal(after: .zero))
    }
  }

  /// A repair hung the infinitives of these below themselves.
  @Test(
    .timeLimit(.minutes(5)),
    arguments: [
      "The office of first keeper, created in 1744, carries no official powers, instead leaving it to the holder to "
        + "organize music events, choose china designs and ensure the old hall is kept as a public market.",
      "So these are the type of coffee that you can serve on their own and also with your big cookies, because they "
        + "are made to open now, drink now coffees.",
    ])
  func garbledSentencesAreReadToTheEnd(_ sentence: String) throws {
    let record = try extractor().read(document(sentence))
    #expect(record.sentences.map(\.role) == [.body])
  }
}
