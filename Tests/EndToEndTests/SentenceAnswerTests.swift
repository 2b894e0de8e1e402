import Foundation
import TestSupport
import Testing
import TextAnalysis

/// Questions that no claim answers and a sentence does.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: EnglishPipeline.defaultModelPath()),
    "needs the model"))
struct SentenceAnswerTests {
  private static let graph = Result {
    try AskedGraph(
      """
      The glass makers of Varn

      5 June 2021

      Ilse Brandt named Jonas Keller as her heir. Keller died on a Friday [4] at six o'clock in the Marien Hospital, \
      after an illness. Brandt was held in Torgau until her release on 12 May 1953.

      The strike at Port Lorn began in spring. The strike, the longest in living memory, lasted 19 days.

      Nora Velt called the settlement a humiliation. Velt said Brandt had forged the will. Velt denied having visited \
      the works.

      If the bank fails, Keller will lose the house. Brandt never trained Sofia Lund.

      The failed assassination of Viktor Ahl in Marn shocked the town. The abduction of Hedda Falk in Sorby on 7 May shocked \
      the country. The police prepared for the arrest of Viktor Ahl in Krag.

      The murder of Olga Stern on 4 May 1953[8] shocked the town.
      """)
  }

  @Test(arguments: [
    ("Whom did Brandt name as heir?", ["Jonas Keller"]),
    ("Where did Keller die?", ["Marien Hospital"]),
    ("When was Brandt released?", ["12 May 1953"]),
    ("How long did the strike at Port Lorn last?", ["19 days"]),
    ("Who called the settlement a humiliation?", ["Nora Velt"]),
    ("Where was Hedda Falk abducted?", ["Sorby"]),
    ("When was Olga Stern murdered?", ["4 May 1953"]),
  ]) func aSentenceAnswersWhereNoFactDoes(question: String, answers: [String]) throws {
    let answer = try Self.graph.get().ask(question)
    #expect(answer.readings?.first?.answers == answers)
    let standing = answer.readings?.first?.standings.first
    #expect(standing == "sentence" || standing == "fact")
  }

  /// The query that is printed finds the sentence of the answer.
  @Test func theQueryFindsTheSentence() throws {
    let graph = try Self.graph.get()
    let reading = try #require(try graph.ask("When was Brandt released?").readings?.first)
    #expect(reading.standings == ["sentence"])
    #expect(try graph.rows(reading.query).contains { $0.contains("12 May 1953") })
  }

  @Test(arguments: [
    "Did Brandt forge the will?", "Did Keller lose the house?", "Did Brandt train Sofia Lund?",
    "Has Velt visited the works?",
  ]) func neverSaysYesForWhatIsNotToldAsSo(question: String) throws {
    let answer = try Self.graph.get().ask(question)
    #expect(answer.readings?.first?.verdict != "yes")
  }

  @Test(arguments: [
    "Where was Jonas Keller born?", "Whom did Ilse Brandt marry?", "When did Nora Velt die?",
    "Who bought the Varn works?", "Who did Keller name as heir?",
    "Where was Viktor Ahl assassinated?", "Where was Viktor Ahl arrested?",
  ]) func isSilentWhereNoSentenceTells(question: String) throws {
    #expect(try Self.graph.get().ask(question).outcome == "no fact")
  }
}
