import TestSupport
import Testing

/// What `import` says it made of a table.
@Suite struct ImportNoteTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> GraphshCommand.Result {
    try GraphshCommand.run(arguments, in: folder.url)
  }

  @Test func tellsOnceWhatItTookForWhat() throws {
    _ = try folder.write("Source;Target;Weight\na;b;3\na;c;3\n", to: "e.csv")
    let result = try run("import", "e.csv", "--db", "g.db")
    #expect(result.status == 0)
    #expect(result.errors.contains("e.csv: cells are separated by semicolons\n"))
    #expect(result.errors.contains("e.csv: read as an edge list: Source → Target; "))
    let sum = try run("query", "?(sum(W)) :- weight(E, W).", "--db", "g.db", "--no-header")
    #expect(sum.output == "6\n")
    #expect(try run("import", "e.csv", "--db", "g.db", "-q").errors.isEmpty)
  }

  @Test func aProgramSaysWhichSeparatorItsFilesHave() throws {
    _ = try folder.write("a   b\nb   c\n", to: "e.facts")
    _ = try folder.write("@import e \"e.facts\".\ne(X, Y)?\n", to: "p.gql")
    let result = try run("run", "p.gql")
    #expect(result.status != 0)
    #expect(result.errors.contains("'e.facts' has 1 column, but"))
    #expect(result.errors.contains("by tabs"))
  }
}
