import Foundation
import TestSupport
import Testing
import TextAnalysis

/// The same act told by other parts of speech, from another side, or by its contrary.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: EnglishPipeline.defaultModelPath()),
    "needs the model"))
struct AskedWordingTests {
  private static let graph = Result {
    try AskedGraph(
      """
      The winter fair in Varn

      5 June 2021

      The guild rejected the offer of the bank. Nora Velt did not give an interview. Ilse Brandt was offered a \
      chair at the University of Jena.

      The school gave shelter to 45 travellers. The miners made an appeal to the council.

      Ana Lind was the first woman to win the Harbour Prize, in 2004. Ana Lind married Omar Reyes in 1999. Her second \
      husband was the baker Jan Falk.

      An earthquake struck Sorby in May, killing nine people. The winter fair runs each year; it lasted from \
      3 May 2021 to 9 May 2021.

      The next summit will be held in Arvapol. The city sent a 40-member delegation to the fair.

      Karl Behrens is a spokesman for Norvia Motors. Norvia Motors has its roots in Genoa. Vera Holm comes from Turku. \
      Vera Holm travelled to Lima.

      Viktor Lasz, the predecessor of Daria Kolm as mayor of Varn, retired. Hugo Brandt, the son of Ilse Brandt, is a \
      nurse. Ilse Brandt was born in 1871.

      Tom Rusk called the plan foolish. Firms such as Lorn Foods and Krag Foods signed the pledge.

      The council asked Paul Dahl to sell the mill. Paul Dahl refused.
      """)
  }

  private func ask(_ question: String) throws -> AskedGraph.Answer {
    try Self.graph.get().ask(question)
  }

  @Test(arguments: [
    ("How many travellers did the school shelter?", ["45 travellers"]),
    ("Who appealed to the council?", ["miners"]),
    ("Which prize was Ana Lind the first woman to win, in 2004?", ["Harbour Prize"]),
    ("How many people died in the earthquake?", ["nine people"]),
    ("Where will the next summit take place?", ["Arvapol"]),
    ("How many members did the delegation of the city have?", ["40"]),
    ("Who works for Norvia Motors?", ["Karl Behrens"]),
    ("Who was mayor of Varn before Daria Kolm?", ["Viktor Lasz"]),
    ("Who called the plan foolish?", ["Tom Rusk"]),
    ("Which firms signed the pledge?", ["Krag Foods", "Lorn Foods"]),
    ("Where does Vera Holm come from?", ["Turku"]),
    ("Who was Ana Lind's second husband?", ["Jan Falk"]),
  ]) func findsTheActInOtherWords(question: String, answers: [String]) throws {
    let given = try ask(question).readings?.first?.answers ?? []
    #expect(given.sorted() == answers.sorted())
  }

  /// What is told of whom an apposition names is told of nobody else; the second is not the first.
  @Test(arguments: [
    "When was Hugo Brandt, the son of Ilse Brandt, born?", "Who was Ana Lind's third husband?",
    "Which Tessian firms signed the pledge in Lima?",
  ]) func isSilentOnSomebodyElse(question: String) throws {
    #expect(try ask(question).outcome == "no fact")
  }

  @Test(arguments: [
    "Did the guild accept the offer of the bank?", "Has Paul Dahl sold the mill?",
  ]) func theContraryAndARefusalAreDenials(question: String) throws {
    let reading = try #require(try ask(question).readings?.first)
    #expect(reading.verdict == "no")
    #expect(reading.standings.first == "denied")
  }

  @Test(arguments: [
    "Did Ilse Brandt accept the chair at the University of Jena?",
    "Did Nora Velt give an interview?",
  ]) func anOfferIsNotTaken(question: String) throws {
    #expect(try ask(question).readings?.first?.verdict != "yes")
  }
}
