import Documents
import Testing

@Suite struct MarkdownTests {
  private func read(_ text: String) throws -> SourceDocument {
    try #require(try DocumentReader().documents(of: Array(text.utf8), source: "a.md").first)
  }

  @Test func frontMatterTellsOfTheDocument() throws {
    let document = try read(
      """
      ---
      title: "Mill sold"
      authors:
        - Rut Moe
        - Jo Day
      date: 2024-05-03
      lang: en
      ---

      Olga Brandt sold the mill.
      """)
    #expect(document.title == "Mill sold")
    #expect(document.details.authors == ["Rut Moe", "Jo Day"])
    #expect(document.published?.description == "2024-05-03")
    #expect(document.details.language == "en")
    #expect(document.lines.map(\.text) == ["Mill sold", "Olga Brandt sold the mill."])
  }

  @Test func marksAreTakenOffAndCodeIsLeftOut() throws {
    let document = try read(
      """
      Olga *Brandt* sold the [mill](http://a.example/a_(b) "title") to **Hans_Krug** \\*here\\*, see `flour`
      and [the deed][1].

          indented code met text

      1. Hans Krug hired Ann.

         He paid her well.

      > Ann left in May.

      Setext
      ------

      [1]: http://a.example/deed
      """)
    let body = document.lines.filter { $0.role == .body }.map(\.text)
    #expect(
      body == [
        "Olga Brandt sold the mill to Hans_Krug *here*, see flour and the deed.",
        "Hans Krug hired Ann.", "He paid her well.", "Ann left in May.",
      ])
    #expect(document.lines.contains { $0.role == .title && $0.text == "Setext" })
    #expect(document.leftOut[.furniture] != nil)
  }

  @Test func rowsOfTablesKeepTheirCells() throws {
    let document = try read(
      """
      Buyer | Thing
      ----- | -----
      Eva Moe | A lamp
      """)
    #expect(
      document.lines.map(\.text) == ["Buyer | Thing", "Eva Moe | A lamp"])
    #expect(document.lines.allSatisfy { $0.role == .furniture })
  }
}
