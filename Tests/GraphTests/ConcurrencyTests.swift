import CSQLite
import Foundation
import Graph
import TestSupport
import Testing

@Suite struct ConcurrencyTests {
  @Test func secondWriterWaitsAndThenNamesTheHolder() throws {
    let file = try GraphFile()
    let first = try file.open()
    let second = try KnowledgeGraph(path: file.path, access: .readWrite, busyTimeout: 200)
    let clock = ContinuousClock()
    try first.transaction {
      try first.insert([(.string("a"), "p", .string("b"))])
      var error: StoreError?
      let waited = clock.measure {
        error = #expect(throws: StoreError.self) {
          try second.insert([(.string("c"), "p", .string("d"))])
        }
      }
      #expect(waited > .milliseconds(150) && waited < TestLength.hang)
      guard case .locked(file.path, let holder) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(holder?.process == getpid())
      #expect(
        try second.statistics().triples == 0, "the other's work is not seen before it is done")
    }
    try second.insert([(.string("c"), "p", .string("d"))])
    #expect(try first.statistics().triples == 2)
  }

  @Test func holderInAnotherProcessIsNamedWithItsCommand() throws {
    let program = "/usr/bin/sqlite3"
    guard FileManager.default.isExecutableFile(atPath: program) else { return }
    let file = try GraphFile()
    let graph = try KnowledgeGraph(path: file.path, access: .readWrite, busyTimeout: 100)
    let other = Process()
    other.executableURL = URL(filePath: program)
    other.arguments = [file.path]
    let (input, output) = (Pipe(), Pipe())
    (other.standardInput, other.standardOutput) = (input, output)
    try other.run()
    input.fileHandleForWriting.write(
      Data("BEGIN IMMEDIATE;\nSELECT 'locked';\n".utf8))
    #expect(
      String(decoding: output.fileHandleForReading.availableData, as: UTF8.self) == "locked\n")
    let error = #expect(throws: StoreError.self) { try graph.add(meetingRecord()) }
    let text = error?.description ?? ""
    #expect(text.contains("process \(other.processIdentifier)") && text.contains("sqlite3"))
    #expect(try graph.documents().isEmpty, "reading goes on meanwhile")
    try input.fileHandleForWriting.close()
    other.waitUntilExit()
    #expect(try graph.add(meetingRecord()).newStatements == 2)
  }

  /// Locks belong to the process: a second connection must not drop those of the first.
  @Test func readersOfOneProcessSeeWhatAnotherWrites() throws {
    let program = "/usr/bin/sqlite3"
    guard FileManager.default.isExecutableFile(atPath: program) else { return }
    let file = try GraphFile()
    try file.open().add(meetingRecord())
    var readers: [KnowledgeGraph] = []
    for number in 1...4 {
      readers.append(try file.open(.readOnly))
      for reader in readers { _ = try reader.documents() }
      let other = Process()
      other.executableURL = URL(filePath: program)
      other.arguments = [file.path, "UPDATE document SET title = 'Title \(number)';"]
      try other.run()
      other.waitUntilExit()
      #expect(other.terminationStatus == 0)
      for reader in readers {
        #expect(try reader.documents().first?.title == "Title \(number)")
      }
    }
  }

  @Test func dataVersionTellsOfWritesHereAndElsewhere() throws {
    let file = try GraphFile()
    let (writer, reader) = (try file.open(), try file.open(.readOnly))
    let (mine, theirs) = (writer.dataVersion, reader.dataVersion)
    _ = try writer.statistics()
    #expect(writer.dataVersion == mine && reader.dataVersion == theirs)
    try writer.insert([(.string("a"), "p", .string("b"))])
    #expect(writer.dataVersion != mine && reader.dataVersion != theirs)
  }

  @Test func snapshotStaysAsItWasWhileAnotherWrites() throws {
    let file = try GraphFile()
    let (writer, reader) = (try file.open(), try file.open(.readOnly))
    try reader.snapshot {
      #expect(try reader.statistics().triples == 0)
      try writer.insert([(.string("a"), "p", .string("b"))])
      #expect(try reader.statistics().triples == 0)
    }
    #expect(try reader.statistics().triples == 1)
  }

  @Test func readersSeeWholeDocumentsWhileOneWrites() async throws {
    let file = try GraphFile()
    _ = try file.open()
    let path = file.path
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        do {
          let graph = try KnowledgeGraph(path: path, access: .readWrite)
          for number in 1...60 { try graph.add(meetingRecord(hash: "h\(number)")) }
        } catch { Issue.record(error) }
      }
      for _ in 0..<2 {
        group.addTask {
          do {
            let graph = try KnowledgeGraph(path: path, access: .readOnly)
            var last = 0
            while last < 60 {
              let now = try graph.statistics()
              #expect(now.sentences == 2 * now.documents && now.entities == 4 * now.documents)
              #expect(now.documents >= last)
              last = now.documents
            }
          } catch { Issue.record(error) }
        }
      }
    }
  }

  @Test func processesSeeWholeProgramsWhileOthersWriteAndCompact() async throws {
    let file = try GraphFile()
    let graph = try file.open()
    try graph.insert((0..<2000).map { (.string("s\($0)"), "r", .string("o")) })
    // Blocks from the start, so that a process that compacts makes rows of them while others read.
    #expect(try graph.compact(blocksFrom: 1).hasBlocks)
    try graph.insert([(.string("a"), "p", .string("b")), (.string("a"), "q", .string("b"))])
    let path = file.path
    let end = ContinuousClock.now + .seconds(TestLength.count(2, long: 60))
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<2 {
        group.addTask {
          do {
            var round = 0
            while ContinuousClock.now < end {
              round += 1
              let name = writer * 1_000_000 + round
              let result = try GraphshCommand.run(
                round % 9 == 0 ? ["compact", "--db", path] : ["--db", path],
                input: "insert p(\(name), X) :- X in 1..20.\ninsert q(\(name), X) :- X in 1..20.\n")
              #expect(result.status == 0, "\(result.errors)")
            }
          } catch { Issue.record(error) }
        }
      }
      for _ in 0..<2 {
        group.addTask {
          do {
            var last = 0
            while ContinuousClock.now < end {
              let result = try GraphshCommand.run(
                ["run", "-", "--db", path, "-f", "tsv", "--no-header", "--read-only"],
                input: "?(count()) :- p(X, Y).\n?(count()) :- q(X, Y).\n"
                  + "?(X, Y) :- p(X, Y), not q(X, Y).\n?(count()) :- r(X, Y).\n")
              #expect(result.status == 0, "\(result.errors)")
              let lines = result.output.split(separator: "\n").map { Int($0) ?? -1 }
              #expect(lines.count == 3 && lines[0] == lines[1] && lines[0] >= last, "\(result)")
              #expect(lines.last == 2000)
              last = lines.first ?? 0
            }
          } catch { Issue.record(error) }
        }
      }
    }
    #expect(try graph.check().isEmpty)
  }
}
