import Testing

/// What is refused where only the request before tells it.
@Suite struct RefusalTests {
  @Test func aBareRefusalIsOfWhatWasAskedFor() throws {
    try expectStatements(
      "The union asked the firm to raise wages. The firm refused.",
      keeps: ["firm | raise | wages | not | refuse"], not: ["firm | raise"])
    try expectStatements(
      "The board urged Jan Nowak to resign, but he declined.",
      keeps: ["Jan Nowak | resign |  | not | refuse"], not: ["Jan Nowak | resign"])
  }

  @Test func whoWasNotAskedRefusesSomethingElse() throws {
    let text = try ReadText("The union asked the firm to raise wages. Jan Nowak refused.")
    #expect(!text.all.contains { $0.contains("raise") && $0.contains("| not") })
  }

  @Test func aRefusalFarBehindIsOfSomethingElse() throws {
    let text = try ReadText(
      """
      The union asked the firm to raise wages. Rain fell on Monday. Snow fell on Tuesday. The fair opened. \
      The firm refused.
      """)
    #expect(!text.all.contains { $0.contains("raise") && $0.contains("| not") })
  }
}
