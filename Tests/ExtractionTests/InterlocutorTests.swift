import Extraction
import Graph
import TestSupport
import Testing

/// Whom "I" and "you" mean.
@Suite struct InterlocutorTests {
  @Test func whoSignsALetterTellsIt() throws {
    let text = try ReadText(
      """
      Dear Marta,

      I sold the boat last week. I bought a horse, and you will like it very much when you see it.

      Yours faithfully,

      Ines Holm
      """)
    #expect(text.states("Ines Holm | sell | boat"))
    #expect(text.states("Ines Holm | buy | horse"))
    #expect(text.all.contains { $0.hasPrefix("Marta | like") })
  }

  @Test func theGuestOfAnInterviewAnswers() throws {
    let text = try ReadText(
      """
      An interview with the biologist Ana Ruiz

      Ana Ruiz studies whales. The Courier interviewed her in Lima last week about her work.

      When did you begin to draw maps?

      I bought a small boat in Callao and followed the first whales along the whole coast.

      What did you do after that?

      I founded a museum in Lima. Many people came to see it in the first years of its life.
      """)
    #expect(text.states("Ana Ruiz | buy | small boat"))
    #expect(text.states("Ana Ruiz | found | museum"))
    #expect(text.all.contains { $0.hasPrefix("Ana Ruiz | draw | map") })
  }

  @Test func whoSaysHisNameFirstTellsTheRest() throws {
    let text = try ReadText(
      "Hello everybody, my name is Ana Ruiz. I bought a boat in Callao. I painted the boat with Bo Ek."
    )
    #expect(text.states("Ana Ruiz | buy | boat"))
    #expect(text.states("Ana Ruiz | paint | boat"))
  }

  @Test func whoIsQuotedSpeaksOfHimself() throws {
    let text = try ReadText("Ana Ruiz was glad. \u{201C}I bought the boat,\u{201D} Ruiz said.")
    #expect(
      text.all.contains { $0.hasPrefix("Ana Ruiz | buy | boat") && $0.hasSuffix("said Ana Ruiz") })
  }

  @Test func ofTwoSpeakersEachSpeaksToTheOther() throws {
    let text = try ReadText(
      """
      BO EK: Our guest is the painter Ana Ruiz. When did you buy the boat?
      ANA RUIZ: I bought the boat in May. Bo Ek saw the boat there.
      BO EK: You painted the boat in June.
      """)
    #expect(text.all.contains { $0.hasPrefix("Ana Ruiz | paint | boat") })
  }

  @Test func whoNobodyNamesGivesNoFact() throws {
    let text = try ReadText("I bought a boat in Callao. Ana Ruiz painted the boat.")
    #expect(!text.asserted.contains { $0.contains("| buy |") })
  }
}
