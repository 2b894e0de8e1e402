import Foundation
import Graph
import TestSupport
import Testing

/// Writing on a file system that fills up: at whatever moment, the graph is as it was before or as it was to become, and
/// the command says which.
///
/// The file system is in memory, mounted in a name space of its own, so that nothing is left of it.
@Suite(.enabled(if: SmallDisk.isPossible, "this system lets nobody mount a file system"))
struct SmallDiskTests {
  /// Kilobytes that are free beside the graph, from none to plenty.
  private static func rooms(upTo most: Int, _ count: Int, seed: UInt64) -> [Int] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { step in
      let low = most * step / count
      return Int.random(in: low...low + most / count, using: &generator)
    }
  }

  /// Runs a command with little room and looks at what it left.
  ///
  /// - Parameters:
  ///   - before: what the graph holds at first.
  ///   - after: what the command is to make of it.
  private func expectAllOrNothing(
    _ base: String, _ command: [String], rooms: [Int], before: Int, after: Int
  ) throws {
    var (failures, successes) = (0, 0)
    for room in rooms {
      let left = try SmallDisk(room: room).run(command, on: base)
      let graph = try KnowledgeGraph(path: left.graph, access: .readWrite)
      #expect(try graph.check().isEmpty, "\(command[0]), \(room) kB")
      let triples = try graph.statistics().triples
      if left.status == 0 {
        #expect(triples == after, "\(command[0]), \(room) kB: done, but not there")
        successes += 1
      } else {
        #expect(triples == before, "\(command[0]), \(room) kB: \(left.errors)")
        #expect(left.status == 1, "\(command[0]), \(room) kB: \(left.errors)")
        #expect(
          left.errors.contains("no space left") || left.errors.contains("No space left")
            || left.errors.contains("a write failed"),
          "\(command[0]), \(room) kB: \(left.errors)")
        failures += 1
      }
    }
    #expect(failures > 0 && successes > 0, "\(command[0]): \(failures) of \(rooms.count) failed")
  }

  private func count(_ path: String) throws -> Int {
    try KnowledgeGraph(path: path, access: .readOnly).statistics().triples
  }

  /// A graph of some triples in a file that is complete without its log.
  private func graph(_ folder: TemporaryFolder, rows: Int, inBlocks: Bool) throws -> String {
    let path = folder.path("base.db")
    let graph = try KnowledgeGraph(path: path, access: .readWrite)
    let lines = (0..<rows).map {
      "<http://a.example/\($0 / 3)> <http://a.example/p\($0 % 3)> \"value \($0)\" .\n"
    }
    try graph.importFiles([try folder.write(lines.joined(), to: "base.nt")])
    if inBlocks { try graph.compact(blocksFrom: 1) }
    return path
  }

  @Test(arguments: [false, true]) func imports(inBlocks: Bool) throws {
    let folder = try TemporaryFolder()
    let base = try graph(folder, rows: 5000, inBlocks: inBlocks)
    let lines = (0..<8000).map { "<http://a.example/s\($0)> <http://a.example/p> \"o\($0)\" .\n" }
    let file = try folder.write(lines.joined(), to: "more.nt")
    try expectAllOrNothing(
      base, ["import", file],
      rooms: Self.rooms(upTo: 6000, TestLength.count(10, long: 60), seed: 1),
      before: 5000, after: 13_000)
  }

  @Test func inserts() throws {
    let folder = try TemporaryFolder()
    let base = try graph(folder, rows: 100, inBlocks: false)
    let program = try folder.write("insert q(X, Y) :- X in 1..300, Y in 1..10.\n", to: "insert.gql")
    try expectAllOrNothing(
      base, ["run", program],
      rooms: Self.rooms(upTo: 4000, TestLength.count(10, long: 60), seed: 2),
      before: 100, after: 3100)
  }

  @Test func compactions() throws {
    let folder = try TemporaryFolder()
    let base = try graph(folder, rows: 40_000, inBlocks: true)
    do {
      let graph = try KnowledgeGraph(path: base, access: .readWrite)
      try graph.importFiles([
        try folder.write(
          (0..<700).map { "<http://a.example/x\($0)> <http://a.example/p1> \"\($0)\" .\n" }
            .joined(), to: "more.nt")
      ])
    }
    try expectAllOrNothing(
      base, ["compact"], rooms: Self.rooms(upTo: 9000, TestLength.count(8, long: 60), seed: 3),
      before: 40_700, after: 40_700)
  }

  @Test func documents() throws {
    let folder = try TemporaryFolder()
    let base = try graph(folder, rows: 100, inBlocks: false)
    let sentence = "Mina Park met Oskar Lund in Porto on Monday. The bank bought a mill in Oslo.\n"
    let article = try folder.write(
      (0..<40).map { "Visit number \($0). " + sentence }.joined(separator: "\n"), to: "article.txt")
    // What it gives, where there is room; without a model for English, nothing.
    let whole = folder.path("whole.db")
    try FileManager.default.copyItem(atPath: base, toPath: whole)
    let result = try GraphshCommand.run(["ingest", article, "--db", whole])
    guard result.status == 0 else { return }
    try expectAllOrNothing(
      base, ["ingest", article],
      rooms: Self.rooms(upTo: 1500, TestLength.count(5, long: 40), seed: 4),
      before: 100, after: try count(whole))
  }
}

/// A file system in memory with room for a graph and little more.
private struct SmallDisk {
  let room: Int

  struct Left {
    let status: Int32
    let errors: String
    /// The graph, copied to where there is room.
    let graph: String
    /// Keeps the copy.
    let folder: TemporaryFolder
  }

  /// Whether a file system can be mounted in a name space of our own.
  static let isPossible: Bool = {
    guard let folder = try? TemporaryFolder() else { return false }
    let result = try? GraphshCommand.run(
      URL(filePath: "/bin/sh"),
      ["-c", "unshare -Urm mount -t tmpfs -o size=1m none \"$0\"", folder.url.path])
    return result?.status == 0
  }()

  func run(_ command: [String], on base: String) throws -> Left {
    let folder = try TemporaryFolder()
    let disk = folder.url.appending(path: "disk")
    try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: false)
    let size = try FileManager.default.attributesOfItem(atPath: base)[.size] as? Int ?? 0
    let script = """
      mount -t tmpfs -o size=\(size / 1024 + room + 1)k none "$DISK" || exit 90
      cp "$BASE" "$DISK/graph.db" || exit 91
      "$0" "$@" --db "$DISK/graph.db"
      status=$?
      cp "$DISK"/graph.db* "$LEFT/" || exit 92
      exit $status
      """
    let result = try GraphshCommand.run(
      URL(filePath: "/usr/bin/env"),
      ["unshare", "-Urm", "/bin/sh", "-c", script, GraphshCommand.executable.path] + command,
      environment: ["DISK": disk.path, "BASE": base, "LEFT": folder.url.path])
    return Left(
      status: result.status, errors: result.errors, graph: folder.path("graph.db"), folder: folder)
  }
}
