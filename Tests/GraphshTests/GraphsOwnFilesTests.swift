import Foundation
import Graph
import TestSupport
import Testing

/// Nothing that a command writes goes into the graph that is open.
@Suite struct GraphsOwnFilesTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path("graph.csv") }

  init() throws {
    folder = try TemporaryFolder()
    // The ending is one that exports have.
    try SampleGraph.write(to: folder.path("graph.csv"))
    try FileManager.default.linkItem(
      atPath: folder.path("graph.csv"), toPath: folder.path("hard.csv"))
    for (link, target) in [
      ("soft.csv", "graph.csv"), ("far.csv", folder.path("soft.csv")), ("log.csv", "graph.csv-wal"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path(link), withDestinationPath: target)
    }
    try FileManager.default.createDirectory(
      atPath: folder.path("inner"), withIntermediateDirectories: true)
  }

  static let names = [
    "graph.csv", "./graph.csv", "inner/../graph.csv", "hard.csv", "soft.csv", "far.csv",
  ]

  private func expectRefusal(_ arguments: [String]) throws {
    let before = try Data(contentsOf: URL(filePath: path))
    for options in [[], ["--read-only"], ["--safe", "--read-only"]] {
      let result = try GraphshCommand.run(
        arguments + options + ["--db", "graph.csv"], in: folder.url)
      #expect(result.status == 1, "\(arguments) \(options): \(result)")
      #expect(
        result.errors.contains("the graph's own file") || result.errors.contains("--safe refuses"),
        "\(arguments) \(options): \(result)")
    }
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test(arguments: names + ["graph.csv-wal", "graph.csv-shm", "graph.csv-journal", "log.csv"])
  func noOutputGoesThere(name: String) throws {
    try expectRefusal(["-c", ".output \(name)\nmeet(X, Y)?"])
    try expectRefusal(["-c", ".export \(name.hasSuffix(".csv") ? name : "soft.csv")"])
  }

  @Test(arguments: names)
  func noProgramWritesOrReadsThere(name: String) throws {
    try expectRefusal(["query", "p(1). @export p \"\(name)\". p(X)?"])
    try expectRefusal(["query", "@import p \"\(name)\". p(X)?"])
  }

  @Test func otherFilesAreWritten() throws {
    let result = try GraphshCommand.run(
      ["-c", ".output other.csv\nmeet(X, Y)?", "--db", "graph.csv"], in: folder.url)
    #expect(result.status == 0, "\(result)")
    #expect(try !Data(contentsOf: URL(filePath: folder.path("other.csv"))).isEmpty)
  }

  @Test func exportKeepsOtherFilesBesideIt() throws {
    try folder.write("mine", to: "rows.csv.part")
    let result = try GraphshCommand.run(
      ["query", "p(1). @export p \"rows.csv\". p(X)?", "--db", "graph.csv"], in: folder.url)
    #expect(result.status == 0, "\(result)")
    #expect(try String(contentsOfFile: folder.path("rows.csv.part"), encoding: .utf8) == "mine")
  }

  @Test(arguments: [
    ["--db", "", "-c", "insert p(a, b)."], ["shell", "", "-c", "insert p(a, b)."],
    ["query", "p(X)?", "--db", ""], ["ingest", "a.txt", "--db", ""],
    ["import", "a.nt", "--db", ""],
    ["check", "--db", ""], ["backup", "", "--db", "graph.csv"],
  ])
  func emptyNameIsWrongUse(arguments: [String]) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    let result = try GraphshCommand.run(arguments, in: folder.url)
    #expect(result.status == 2 && result.errors.contains("empty"), "\(result)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == files)
  }

  @Test func emptyFileBecomesAGraphOnlyWhenSomethingIsStored() throws {
    let empty = try folder.write("", to: "empty.db")
    for command in [["query", "p(X)?"], ["check"], ["export"], ["stats"]] {
      let result = try GraphshCommand.run(command + ["--db", empty])
      #expect(result.status == 1 && result.errors.contains("the file is empty"), "\(result)")
    }
    #expect(try Data(contentsOf: URL(filePath: empty)).isEmpty)
    #expect(try GraphshCommand.run(["--db", empty, "-c", "insert p(a, b)."]).status == 0)
    #expect(try GraphshCommand.run(["query", "p(a, b)?", "--db", empty]).output == "true\n")
  }

  @Test func tableThatIsCutOffWhileItIsReadIsAnErrorOrRead() throws {
    let rows = String(repeating: "some text,another text\n", count: 400_000)
    for delay in [1, 5, 10, 20, 40] {
      let table = try folder.write(rows, to: "table.csv")
      let process = Process()
      process.executableURL = GraphshCommand.executable
      process.arguments = ["query", "@import t \"\(table)\". ?(count(A)) :- t(A, B)."]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32(delay) * 1000)
      truncate(table, 4096)
      process.waitUntilExit()
      #expect(process.terminationReason == .exit, "after \(delay) ms")
    }
  }
}
