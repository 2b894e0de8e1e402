import Testing

/// When and where an act was, wherever in its sentence that stands.
@Suite struct CircumstanceTests {
  private func qualifiers(_ text: String, of line: String) throws -> [String] {
    try ReadText(text).qualified.first { $0.line == line }?.qualifiers ?? ["no such statement"]
  }

  @Test func whereAndWhenBehindAPersonAreOfTheAct() throws {
    #expect(
      try qualifiers(
        "Clara Voss met with Ravi Menon in Turku on Monday.",
        of: "Clara Voss | meet_with | Ravi Menon") == ["in: Turku", "on: Monday"])
    #expect(
      try qualifiers(
        "Police arrested Ravi Menon at the harbour.", of: "police | arrest | Ravi Menon")
        == ["at: harbour"])
    #expect(
      try qualifiers("Clara Voss joined Google in 2005.", of: "Clara Voss | join | Google")
        == ["in: 2005"])
  }

  @Test func whatAHeldActHasIsOfTheAct() throws {
    let text = "The minister held talks with Ravi Menon in Turku on 13 January 2024."
    let expected = ["in: Turku", "on: 2024-01-13"]
    #expect(try qualifiers(text, of: "minister | hold | talks with Ravi Menon") == expected)
    // The act that the noun tells has them too.
    #expect(try qualifiers(text, of: "minister | meet | Ravi Menon") == expected)
  }

  @Test func anActThatANounTellsHasItsPlaceAndTime() throws {
    #expect(
      try qualifiers(
        "Clara Voss’s visit to Peru in May 2019 was short.", of: "Clara Voss | visit | Peru")
        == ["in: 2019-05"])
    #expect(
      try qualifiers(
        "A meeting between Clara Voss and Ravi Menon took place in Turku on 3 March 2021.",
        of: "Clara Voss | meet | Ravi Menon") == ["in: Turku", "on: 2021-03-03"])
  }

  @Test func aSpanHasABeginningAndAnEnd() throws {
    #expect(
      try qualifiers(
        "The miners stopped work from 13 September 2012 to 20 September 2012.",
        of: "miners | stop | work") == ["from: 2012-09-13", "to: 2012-09-20"])
  }
}
