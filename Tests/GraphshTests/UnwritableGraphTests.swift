import Foundation
import Graph
import TestSupport
import Testing

/// Runs graphsh as another user, whom the superuser may choose freely.
private enum OtherUser {
  /// Whether that is possible: the tests run as root, and the build is where others can run it.
  static let exists: Bool =
    getuid() == 0 && (try? run(12_002, ["--version"]))?.status == 0

  static func run(_ user: Int, _ command: [String]) throws -> GraphshCommand.Result {
    try GraphshCommand.run(
      URL(filePath: "/usr/bin/setpriv"),
      [
        "--reuid", "\(user)", "--regid", "\(user)", "--clear-groups",
        GraphshCommand.executable.path,
      ] + command)
  }
}

/// Graphs that who reads them may not write: they can be read, and nothing shows afterwards that they were.
@Suite(.enabled(if: OtherUser.exists, "needs root, setpriv and a build that others can run"))
struct UnwritableGraphTests {
  private static let owner = 12_001
  private static let reader = 12_002

  private let folder: TemporaryFolder
  private var path: String { folder.path("graph.db") }

  init() throws {
    folder = try TemporaryFolder()
    chmod(folder.url.path, 0o777)
  }

  private func run(_ user: Int, _ command: String...) throws -> GraphshCommand.Result {
    try OtherUser.run(user, command + ["--db", path])
  }

  /// Names, owners, sizes and times of the files.
  private func state() throws -> [String] {
    let files = FileManager.default
    return try files.contentsOfDirectory(atPath: folder.url.path).sorted().map { name in
      let facts = try files.attributesOfItem(atPath: folder.path(name))
      let content = try Data(contentsOf: URL(filePath: folder.path(name)))
      return
        "\(name) \(facts[.ownerAccountID] ?? 0) \(content.hashValue) \(facts[.modificationDate] ?? 0)"
    }
  }

  private func expectReading(_ answers: String, _ comment: Comment) throws {
    let before = try state()
    for command in [
      ["query", "p(X, Y)?", "--no-header"], ["query", "p(X, Y)?", "--no-header", "--read-only"],
    ] {
      let result = try OtherUser.run(Self.reader, command + ["--db", path])
      #expect(result.status == 0 && result.output == answers, "\(comment) \(result)")
    }
    for command in ["check", "stats", "export"] {
      let result = try run(Self.reader, command)
      #expect(result.status == 0, "\(comment) \(command) \(result)")
    }
    let refused = try run(Self.reader, "-c", "insert p(x, y).")
    #expect(refused.status == 1, "\(comment) \(refused)")
    #expect(try state() == before, comment)
  }

  private func ownersInsert(_ fact: String) throws {
    let result = try run(Self.owner, "shell", "-c", "insert \(fact).")
    #expect(result.status == 0, "\(result)")
  }

  @Test(arguments: [0o777, 0o755, 0o555])
  func readerLeavesNothingAndKeepsNobodyOut(permissions: Int) throws {
    try ownersInsert("p(a, b)")
    chmod(path, 0o644)
    chown(folder.url.path, UInt32(Self.owner), UInt32(Self.owner))
    chmod(folder.url.path, mode_t(permissions))
    try expectReading("a\tb\n", "folder \(permissions)")
    guard permissions != 0o555 else { return }
    try ownersInsert("p(c, d)")
    #expect(try run(Self.owner, "check").status == 0)
    try expectReading("a\tb\nc\td\n", "folder \(permissions)")
  }

  /// A copy of a graph as it is while somebody has it open: what was stored last is in the log alone.
  private func copyOfOpenGraph(_ endings: [String]) throws {
    let source = folder.path("source.db")
    let graph = try KnowledgeGraph(path: source, access: .readWrite)
    try graph.insert([(.string("a"), "p", .string("b"))])
    for ending in endings {
      let name = path + ending
      try FileManager.default.copyItem(atPath: source + ending, toPath: name)
      chown(name, UInt32(Self.owner), UInt32(Self.owner))
      chmod(name, 0o644)
    }
    withExtendedLifetime(graph) {}
  }

  @Test(
    arguments: [["", "-wal"], ["", "-wal", "-shm"]], [0o777, 0o555])
  func logThatWasLeftIsReadAndKept(endings: [String], permissions: Int) throws {
    try copyOfOpenGraph(endings)
    chmod(folder.url.path, mode_t(permissions))
    try expectReading("a\tb\n", "\(endings), folder \(permissions)")
  }

  @Test func readerBesideAWriterSeesWhatIsStored() throws {
    try ownersInsert("p(a, b)")
    chmod(path, 0o644)
    let graph = try KnowledgeGraph(path: path, access: .readWrite)
    try graph.insert([(.string("c"), "p", .string("d"))])
    let result = try run(Self.reader, "query", "p(X, Y)?", "--no-header")
    #expect(result.status == 0 && result.output == "a\tb\nc\td\n", "\(result)")
    try graph.insert([(.string("e"), "p", .string("f"))])
  }

  @Test func graphThatNobodyMayReadIsAnError() throws {
    try ownersInsert("p(a, b)")
    chmod(path, 0o600)
    let result = try run(Self.reader, "query", "p(X, Y)?")
    #expect(result.status == 1 && result.errors.contains("permission denied"), "\(result)")
  }
}
