import Extraction
import Graph
import Testing

/// Who says what a statement tells, and who passes it on.
@Suite struct AttributionTests {
  /// Speaker and relays of the statements with a predicate.
  private func sources(_ text: ReadText, of predicate: String) -> Set<String> {
    Set(
      text.result.record.statements.filter { $0.predicate == predicate }.map { statement in
        let speaker = statement.attributedTo.map { text.result.text(of: $0) } ?? "-"
        let relays = statement.qualifiers.filter { $0.name == "reported by" }
          .map { text.result.text(of: $0.value) }
        return ([speaker] + relays).joined(separator: " < ")
      })
  }

  @Test func aRulingIsTheWordOfTheCourt() throws {
    let text = try ReadText("The judge ruled that Carvex broke the law.")
    #expect(sources(text, of: "break") == ["judge"])
    #expect(!text.result.record.statements.contains { $0.isNegated })
    try expectStatements(
      "The judge ruled that Carvex had failed to pay the workers.",
      keeps: ["Carvex | pay | workers | not | said judge"], not: ["Carvex | pay"])
    try expectStatements(
      "The minister ruled out raising taxes.", keeps: ["minister | raise | taxes | not"],
      not: ["minister | raise"])
  }

  @Test func whoIsClearedOfAnActIsWhoWouldHaveDoneIt() throws {
    let text = try ReadText("The jury acquitted Anna Lind of stealing the car.")
    #expect(!text.all.contains { $0.contains("jury | steal") })
    #expect(!text.asserted.contains { $0.contains("| steal") })
  }

  @Test func whoReportsWhatOthersSayPassesItOn() throws {
    let text = try ReadText(
      "The Nordic Gazette reported that Brazilian officials said Norway had closed the port.")
    #expect(sources(text, of: "close") == ["Brazilian officials < Nordic Gazette"])
  }

  @Test func aReportThatIsCitedHasTwoSources() throws {
    let text = try ReadText(
      "According to a report cited by the Nordic Gazette, Norway closed the port.")
    #expect(sources(text, of: "close") == ["report < Nordic Gazette"])
    #expect(text.states("Nordic Gazette | cite | report"))
  }

  @Test func whoWasToldHasTheTeller() throws {
    let text = try ReadText(
      "Rita Alves said that the minister had been told by the agency that the dam was safe.")
    #expect(sources(text, of: "be") == ["agency < Rita Alves"])
  }

  @Test func whoCitesOthersPassesTheirWordsOn() throws {
    let text = try ReadText(
      "Norway has closed the port, the Nordic Gazette reported, citing officials.")
    #expect(sources(text, of: "close") == ["officials < Nordic Gazette"])
  }

  @Test func aQuotationSplitByItsSpeakerIsOne() throws {
    let text = try ReadText(
      "“The council wasted the money,” said Anna Brandt, “and the mayor sold the park.”")
    #expect(sources(text, of: "waste") == ["Anna Brandt"])
    #expect(sources(text, of: "sell") == ["Anna Brandt"])
  }

  @Test func aQuotationOfSeveralSentencesIsOneSpeakers() throws {
    let text = try ReadText(
      "“The council wasted the money. The mayor sold the park,” said Anna Brandt.")
    #expect(sources(text, of: "waste") == ["Anna Brandt"])
    #expect(sources(text, of: "sell") == ["Anna Brandt"])
  }

  @Test func thePronounOfASayerIsTheOneOfTheParagraph() throws {
    let text = try ReadText(
      "Anna Brandt disagreed. “The council wasted the money,” she said.")
    #expect(sources(text, of: "waste") == ["Anna Brandt"])
  }

  @Test(arguments: [
    "The mayor, Anna Brandt said, sold the park.",
    "In Anna Brandt's view, the mayor sold the park.",
    "By Anna Brandt's account, the mayor sold the park.",
    "In the words of Anna Brandt, the mayor sold the park.",
    "As first reported by Anna Brandt, the mayor sold the park.",
    "Per Anna Brandt, the mayor sold the park.",
  ])
  func whoseViewItIsIsItsSource(sentence: String) throws {
    let text = try ReadText(sentence)
    #expect(sources(text, of: "sell") == ["Anna Brandt"], "\(text.all.sorted())")
  }

  @Test func whatACourtHeardIsNoFact() throws {
    let text = try ReadText("Omar Reyes robbed a widow, the court heard.")
    #expect(sources(text, of: "rob") == ["court"], "\(text.all.sorted())")
  }

  @Test func theSourceItselfIsNotItsOwnWords() throws {
    let text = try ReadText(
      "According to Anna Brandt, who chairs the council, the mayor sold the park.")
    #expect(sources(text, of: "sell") == ["Anna Brandt"])
    #expect(text.states("Anna Brandt | chair | council"))
  }

  @Test func aQuotationThatHoldsAnotherIsRead() throws {
    let text = try ReadText(
      "'@Mira Oh no. Never walk to work #rain before tea. You should have seen the \"cats who are late IRL\" Sorry !'"
    )
    #expect(!text.result.record.sentences.isEmpty)
  }
}
