import Extraction
import Testing

/// Coordinations that leave the verb out, and acts with three places.
@Suite struct GappingTests {
  private func statement(
    _ text: String, _ line: String, with name: String, _ value: String,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let read = try ReadText(text)
    #expect(
      read.qualified.contains {
        $0.line.hasPrefix(line) && $0.qualifiers.contains("\(name): \(value)")
      },
      "\(read.qualified)", sourceLocation: location)
  }

  @Test func thesamePrepositionOpensASecondPair() throws {
    let text = "The library lent the old atlas to Bergen and the silver globe to Turku."
    try statement(text, "library | lend | old atlas", with: "to", "Bergen")
    try statement(text, "library | lend | silver globe", with: "to", "Turku")
    try expectStatements(text, keeps: [], not: ["library | lend_to | silver globe"])
  }

  @Test func anOfficeGoesWithTheNameBeforeIt() throws {
    try expectStatements(
      "Altona Motors named Ravi Menon as head of design and Clara Voss as treasurer.",
      keeps: ["Altona Motors | name | Ravi Menon", "Altona Motors | name | Clara Voss"],
      not: ["Ravi Menon | head_of | treasurer", "Altona Motors | name_as"])
    try statement(
      "The council named Nowak chief engineer.", "council | name | Nowak", with: "as",
      "chief engineer")
  }

  @Test func eachReceiverGetsItsOwn() throws {
    let text = "The court awarded Clara Voss $2 million and Ravi Menon $5 million."
    try statement(text, "court | award | $2 million", with: "to", "Clara Voss")
    try statement(text, "court | award | $5 million", with: "to", "Ravi Menon")
  }

  @Test func aSecondNameHasItsOwnObject() throws {
    try expectStatements(
      "Bergen has bridges, Turku towers.",
      keeps: ["Bergen | have | bridges", "Turku | have | towers"], not: ["Bergen | have | Turku"])
  }

  @Test func acircumstanceIsToldOnce() throws {
    let read = try ReadText("The old ferry sank near Turku in 1931.")
    let sinking = read.qualified.first { $0.line == "old ferry | sink_near | Turku" }
    #expect(sinking?.qualifiers == ["in: 1931"])
  }
}
