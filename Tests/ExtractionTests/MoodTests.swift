import Extraction
import Graph
import Testing

/// What puts a statement in doubt: what its clause hangs on, the time and the world it is told of, and who says it.
@Suite struct MoodTests {
  @Test func whatIsJoinedToADutyIsOne() throws {
    try expectStatements(
      "Each county must publish its tariffs and set up an office.",
      keeps: ["county | publish | tariffs | must", "county | set_up | office | must"],
      not: ["county | set_up"])
  }

  @Test(arguments: [
    "The theory that the bank sold the mill was never tested.",
    "The suspicion that the bank sold the mill grew.",
    "Gossip that the bank sold the mill was denied by its head.",
    "It is a myth that the bank sold the mill.", "It is false that the bank sold the mill.",
    "It is not true that the bank sold the mill.", "It is doubtful that the bank sold the mill.",
    "It is possible that the bank sold the mill.", "It is not clear that the bank sold the mill.",
    "That the bank sold the mill is untrue.", "The theory is that the bank sold the mill.",
    "Ruth Hall is confident that the bank sold the mill.",
    "Ruth Hall disputed that the bank sold the mill.",
    "Ruth Hall dreamt that the bank sold the mill.",
    "It was widely rumoured that the bank sold the mill.",
    "There is no proof that the bank sold the mill.",
    "The audit did not show that the bank sold the mill.",
    "The audit outlined how the bank sold the mill.",
    "Ruth Hall made the case that the bank sold the mill.",
    "Nobody believes that the bank sold the mill.",
    "Few people believe that the bank sold the mill.",
    "The audit did not say that the bank sold the mill.",
    "Ruth Hall rejected rumours the bank had sold the mill.",
    "The bank was described as having sold the mill.",
    "Critics hailed the bank as having sold the mill.",
    "The novel shows how the bank sells the mill.", "Myth: The bank sold the mill.",
    "Rumour: The bank sold the mill.", "Amid fears the bank was selling the mill, rents fell.",
    "The theory that the town lost money because the bank sold the mill was never tested.",
    "It is false that rents fell because the bank sold the mill.",
    "It is understood that the bank sold the mill.", "If true, the bank sold the mill.",
    "In theory, the bank sells the mill.", "Make sure that the bank sells the mill.",
    "The bank was blamed for selling the mill.",
    "The bank pleaded not guilty to selling the mill.",
    "It looks like the bank sold the mill.", "Next year the bank sells the mill.",
    "The bank sells the mill on Friday.", "The defence's case is that the bank sold the mill.",
    "Ruth Hall had no doubt that the bank sold the mill.",
    "The novel tells of a bank that sells the mill.",
    "Ruth Hall may join a bank that sold the mill.",
    "The bank would rather burn the barn than sell the mill.",
    "The mayor accused the bank of hiding debts and selling the mill.",
  ])
  func whatHangsOnADoubtIsNoFact(sentence: String) throws {
    let text = try ReadText(sentence)
    #expect(!text.states("bank | sell | mill"), "\(text.all.sorted())")
  }

  @Test(arguments: [
    "The fact that the bank sold the mill angered the town.",
    "It is true that rents fell because the bank sold the mill.",
    "The discovery that the bank sold the mill angered the town.",
    "It is true that the bank sold the mill.", "It is clear that the bank sold the mill.",
    "It is sad that the bank sold the mill.", "It is no secret that the bank sold the mill.",
    "There is no doubt that the bank sold the mill.", "The truth is that the bank sold the mill.",
    "Ruth Hall did not know that the bank sold the mill.",
    "Ruth Hall forgot that the bank sold the mill.",
    "Ruth Hall regretted that the bank sold the mill.",
    "The audit showed that the bank sold the mill.", "The bank managed to sell the mill.",
    "The bank closed after it sold the mill.", "The bank succeeded in selling the mill.",
  ])
  func whatIsVouchedForIsAFact(sentence: String) throws {
    let text = try ReadText(sentence)
    #expect(text.states("bank | sell | mill"), "\(text.all.sorted())")
  }

  @Test(arguments: [
    "The bank came close to selling the mill.", "The bank almost sold the mill.",
    "The bank forgot to sell the mill.", "The bank did not bother to sell the mill.",
    "The bank did not succeed in selling the mill.", "The bank was going to sell the mill.",
    "The bank was on the verge of selling the mill.",
    "The bank was keen on buying the dam and on selling the mill.",
    "The bank will close after it sells the mill.",
    "The town will thank the bank once it sells the mill.",
    "The bank would close once it sold the mill.", "When the bank sells the mill, prices fall.",
    "The bank will close after selling the mill.", "Under the plan, the bank sells the mill.",
    "In the novel, the bank sold the mill.", "In the series, the bank sells the mill.",
    "If the town agrees, the bank sells the mill.",
  ])
  func whatHasNotComeAboutIsNoFact(sentence: String) throws {
    let text = try ReadText(sentence)
    #expect(!text.states("bank | sell | mill"), "\(text.all.sorted())")
  }

  @Test func whatWouldComeOfItIsNoFactEither() throws {
    let text = try ReadText("The law would tax the bank, forcing the mayor to close the mill.")
    #expect(!text.asserted.contains { $0.contains("| force |") }, "\(text.all.sorted())")
    let past = try ReadText("The law taxed the bank, forcing the mayor to close the mill.")
    #expect(past.states("law | force | mayor"), "\(past.all.sorted())")
  }

  @Test(arguments: [
    "The sale of the mill by the bank is expected in May.",
    "The sale of the mill by the bank was scrapped.",
  ])
  func anActThatIsExpectedOrGivenUpIsNoFact(sentence: String) throws {
    let text = try ReadText(sentence)
    #expect(!text.states("bank | sell"), "\(text.all.sorted())")
  }

  @Test func aStoryGoesOn() throws {
    let text = try ReadText("In the film, the bank robs a widow. It burns the mill.")
    #expect(!text.asserted.contains { $0.contains("| burn |") }, "\(text.all.sorted())")
  }

  @Test func whoActsInAWorkIsNoFigureOfIt() throws {
    let text = try ReadText("In the film, Ruth Hall plays a nurse.")
    #expect(text.states("Ruth Hall | play | nurse"))
  }

  @Test(arguments: [
    "The Hallmark isn't a bank but an insurer.", "Ruth Hall did not buy a bank but an insurer.",
  ])
  func whatStandsBehindButIsSo(sentence: String) throws {
    let text = try ReadText(sentence)
    #expect(text.asserted.contains { $0.hasSuffix("| insurer") }, "\(text.all.sorted())")
    #expect(!text.asserted.contains { $0.hasSuffix("| bank") }, "\(text.all.sorted())")
  }

  // MARK: Speakers

  private func speakers(_ text: ReadText, of predicate: String) -> Set<String> {
    Set(
      text.result.record.statements.filter { $0.predicate == predicate }
        .map { $0.attributedTo.map { text.result.text(of: $0) } ?? $0.modality ?? "-" })
  }

  @Test func aQuotationGoesOnOverParagraphs() throws {
    let text = try ReadText(
      """
      Anna Brandt answered on Friday.

      "The mill poisoned the well. The state hid the report.

      "The owners bribed an inspector," Brandt wrote.
      """)
    for predicate in ["poison", "hide", "bribe"] {
      #expect(speakers(text, of: predicate) == ["Anna Brandt"], "\(text.all.sorted())")
    }
  }

  @Test func aParagraphWithinAQuotationNeedsNoMark() throws {
    let text = try ReadText(
      """
      Anna Brandt said, "The mill poisoned the well.

      The state hid the report. The owners bribed an inspector."

      The town elected a woman.
      """)
    for predicate in ["poison", "hide", "bribe"] {
      #expect(speakers(text, of: predicate) == ["Anna Brandt"], "\(text.all.sorted())")
    }
    #expect(text.states("town | elect | woman"), "\(text.all.sorted())")
  }

  @Test func whatANounTellsInAQuotationIsItsSpeakersWord() throws {
    let text = try ReadText("“Omar Reyes, a thief, robbed a widow,” said Anna Brandt.")
    #expect(!text.states("Omar Reyes | be | thief"), "\(text.all.sorted())")
  }

  @Test func eachQuotationHasItsOwnSpeaker() throws {
    let text = try ReadText(
      "\"The council sold the park,\" groused Anna Brandt. \"The mayor stole the money!\" "
        + "cooed Ruth Hall. \"The bank closed the mill,\" said Omar Reyes.")
    #expect(speakers(text, of: "sell") == ["Anna Brandt"], "\(text.all.sorted())")
    #expect(speakers(text, of: "steal") == ["Ruth Hall"], "\(text.all.sorted())")
    #expect(speakers(text, of: "close") == ["Omar Reyes"], "\(text.all.sorted())")
  }

  @Test func whoIsNamedBeforeAColonSpeaks() throws {
    let text = try ReadText(
      "Asked about the case, Omar Reyes was frank: \"The bank robbed a widow. The judge slept.\"")
    #expect(speakers(text, of: "rob") == ["Omar Reyes"], "\(text.all.sorted())")
  }

  @Test func marksOfOneStrokeQuoteToo() throws {
    let text = try ReadText(
      "‘The bank robbed a widow. The judge slept,’ said Anna Brandt. The workers’ union closed a mill."
    )
    #expect(speakers(text, of: "rob") == ["Anna Brandt"], "\(text.all.sorted())")
    #expect(speakers(text, of: "close") == ["-"], "\(text.all.sorted())")
  }

  @Test func wordsOfNobodyKnownAreNoFact() throws {
    let text = try ReadText("A sign was nailed to the gate. “The bank robbed a widow.”")
    #expect(!text.asserted.contains { $0.contains("| rob |") }, "\(text.all.sorted())")
  }

  @Test func asSomebodyTellsItIsHisWord() throws {
    let text = try ReadText("As Ruth Hall tells it, the bank robbed a widow.")
    #expect(speakers(text, of: "rob") == ["Ruth Hall"], "\(text.all.sorted())")
  }

  @Test func aLineOfAConversationIsItsSpeakers() throws {
    let text = try ReadText(
      """
      Host: When did you join the bank?
      Ruth Hall: I joined the bank in 2011. The bank closed its office in Trento.
      Host: Who paid for that?
      Ruth Hall: The town paid the workers.
      """)
    #expect(speakers(text, of: "close") == ["Ruth Hall"], "\(text.all.sorted())")
    #expect(speakers(text, of: "pay") == ["Ruth Hall"], "\(text.all.sorted())")
  }
}
