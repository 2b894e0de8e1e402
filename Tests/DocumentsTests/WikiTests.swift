import Documents
import TestSupport
import Testing

@Suite struct WikiTests {
  private func read(_ text: String) throws -> SourceDocument {
    try #require(
      try DocumentReader().documents(of: Array(text.utf8), source: "a.wiki").first)
  }

  private func shown(_ text: String) throws -> [String] {
    try read(text).lines.map { "\($0.role.rawValue): \(NormalizedText($0).text)" }
  }

  @Test func marksAreNotRead() throws {
    let text = """
      {{Infobox mill
      | name = Mill of {{nowrap|Ulm}}
      }}
      The '''mill of [[Ulm]]''' was built by [[Olga Brandt|Mrs. Brandt]] in 1902.<ref>{{cite book|title=Mills}}</ref> It
      burned down<!-- or was it sold? --> in [https://a.example/1950 1950].<ref name="a" />

      __TOC__
      == The ''owners'' ==
      * [[Lars Ek]] bought the mill in 1960.
      ** His son sold it.
      ; Now
      [[File:Mill.jpg|thumb|The mill in [[1950]]]]
      The mill is a museum.
      [[Category:Mills]]
      """
    #expect(
      try shown(text) == [
        "body: The mill of Ulm was built by Mrs. Brandt in 1902. It burned down in 1950.",
        "title: The owners", "body: Lars Ek bought the mill in 1960.", "body: His son sold it.",
        "title: Now", "caption: The mill in 1950", "body: The mill is a museum.",
      ])
  }

  @Test func rowsOfTablesAreNoSentences() throws {
    let text = """
      The mill had three owners.
      {| class="wikitable"
      |+ Owners of the mill
      ! Name !! Year
      |-
      | align="left" | Olga Brandt || 1902
      |}
      """
    #expect(
      try shown(text) == [
        "body: The mill had three owners.", "caption: Owners of the mill",
        "table: Name !! Year", "table: Olga Brandt || 1902",
      ])
  }

  @Test func placesAreThoseOfTheFile() throws {
    let text = "== Mill ==\n\nThe '''mill''' was sold."
    let document = try read(text)
    let scalars = Array(text.unicodeScalars)
    for line in document.lines {
      let end = line.start + line.text.unicodeScalars.count
      #expect(String(String.UnicodeScalarView(scalars[line.start..<end])) == line.text)
    }
    #expect(document.title == "Mill")
  }

  @Test(arguments: ["{{", "[[", "<ref>", "''", "[[File:a|", "{|\n", "<!--", "__", "[http"])
  func whatHasNoEndIsReadInTime(_ part: String) throws {
    let text = "The mill was sold.\n" + String(repeating: part, count: 20_000)
    let clock = ContinuousClock()
    let time = clock.measure { _ = try? read(text) }
    #expect(time < TestLength.hang)
  }
}
