import Documents
import TestSupport
import Testing

@Suite struct StructuredTextTests {
  private func read(_ text: String) throws -> SourceDocument {
    try #require(
      try DocumentReader().documents(of: Array(text.utf8), source: "a.rst").first)
  }

  private func shown(_ text: String) throws -> [String] {
    try read(text).lines.map { "\($0.role.rawValue): \(NormalizedText($0).text)" }
  }

  @Test func marksAreNotRead() throws {
    let text = """
      ============
      The mill
      ============

      :Author: Rut Moe
      :Date: 2024-05-02

      .. _mill:

      The *old* **mill** of `Ulm <https://ulm.example>`_ was sold to
      :person:`Olga Brandt` in 1902 [1]_. It is a museum_ now, and
      ``grinds`` nothing.

      Owners
      ------

      - Lars Ek bought the mill
        in 1960.
      #. His son sold it.

      .. note:: The mill is closed on Mondays.

      .. code-block:: python

         mill.sell()

      He wrote this program::

        print("sold")

      .. figure:: mill.png
         :width: 200

         The mill in 1950

      .. [1] The deed is lost.
      """
    let document = try read(text)
    #expect(document.title == "The mill")
    #expect(document.details.authors == ["Rut Moe"])
    #expect(document.published?.description == "2024-05-02")
    #expect(
      try shown(text) == [
        "title: The mill",
        "body: The old mill of Ulm was sold to Olga Brandt in 1902. It is a museum now, and grinds nothing.",
        "title: Owners", "body: Lars Ek bought the mill in 1960.", "body: His son sold it.",
        "body: The mill is closed on Mondays.", "title: He wrote this program:",
        "caption: The mill in 1950", "body: The deed is lost.",
      ])
  }

  @Test func rowsOfTablesAreNoSentences() throws {
    let text = """
      The mill had two owners.

      =====  ====
      Name   Year
      =====  ====
      Ek     1960
      =====  ====

      +------+------+
      | Moe  | 1990 |
      +------+------+

      The rest is lost.
      """
    #expect(
      try shown(text) == [
        "body: The mill had two owners.", "table: Name Year", "table: Ek 1960",
        "table: Moe | 1990", "body: The rest is lost.",
      ])
  }

  @Test func placesAreThoseOfTheFile() throws {
    let text = "Mill\n====\n\nThe *mill* was sold\nto Ek."
    let scalars = Array(text.unicodeScalars)
    for line in try read(text).lines {
      let end = line.start + line.text.unicodeScalars.count
      #expect(String(String.UnicodeScalarView(scalars[line.start..<end])) == line.text)
    }
  }

  @Test(arguments: ["`a", "*a", "|a", "[a", ":a", "``", "a_ ", "+-\n", ".. a::\n", "== ==\n"])
  func whatHasNoEndIsReadInTime(_ part: String) throws {
    let text = "The mill was sold.\n\n" + String(repeating: part, count: 20_000)
    let clock = ContinuousClock()
    let time = clock.measure { _ = try? read(text) }
    #expect(time < TestLength.hang)
  }
}
