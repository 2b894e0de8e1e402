import Documents
import Testing

/// The lines of a letter that say whom it is to and who wrote it.
@Suite struct LetterTests {
  private func lines(_ text: String, _ role: TextRole) throws -> [String] {
    let document = try DocumentReader().documents(of: Array(text.utf8), source: "a.txt").first
    return document?.lines.filter { $0.role == role }.map(\.text) ?? []
  }

  private static let body =
    "We sold the boat last week, and the children were sad to see it go down the river."

  @Test func greetingAndNameBelowTheClosingAreTold() throws {
    let text = "Dear Mr. Lind:\n\n\(Self.body)\n\nWith best wishes,\n\nIda Moe\n"
    #expect(try lines(text, .salutation) == ["Dear Mr. Lind:"])
    #expect(try lines(text, .signature) == ["Ida Moe"])
    #expect(try lines(text, .body) == [Self.body])
  }

  @Test func aTextWithoutGreetingIsNoLetter() throws {
    let text = "The boat is gone\n\n\(Self.body)\n\nWith best wishes,\n\nIda Moe\n"
    #expect(try lines(text, .signature).isEmpty)
    #expect(try lines(text, .salutation).isEmpty)
  }
}
