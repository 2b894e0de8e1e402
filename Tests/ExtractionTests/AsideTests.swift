import Extraction
import Testing

/// What stands beside a name: ages, dates of life, kin, offices, regions.
@Suite struct AsideTests {
  @Test func aNumberBehindAPersonIsAnAge() throws {
    try expectStatements(
      "Clara Voss, 52, was hurt in Turku.", keeps: ["Clara Voss | be_aged | 52"])
    try expectStatements(
      "Police arrested 34-year-old Ravi Menon in Turku.", keeps: ["Ravi Menon | be_aged | 34"])
    try expectStatements(
      "In Clara Voss, 52 voters saw a leader.", keeps: [], not: ["Clara Voss | be_aged"])
  }

  @Test func aParenthesisDatesALife() throws {
    let read = try ReadText("Clara Voss (3 May 1861 – 9 June 1929) was a Danish painter.")
    #expect(
      read.qualified.contains {
        $0.line == "Clara Voss | be_born | " && $0.qualifiers == ["on: 1861-05-03"]
      })
    #expect(
      read.qualified.contains {
        $0.line == "Clara Voss | die | " && $0.qualifiers == ["on: 1929-06-09"]
      })
  }

  @Test func aRegionBehindACommaIsWhereThePlaceIs() throws {
    try expectStatements(
      "The museum stands in Linz, Austria.", keeps: ["Linz | be_in | Austria"])
    try expectStatements(
      "She worked in Linz, Austria and Italy.", keeps: [], not: ["Linz | be_in"])
  }

  @Test func kinshipIsARelation() throws {
    try expectStatements(
      "Clara Voss’s second husband was the sculptor Ravi Menon.",
      keeps: ["Ravi Menon | husband_of | Clara Voss"])
    try expectStatements(
      "Clara Voss, a sculptor and mother of two, died in Turku.",
      keeps: ["Clara Voss | be | sculptor", "Clara Voss | be | mother of two"],
      not: ["Clara Voss | be | sculptor of two"])
  }

  @Test func aNameInParenthesesIsOfWhatStandsBeforeIt() throws {
    try expectStatements(
      "The town has a choir (the Turku Voices), a theatre (Linden House) and a toy museum.",
      keeps: [], not: ["Linden House | be | toy museum"])
  }

  @Test func aTownInAPartOfACountryIsInTheCountry() throws {
    try expectStatements(
      "Linz is a city in the north of Austria.", keeps: ["Linz | be_in | Austria"])
  }

  @Test func oneOfTheFoundersIsAFounder() throws {
    try expectStatements(
      "Clara Voss was one of the founders of Altona Motors.",
      keeps: ["Clara Voss | founder_of | Altona Motors"])
  }
}
