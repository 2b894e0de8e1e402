import Extraction
import Testing

/// The statements of single sentences, in the words of the sentence.
@Suite struct WordingTests {
  /// `predicate | argument | …` of the statements of a sentence.
  private func tuples(_ sentence: String) throws -> [String] {
    let pipeline = try #require(Installed.pipeline)
    let knowledge = try #require(Installed.knowledge)
    let extractor = SentenceExtractor(pipeline: pipeline, knowledge: knowledge)
    return try extractor.lines(of: sentence).map { line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      #expect(columns.count >= 4 && columns[0] == sentence)
      #expect(Double(columns[1]).map { $0 > 0 && $0 < 1 } ?? false)
      return columns.dropFirst(2).joined(separator: " | ")
    }
  }

  @Test(arguments: [
    (
      "Anna Brandt gave the museum a boat in May .",
      "gave | Anna Brandt | a boat | the museum | in May"
    ),
    (
      "The firm has not been able to sell the mill .",
      "has not been able to sell | The firm | the mill"
    ),
    (
      "He may have sold it to the town on Monday .",
      "may have sold | He | it | to the town | on Monday"
    ),
    ("The house that she lived in belongs to a bank .", "lived in | she | The house"),
    ("Ruth Hall is vital to the firm .", "is vital to | Ruth Hall | the firm"),
    ("President Omar Reyes visited Lima .", "is | Omar Reyes | President"),
    (
      "The mill , founded in 1880 , relies on coal .", "was founded | The mill | in 1880"
    ),
    (
      "`` The mayor sold the park , '' said Anna Brandt .",
      "said | Anna Brandt | The mayor sold the park"
    ),
  ])
  func aStatementIsToldInTheWordsOfItsSentence(sentence: String, tuple: String) throws {
    let tuples = try tuples(sentence)
    #expect(tuples.contains(tuple), "\(tuples)")
  }

  @Test func whatIsJoinedIsToldApart() throws {
    let tuples = try tuples("The captain met the president and the king in Lima .")
    #expect(
      tuples == [
        "met | The captain | the president | in Lima", "met | The captain | the king | in Lima",
      ])
  }

  @Test func whatAnotherStatementTellsIsNotRepeated() throws {
    let tuples = try tuples("Anna Brandt sold the boat to a bank in Lima .")
    #expect(tuples.count == 1, "\(tuples)")
  }

  @Test func wordsWithoutAClauseGiveNothing() throws {
    #expect(try tuples("Yes .").isEmpty)
    #expect(try tuples("").isEmpty)
  }
}
