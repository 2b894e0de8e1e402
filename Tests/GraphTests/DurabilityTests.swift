import Foundation
import Graph
import TestSupport
import Testing

/// Processes that die, and disks that are full, while `graphsh` writes.
@Suite(.serialized) struct DurabilityTests {
  @Test func killedProgramIsStoredWhollyOrNotAtAllAndReportedOnlyWhenStored() throws {
    let file = try GraphFile()
    _ = try file.open()
    let inserts = 200
    var expected = 0
    var kills = 0
    var generator = SeededGenerator(seed: 3)
    for round in 0..<TestLength.count(20, long: 200) {
      let program = (0..<inserts).map { number in
        "insert q(\(round * 10_000 + number), Y) :- Y in 1..10.\n"
      }.joined()
      let (_, said) = try GraphshCommand.kill(
        ["--db", file.path], input: program,
        after: .milliseconds(Int.random(in: 20..<400, using: &generator)))
      let reported = said.split(separator: "\n").count { $0.contains("inserted 10 facts") }
      let graph = try file.open()
      #expect(try graph.check().isEmpty)
      let triples = try graph.statistics().triples
      let whole = expected + 10 * inserts
      #expect(triples == expected || triples == whole, "half a program")
      if reported > 0 { #expect(triples == whole, "a reported one was lost") }
      if reported < inserts { kills += 1 }
      expected = triples
    }
    #expect(kills > 0)
  }

  @Test func killedImportIsThereWhollyOrNotAtAll() throws {
    let file = try GraphFile()
    let lines = (0..<20_000).map { "<http://a.example/s\($0)> <http://a.example/p> \"o\($0)\" .\n" }
    let path = try file.folder.write(lines.joined(), to: "many.nt")
    try file.open().insert([(.string("a"), "before", .string("b"))])
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<TestLength.count(10, long: 200) {
      _ = try GraphshCommand.kill(
        ["import", path, "--db", file.path],
        after: .milliseconds(Int.random(in: 20..<500, using: &generator)))
      let graph = try file.open()
      let triples = try graph.statistics().triples
      #expect(triples == 1 || triples == 20_001, "\(triples)")
      #expect(try graph.check().isEmpty)
      if triples > 1 {
        try FileManager.default.removeItem(atPath: file.path)
        try file.open().insert([(.string("a"), "before", .string("b"))])
      }
    }
  }

  @Test func fileThatMayNotGrowIsAnErrorAndLeavesTheGraphAsItWas() throws {
    let file = try GraphFile()
    try file.open().add(meetingRecord())
    let before = try file.open(.readOnly).statistics()
    let lines = (0..<20_000).map { "<http://a.example/s\($0)> <http://a.example/p> \"o\($0)\" .\n" }
    let path = try file.folder.write(lines.joined(), to: "many.nt")
    for blocks in [600, 1200, 3000] {
      let result = try GraphshCommand.run(
        URL(filePath: "/bin/sh"),
        [
          "-c", "ulimit -f \(blocks); exec \"$0\" \"$@\"", GraphshCommand.executable.path, "import",
          path, "--db", file.path,
        ])
      #expect(
        result.status == 1 && result.errors.contains("limit on the size of files"), "\(result)")
      let graph = try file.open()
      #expect(try graph.statistics().triples == before.triples)
      #expect(try graph.check().isEmpty)
    }
  }
}
