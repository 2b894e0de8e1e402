import Foundation
import TestSupport
import Testing
import TextAnalysis

/// Questions whose answer a text tells in passing: by a noun, beside a name, in a quotation, or of what it spoke of before.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: EnglishPipeline.defaultModelPath()),
    "needs the model"))
struct AskedBesidesTests {
  private static let graph = Result {
    try AskedGraph(
      """
      The Undine catches fire

      Tuesday, 8 June 2021

      The Undine, a river boat, caught fire near Sorby on Monday. No injuries were reported in the fire. The boat's captain, \
      Anders Lohr, told the newspaper that a pump was to blame.

      Lohr joined the Harbour Institute in 2004. There, he launched a project called Deepwater. Following her \
      resignation, Vera Holm moved to Lima.

      Sorby is not one of the towns covered by the flood fund. The council complied with the miners' demand to publish \
      the report. Nora Velt was nominated for the Linden Medal.

      Hugo Brandt is a nephew of Tom Brandt. Ilse Brandt had originally planned to sell the mill, but kept it instead.

      Daria Kolm wrote a letter to the council. It was published in Bern.

      "Nobody slept that night," said Paul Dahl, a sailor. "The lanterns were beautiful."

      Towns such as Krag and Varn signed the charter. A rally in Krag drew some 6,000 people.
      """)
  }

  @Test(arguments: [
    ("Who is the captain of the Undine?", ["Anders Lohr"]),
    ("What project did Lohr start at the Harbour Institute?", ["Deepwater"]),
    ("How is Tom Brandt related to Hugo Brandt?", ["uncle"]),
    ("Where was Daria Kolm's letter published?", ["Bern"]),
    ("What did Paul Dahl say about the lanterns?", ["The lanterns were beautiful"]),
    ("How many people attended the rally in Krag?", ["some 6,000 people"]),
  ]) func whatIsToldInPassingAnswers(question: String, answers: [String]) throws {
    #expect(try Self.graph.get().ask(question).readings?.first?.answers == answers)
  }

  @Test(arguments: [
    ("Was anybody hurt in the fire?", "no"),
    ("Did Vera Holm resign?", "yes"),
    ("Does the flood fund cover Sorby?", "no"),
    ("Did the council agree to publish the report?", "yes"),
    ("Did Nora Velt win the Linden Medal?", "not as a fact"),
    ("Did Ilse Brandt sell the mill?", "no"),
  ]) func whetherItIsSoIsToldInPassing(question: String, verdict: String) throws {
    #expect(try Self.graph.get().ask(question).readings?.first?.verdict == verdict)
  }

  /// What is told of one thing tells nothing of another that is spoken of beside it.
  @Test(arguments: [
    "Who is the captain of the Harbour Institute?", "Where was the charter published?",
    "Did Paul Dahl resign?", "What did Paul Dahl say about the mill?",
  ]) func whatIsNotToldIsNotAnswered(question: String) throws {
    #expect(try Self.graph.get().ask(question).outcome == "no fact")
  }
}
