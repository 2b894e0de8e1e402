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
