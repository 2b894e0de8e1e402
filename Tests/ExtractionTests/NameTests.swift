import Extraction
import Testing

/// Where names begin and end, and what simple sentences say of their bearers.
@Suite struct NameTests {
  @Test func aTitleWordBelongsToTheNameOfAnInstitution() throws {
    try expectStatements(
      "General Dynamics hired Carla Weiss last year, the company said.",
      keeps: ["General Dynamics | hire | Carla Weiss"], not: ["Dynamics |"])
    try expectStatements(
      "Prince George County sued the builder of the bridge on Friday.",
      keeps: ["Prince George County | sue |"])
    try expectStatements(
      "President Carla Weiss visited the Queen Anne Hospital on Friday.",
      keeps: ["Carla Weiss | visit | Queen Anne Hospital"])
  }

  @Test func particlesStayInsideAName() throws {
    try expectStatements(
      "Rudolf van der Berg met Carla Weiss at the station on Friday.",
      keeps: ["Rudolf van der Berg | meet | Carla Weiss"])
  }

  @Test func whatOpensTheSentenceIsNoPartOfAName() throws {
    let text = try ReadText("Although Lumio bought Carvex, the factory closed in June.")
    #expect(!text.all.contains { $0.hasPrefix("Although") })
  }

  @Test func aCallingBeforeAShortNameIsNotTheObject() throws {
    try expectStatements(
      "Greta Holm thanked painter Bo Lind.", keeps: ["Greta Holm | thank | Bo Lind"],
      not: ["Greta Holm | thank | painter"])
  }

  @Test func aNounOfPlacesIsNamedWithWhatItIsOf() throws {
    let text = try ReadText("They saw the Mosque of Tolvik and the Mosque of Dravik.")
    #expect(text.mentions(of: "Mosque of Tolvik") == ["Mosque of Tolvik"])
    #expect(text.mentions(of: "Mosque of Dravik") == ["Mosque of Dravik"])
  }

  @Test func numbersWithPointsTellRulesApart() throws {
    let text = try ReadText("The court cited Rule 37 and Rule 26.1. It did not apply Rule 26.1.")
    #expect(text.mentions(of: "Rule 37") == ["Rule 37"])
    #expect(text.mentions(of: "Rule 26.1") == ["Rule 26.1", "Rule 26.1"])
  }

  @Test func aNameMayBeginSmall() throws {
    let text = try ReadText("She sold a lamp on eBrisk. The owners of eBrisk live in Norway.")
    #expect(text.mentions(of: "eBrisk") == ["eBrisk", "eBrisk"])
  }

  @Test func aLanguageIsAName() throws {
    let text = try ReadText("He speaks English and Spanish. The book was translated into English.")
    #expect(text.mentions(of: "English") == ["English", "English"])
    #expect(text.entities("concept").isSuperset(of: ["English", "Spanish"]))
  }

  @Test(arguments: [
    ("Valeska", "Paris"), ("Anna", "Boston"), ("Imke", "Hamburg"), ("Neil", "Chad"),
    ("Ashley", "Madrid"),
  ])
  func aFamilyNameMayBeThatOfAPlace(given: String, family: String) throws {
    let text = try ReadText(
      """
      \(given) \(family), a nurse from Adelaide, sued the hospital. \(family) was born in Norway. \
      On Monday \(family) told the court that she was dismissed.
      """)
    #expect(
      text.mentions(of: "\(given) \(family)").filter { $0.hasSuffix(family) } == [
        "\(given) \(family)", family, family,
      ])
    #expect(text.entities("person").contains("\(given) \(family)"))
  }

  @Test func whoIsWrittenToIsNotCalledDear() throws {
    let text = try ReadText("Dear Anna, thank you for the boat. Anna Lind sold it to Bo.")
    #expect(!text.entities("person").contains { $0.hasPrefix("Dear") })
  }

  @Test func aTitleIsNoPartOfTheNameBehindIt() throws {
    let text = try ReadText("Franklin County Commissioner Erica Crawley opened the bridge.")
    #expect(text.mentions(of: "Erica Crawley").first == "Erica Crawley")
  }

  @Test func aTownIsNobodyBecauseSomebodyIsCalledSo() throws {
    let text = try ReadText(
      """
      Anna Boston, a nurse, sued the hospital. She lives in Boston and works in Boston.
      """)
    #expect(text.mentions(of: "Boston") == ["Boston", "Boston"])
  }

  @Test func aFamilyNameMayComeFirstOrLast() throws {
    let text = try ReadText(
      "Mori Haruko wrote a novel. Critics praised Haruko Mori, and readers loved Haruko Mori.")
    #expect(text.entities("person") == ["Haruko Mori"])
  }

  @Test func aPlaceThatATeamIsNamedAfterIsAMention() throws {
    let text = try ReadText(
      "The Houston Sea Eagles won the match. The mayor praised the Houston Sea Eagles.")
    #expect(text.mentions(of: "Houston") == ["Houston", "Houston"])
    #expect(text.entities("place") == ["Houston"])
  }

  @Test func wordsWithAHyphenStayWhole() throws {
    try expectStatements(
      "Carla Weiss co-hosted the show and out-sold Jan Nowak.",
      keeps: ["Carla Weiss | cohost | show"], not: ["Carla Weiss | co |"])
    try expectStatements(
      "Carla Weiss, the co-owner of Lumio Foods, sold a farm.",
      keeps: ["Carla Weiss | sell | farm", "Carla Weiss | be | co-owner of Lumio Foods"],
      not: ["Carla Weiss | be | co |"])
  }

  @Test func verbsThatTheLemmatizerDoesNotKnowHaveTheirForm() throws {
    try expectStatements("The floods gutted the mill.", keeps: ["floods | gut | mill"])
    try expectStatements(
      "The critics retweeted the picture.", keeps: ["critics | retweet | picture"])
  }

  @Test func aPluralBehindANameIsItsVerb() throws {
    try expectStatements(
      "Bolivia borders Peru, Chile and Paraguay.",
      keeps: ["Bolivia | border | Peru", "Bolivia | border | Paraguay"], not: ["Peru | be"])
  }

  @Test func respectivelyPairsInOrder() throws {
    try expectStatements(
      "Carla Weiss and Jan Nowak met Greta Holm and Bo Lind, respectively.",
      keeps: ["Carla Weiss | meet | Greta Holm", "Jan Nowak | meet | Bo Lind"],
      not: ["Carla Weiss | meet | Bo Lind", "Jan Nowak | meet | Greta Holm"])
  }

  @Test func amountsKeepTheirUnits() throws {
    try expectStatements(
      "The temperature rose to 31 degrees Celsius in the valley.",
      keeps: ["temperature | rise_to | 31 degrees Celsius"])
    try expectStatements(
      "Lumio Energy installed 40 MW of solar capacity last year.",
      keeps: ["Lumio Energy | install | 40 MW"], not: ["Lumio Energy | install | MW"])
  }

  @Test func whatIsKnownIsSo() throws {
    let text = try ReadText("The drug is known to lower the blood pressure of patients.")
    #expect(text.asserted.contains { $0.hasPrefix("drug | lower | blood pressure") })
  }

  @Test func whoIsSomebody() throws {
    try expectStatements(
      "A woman with a history of heart failure who complained of dizziness was treated.",
      keeps: ["woman"], not: ["heart failure | complain"])
  }

  @Test func ofTwoWhoAreOnlyDescribedNeitherIsHe() throws {
    let text = try ReadText(
      "The teacher praised the pupils. The administrator wrote a letter. He also sent a card.")
    #expect(!text.asserted.contains { $0.hasPrefix("teacher | send") })
  }

  @Test func theObjectOfAnAppointmentHoldsTheOffice() throws {
    try expectStatements(
      "The board appointed Carla Weiss as Lumio's chief financial officer.",
      keeps: ["Carla Weiss | chief_financial_officer_of | Lumio"])
  }

  @Test func aWeekdayToComeIsAfterThePublication() throws {
    let text = try ReadText(
      """
      UTRECHT, April 3, 2024 (Wire) — Carla Weiss will meet Jan Nowak on Monday. \
      Greta Holm will speak when she visits Leiden on Tuesday.
      """)
    #expect(text.result.record.statements.contains { "\($0.date as Any)".contains("2024-04-08") })
    #expect(!text.result.record.statements.contains { "\($0.date as Any)".contains("2024-04-01") })
  }

  @Test func aDefinedTermIsWhoeverItTakesUp() throws {
    try expectStatements(
      "Lumio Foods said sales rose. The Company also closed two shops in Utrecht.",
      keeps: ["Lumio Foods | close | two shops"], not: ["Company | close"])
  }
}
