import Foundation
import TestSupport
import Testing

/// What a reader rejects stays away, whatever documents say, until it is taken back.
@Suite struct RejectionTests {
  private let folder: TemporaryFolder
  private let graph: String
  private let text: String

  init() throws {
    folder = try TemporaryFolder()
    text = try folder.write(
      "4 March 2024\n\nIda Brandt met Omar Sayed in Oslo. Ida Brandt praised Lindau.\n",
      to: "march.txt")
    graph = folder.path("graph.db")
    _ = try GraphshCommand.run(["ingest", "-q", text, "--db", graph])
  }

  @discardableResult
  private func run(_ arguments: String...) throws -> GraphshCommand.Result {
    try GraphshCommand.run(arguments + ["--db", graph])
  }

  private func holds(_ query: String) throws -> Bool {
    try run("query", query, "-f", "csv").output.contains("true")
  }

  private let meeting = "met(\"Ida Brandt\", \"Omar Sayed\")"

  @Test func aRejectedFactStaysAwayWhenItsDocumentIsReadAnew() throws {
    #expect(try holds("\(meeting)?"))
    let rejection = try run("reject", meeting, "--because", "It was her deputy.")
    #expect(rejection.status == 0)
    #expect(rejection.errors.contains("rejected: Ida Brandt met Omar Sayed"))
    #expect(try !holds("\(meeting)?"))
    try run("ingest", "-q", "--replace", text)
    #expect(try !holds("\(meeting)?"))
    #expect(try holds("praised(\"Ida Brandt\", \"Lindau\")?"))
    // Nor does another document bring it.
    let other = try folder.write(
      "6 March 2024\n\nOn Monday, Ida Brandt met Omar Sayed.\n", to: "other.txt")
    try run("ingest", "-q", other)
    #expect(try !holds("\(meeting)?"))
    try run("vacuum")
    #expect(try run("rejected").output.contains("Ida Brandt meet Omar Sayed (It was her deputy.)"))
    #expect(try run("check").status == 0)
  }

  @Test func undoBringsItBackAsDocumentsTellItNow() throws {
    try run("reject", meeting)
    try run("ingest", "-q", "--replace", text)
    let undone = try run("undo")
    #expect(undone.errors.contains("no longer rejected: Ida Brandt met Omar Sayed"))
    #expect(try holds("\(meeting)?"))
    #expect(try run("why", meeting).output.contains("march.txt"))
    #expect(try run("rejected").output.contains("nothing was rejected"))
    #expect(try run("undo").status == 1)
  }

  @Test func whatWasInsertedComesBackToo() throws {
    try run("query", "insert ally(\"Ida Brandt\", \"Omar Sayed\").")
    try run("reject", "ally(\"Ida Brandt\", X)")
    #expect(try !holds("ally(\"Ida Brandt\", \"Omar Sayed\")?"))
    try run("undo")
    #expect(try holds("ally(\"Ida Brandt\", \"Omar Sayed\")?"))
    // Who inserts a fact says that it is so.
    try run("reject", meeting)
    try run("query", "insert meet(\"Ida Brandt\", \"Omar Sayed\").")
    #expect(try run("rejected").output.contains("nothing was rejected"))
  }

  @Test func whatNobodyStatesCannotBeRejected() throws {
    let nothing = try run("reject", "met(\"Ida Brandt\", \"Lindau\")")
    #expect(nothing.status == 1)
    #expect(nothing.errors.contains("nothing to reject"))
    #expect(try run("rejected").output.contains("nothing was rejected"))
  }
}
