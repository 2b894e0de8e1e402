import Foundation
import TestSupport
import Testing

/// Commands that change what is in a graph: merge, split, alias, forget, and its upkeep.
@Suite struct MendTests {
  let folder: TemporaryFolder
  private var graph: String { folder.path("ferry.db") }

  init() throws {
    folder = try TemporaryFolder()
    try SampleGraph.write(to: graph)
  }

  private func run(_ arguments: String...) throws -> GraphshCommand.Result {
    try GraphshCommand.run(arguments + ["--db", graph])
  }

  @Test func mergedEntityAnswersToBothNames() throws {
    let merged = try run("merge", "Mara Jensen", "Mara Holm")
    #expect(merged.status == 0, "\(merged.errors)")
    #expect(merged.errors == "Mara Jensen is Mara Holm now\n")
    #expect(try run("query", "meet(\"Mara Jensen\", Who)?").output == "Who\nTeo Brandt\n")
    let again = try run("merge", "Mara Jensen", "Mara Holm")
    #expect(again.status == 1)
    #expect(again.errors == "graphsh: both names already mean Mara Holm\n")
  }

  @Test func whatWasMendedIsUndone() throws {
    let before = try run("query", "meet(\"Mara Jensen\", Who)?")
    _ = try run("merge", "Mara Jensen", "Mara Holm")
    _ = try run("alias", "North Ferry", "NFC")
    #expect(try run("undo").errors == "NFC no longer means North Ferry\n")
    #expect(try run("undo").errors == "Mara Jensen and Mara Holm are no longer merged\n")
    #expect(try run("query", "meet(\"Mara Jensen\", Who)?").output == before.output)
    #expect(try run("undo").status == 1)
  }

  @Test func aliasMeansTheEntity() throws {
    #expect(try run("alias", "North Ferry", "NFC").errors == "NFC now means North Ferry\n")
    #expect(try run("query", "run(Who, \"NFC\")?").output == "Who\nTeo Brandt\n")
  }

  @Test func splitNameIsAnEntityOfItsOwn() throws {
    let split = try run("split", "Mara Holm", "the mayor")
    #expect(split.status == 0, "\(split.errors)")
    #expect(split.errors == "the mayor is now an entity of its own\n")
    let unknown = try run("split", "Mara Holm", "the queen")
    #expect(unknown.status == 1)
    #expect(unknown.errors.split(separator: "\n").count == 1)
  }

  @Test func forgottenDocumentTakesItsFactsAlong() throws {
    let gone = try run("forget", "ferry.txt")
    #expect(gone.status == 0, "\(gone.errors)")
    #expect(gone.errors.hasPrefix("forgot ferry.txt: 6 facts, 8 statements"))
    #expect(try run("documents", "--no-header").output.isEmpty)
    let again = try run("forget", "ferry.txt")
    #expect(again.status == 1)
    #expect(again.errors.hasPrefix("graphsh: no document ferry.txt"))
  }

  @Test func readOnlyRefusesToMend() throws {
    let result = try run("merge", "Mara Jensen", "Mara Holm", "--read-only")
    #expect(result.status == 2)
    #expect(try run("query", "label(_, \"Mara Jensen\")?").output == "true\n")
  }

  @Test func fileThatCannotBeOpenedIsSaidToBeDamagedAndHowToRestoreIt() throws {
    try Data(contentsOf: URL(filePath: graph)).prefix(8192).write(to: URL(filePath: graph))
    for result in [try run("check"), try run("query", "leads(X, Y)?")] {
      #expect(result.status == 1)
      #expect(result.errors.contains("ferry.db is damaged: "), "\(result.errors)")
      #expect(result.errors.contains("restore the file from a backup"))
    }
  }

  @Test func checkSaysWhetherAllIsWell() throws {
    let good = try run("check")
    #expect(good.status == 0)
    #expect(good.output == "\(graph): good\n")
    var bytes = try Data(contentsOf: URL(filePath: graph))
    for place in stride(from: 8192, to: bytes.count, by: 997) { bytes[place] ^= 0x55 }
    try bytes.write(to: URL(filePath: graph))
    let bad = try run("check")
    #expect(bad.status == 1)
  }

  @Test func backupIsAGraphAndReplacesNothing() throws {
    let copy = folder.path("copy.db")
    #expect(try run("backup", copy).status == 0)
    let counts = try GraphshCommand.run(["stats", "--db", copy]).output
    #expect(counts.contains("facts\t6\n"))
    #expect(try run("backup", copy).status == 1)
    #expect(try run("vacuum").status == 0)
  }

  @Test func exportedTriplesComeBack() throws {
    let file = folder.path("ferry.nt")
    let exported = try GraphshCommand.run([graph], input: ".export \(file)\n")
    #expect(exported.status == 0, "\(exported.errors)")
    let copy = folder.path("copy.db")
    #expect(try GraphshCommand.run([copy], input: ".import \(file)\n").status == 0)
    let rows = try GraphshCommand.run(["query", "triple(S, P, O)?", "--db", copy]).output
    #expect(rows == (try run("query", "triple(S, P, O)?")).output)
  }
}
