import Foundation
import TestSupport
import Testing

/// `--safe`: no file outside the working folder is read or written, by whatever way.
@Suite struct SafeSessionTests {
  let outside: TemporaryFolder
  let folder: TemporaryFolder
  let secret: String

  init() throws {
    outside = try TemporaryFolder()
    folder = try TemporaryFolder()
    secret = try outside.write("hidden,words\n", to: "secret.csv")
    try folder.write("open(1).\n", to: "inner/open.gql")
    try folder.write("<http://e/a> <http://e/b> <http://e/c> .\n", to: "inner/open.nt")
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: folder.path("way"), withDestinationPath: outside.url.path)
    try manager.createSymbolicLink(
      atPath: folder.path("inner/text.txt"), withDestinationPath: secret)
    try manager.createSymbolicLink(
      atPath: folder.path("inner/within.gql"), withDestinationPath: "../inner/open.gql")
    try manager.createSymbolicLink(
      atPath: folder.path("inner/absolute.gql"),
      withDestinationPath: folder.path("inner/open.gql"))
  }

  private func run(_ arguments: [String], input: String = "") throws -> GraphshCommand.Result {
    try GraphshCommand.run(arguments + ["--safe"], input: input, in: folder.url)
  }

  @Test(arguments: [
    ["ingest", "way"], ["ingest", "inner"], ["ingest", "inner/text.txt"], ["extract", "way"],
    ["extract", "-f", "carb", "inner/text.txt"], ["analyze", "way/secret.csv"],
    ["analyze", "../nothing"], ["import", "way/secret.csv"], ["run", "way/secret.csv"],
    ["run", "inner/../../any.gql"],
    ["why", "p(1)", "--program", "way/secret.csv"], ["extract", "--knowledge", "way/secret.csv"],
  ])
  func commandsReadNothingOutside(arguments: [String]) throws {
    let result = try run(arguments)
    #expect(result.status == 1)
    #expect(result.errors.contains("outside the working folder"), "\(result.errors)")
    #expect(!result.output.contains("hidden"))
  }

  @Test func commandsWriteNothingOutside() throws {
    _ = try GraphshCommand.run(["-c", "insert p(a, b)."], in: folder.url)
    for target in ["way/copy.db", "../copy.db", outside.path("copy.db")] {
      let result = try run(["backup", target])
      #expect(result.status == 1)
      #expect(result.errors.contains("outside the working folder"), "\(result.errors)")
    }
    let lines = [
      ".output way/new.txt", ".export way/new.nt", "@export q \"way/new.csv\". q(1).",
      ".import way/secret.csv", ".ingest way", ".read way/secret.csv",
      "@include \"way/secret.csv\".", "@import q \"inner/text.txt\". q(X, Y)?",
    ]
    for line in lines {
      let result = try run([], input: line + "\n")
      #expect(result.status == 1, "\(line)")
      #expect(result.errors.contains("outside the working folder"), "\(line): \(result.errors)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.url.path) == ["secret.csv"])
  }

  @Test func whatLiesInsideIsReadByAnyPath() throws {
    for path in [
      "inner/open.gql", "inner/within.gql", "inner/absolute.gql", "./inner/../inner/open.gql",
      folder.url.resolvingSymlinksInPath().path + "/inner/open.gql",
    ] {
      let result = try run([], input: ".read \(path)\nopen(X)?\n")
      #expect(result.output == "X\n1\n", "\(path): \(result.errors)")
    }
    #expect(try run(["import", "inner/open.nt", "--db", "i.db"]).status == 0)
    #expect(try run(["backup", "inner/copy.db", "--db", "i.db"]).status == 0)
    #expect(try run([], input: "@export q \"inner/q.csv\". q(1).\n").status == 0)
    #expect(try String(contentsOfFile: folder.path("inner/q.csv"), encoding: .utf8) == "1\n")
  }

  /// A folder is exchanged for a link again and again, while it is read through.
  @Test func nothingIsReadThroughAnExchangedFolder() throws {
    try outside.write("secret(1).", to: "turn/p.gql")
    try folder.write("open(1).", to: "real/p.gql")
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: outside.path("turn"))
    let stop = Flag()
    let (real, link, turn) = (folder.path("real"), folder.path("link"), folder.path("turn"))
    let swapper = Thread {
      while !stop.isSet {
        for source in [real, link] {
          rename(source, turn)
          usleep(200)
          rename(turn, source)
        }
      }
    }
    swapper.start()
    let reads = String(repeating: ".read turn/p.gql\n", count: 2000)
    let result = try run(["--keep-going"], input: reads + "secret(X)?\n")
    stop.set()
    #expect(!result.output.contains("1"))
  }

  private final class Flag: @unchecked Sendable {
    private let lock = NSLock()
    private var value = false
    var isSet: Bool { lock.withLock { value } }
    func set() { lock.withLock { value = true } }
  }
}
