import TestSupport
import Testing

/// The commands that list entities that may be one, decide on them, and take decisions back.
@Suite struct DuplicateCommandTests {
  let folder: TemporaryFolder
  private var graph: String { folder.path("ferry.db") }

  init() throws {
    folder = try TemporaryFolder()
    try SampleGraph.write(to: graph)
  }

  private func run(_ arguments: String...) throws -> GraphshCommand.Result {
    try GraphshCommand.run(arguments + ["--db", graph])
  }

  @Test func aGraphWithoutDoubtsListsNothing() throws {
    let listed = try run("duplicates", "--format", "json")
    #expect(listed.status == 0, "\(listed.errors)")
  }

  @Test func aNumberThatIsNotListedIsRefused() throws {
    let result = try run("duplicates", "--accept", "7")
    #expect(result.status == 1)
    #expect(result.errors == "graphsh: no pair has the number 7: 'graphsh duplicates' lists 0\n")
  }

  @Test func aPairCannotBeBothOneAndTwo() throws {
    #expect(try run("duplicates", "--accept", "1", "--refuse", "1").status == 2)
  }

  @Test func withoutADecisionThereIsNothingToUndo() throws {
    let result = try run("undo")
    #expect(result.status == 1)
    #expect(
      result.errors
        == "graphsh: nothing to undo: nothing was merged, split, renamed or rejected, and nothing decided on duplicates\n"
    )
  }
}
