import Foundation
import Graph
import TestSupport
import Testing

/// Processes that die, and disks that are full, while a graph of more than a million triples is written.
@Suite(.serialized) struct BlockDurabilityTests {
  /// A graph in blocks, made once, and files to add to it.
  private struct Large {
    let folder: TemporaryFolder
    let graph: String
    let all: String
    let more: String
    /// What a load of all took.
    let duration: Duration

    static let triples = KnowledgeGraph.blockThreshold + 1
    static let added = 30_000

    init() throws {
      folder = try TemporaryFolder()
      var text = ""
      for number in 0..<Self.triples {
        text += "<http://a.example/\(number / 10)> <http://a.example/p\(number % 10)> "
        text += "<http://a.example/\(number % 99_991)> .\n"
      }
      all = try folder.write(text, to: "all.nt")
      more = try folder.write(
        (0..<Self.added).map { "<http://a.example/\($0)> <http://a.example/q> \"o\($0)\" .\n" }
          .joined(), to: "more.nt")
      graph = folder.path("large.db")
      let (path, source) = (graph, all)
      duration = try ContinuousClock().measure {
        let result = try GraphshCommand.run(["import", source, "--db", path])
        #expect(result.status == 0, "\(result.errors)")
      }
    }

    /// A copy that a test may damage.
    func copy(_ name: String) throws -> String {
      let path = folder.path(name)
      for ending in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + ending)
      }
      try FileManager.default.copyItem(atPath: graph, toPath: path)
      return path
    }
  }

  private static let large = Result { try Large() }

  /// Adds rows beside the blocks, which a compaction merges.
  private func change(_ path: String) throws {
    let graph = try KnowledgeGraph(path: path, access: .readWrite)
    try graph.insert((0..<Large.added).map { (.string("s\($0)"), "q", .string("o\($0)")) })
  }

  private func whole(_ path: String) throws -> Int {
    let graph = try KnowledgeGraph(path: path, access: .readWrite)
    #expect(try graph.check().isEmpty)
    return try graph.tripleCount()
  }

  @Test func killedFirstImportLeavesNothingOrAll() throws {
    let large = try Self.large.get()
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<TestLength.count(2, long: 66) {
      let folder = try TemporaryFolder()
      let path = folder.path("new.db")
      let (wasKilled, _) = try GraphshCommand.kill(
        ["import", large.all, "--db", path],
        after: large.duration * Double.random(in: 0.05..<1.1, using: &generator))
      guard FileManager.default.fileExists(atPath: path) else { continue }
      let triples = try whole(path)
      #expect(triples == 0 || triples == Large.triples)
      if !wasKilled { #expect(triples == Large.triples) }
    }
  }

  @Test func killedImportIntoBlocksIsThereWhollyOrNotAtAll() throws {
    let large = try Self.large.get()
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<TestLength.count(3, long: 67) {
      let path = try large.copy("import.db")
      let (wasKilled, _) = try GraphshCommand.kill(
        ["import", large.more, "--db", path],
        after: .milliseconds(Int.random(in: 10..<600, using: &generator)))
      let triples = try whole(path)
      #expect(triples == Large.triples || triples == Large.triples + Large.added)
      if !wasKilled { #expect(triples == Large.triples + Large.added) }
    }
  }

  @Test func killedCompactionLeavesTheSameGraph() throws {
    let large = try Self.large.get()
    var generator = SeededGenerator(seed: 3)
    let changed = try large.copy("changed.db")
    try change(changed)
    let duration = try ContinuousClock().measure {
      let path = try large.copy("compact.db")
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.copyItem(atPath: changed, toPath: path)
      let result = try GraphshCommand.run(["compact", "--db", path])
      #expect(result.status == 0 && result.errors.contains("30,000 changes merged"), "\(result)")
      #expect(try whole(path) == Large.triples + Large.added)
    }
    for _ in 0..<TestLength.count(3, long: 67) {
      let path = large.folder.path("compact.db")
      for ending in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + ending)
      }
      try FileManager.default.copyItem(atPath: changed, toPath: path)
      _ = try GraphshCommand.kill(
        ["compact", "--db", path],
        after: duration * Double.random(in: 0.02..<0.8, using: &generator))
      #expect(try whole(path) == Large.triples + Large.added)
    }
  }

  @Test(arguments: [["import"], ["compact"]])
  func fullDiskIsAnErrorAndLosesNothing(command: [String]) throws {
    let large = try Self.large.get()
    let path = try large.copy("full.db")
    var before = Large.triples
    if command == ["compact"] {
      try change(path)
      before += Large.added
    }
    let arguments = command == ["import"] ? [large.more] : []
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    var failures = 0
    for step in 1...TestLength.count(3, long: 60) {
      // What is written goes to the log beside the file first; the limit of the shell is in blocks of 512 bytes.
      let blocks = size / 512 * step / TestLength.count(100, long: 1500)
      let result = try GraphshCommand.run(
        URL(filePath: "/bin/sh"),
        ["-c", "ulimit -f \(blocks); exec \"$0\" \"$@\"", GraphshCommand.executable.path]
          + command + arguments + ["--db", path])
      if result.status == 0 { break }
      failures += 1
      #expect(
        result.status == 1 && result.errors.contains("limit on the size of files"), "\(result)")
      #expect(try whole(path) == before)
    }
    #expect(failures > 0)
  }
}
