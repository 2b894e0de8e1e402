import Foundation
import Graph
import TestSupport
import Testing

/// Single flipped bits in the file: each is harmless, or an error of a read, or found by `check`.
@Suite struct BitFlipTests {
  /// Everything that the graph says, as text; nil if a read fails.
  private static func contents(_ graph: KnowledgeGraph) throws -> [String] {
    var lines: [String] = []
    for statement in try graph.statements(
      subject: nil, predicate: nil, object: nil, assertedOnly: false)
    {
      lines.append("\(statement)")
      lines += try graph.evidence(of: statement.id).map { "\($0)" }
      lines += try graph.qualifiers(of: statement.id).map { "\($0)" }
    }
    let triples = try graph.triples(subject: nil, predicate: nil, object: nil)
    for row in triples.subjects.indices {
      for column in [triples.subjects, triples.predicates, triples.objects] {
        lines.append(try graph.text(of: Value(rawValue: column[row])))
      }
    }
    for match in try graph.entities() {
      lines.append("\(match)")
      lines.append("\(try graph.entity(match.value)!)")
      lines.append("\(try graph.entities(named: match.label))")
    }
    lines += try graph.documents().map { "\($0)" }
    lines += try graph.predicates().map { "\($0)" }
    lines += try graph.search("met", limit: nil).map { "\($0)" }
    return lines
  }

  @Test(arguments: [false, true])
  func noFlippedBitGivesWrongAnswersAfterCheckSaidGood(isInBlocks: Bool) throws {
    let file = try GraphFile()
    do {
      let graph = try file.open()
      for number in 1...12 {
        var record = meetingRecord(hash: "h\(number)", source: "source \(number).txt")
        for index in record.sentences.indices { record.sentences[index].text += " No \(number)." }
        try graph.add(record)
      }
      if isInBlocks {
        try graph.insert(
          (0..<600).map { (.string("s\($0 % 50)"), "p\($0 % 7)", .string("o\($0)")) })
        #expect(try graph.compact(blocksFrom: 1).hasBlocks)
        // Changes beside the blocks.
        try graph.insert([(.string("s1"), "p9", .string("o9"))])
      }
      _ = try graph.vacuum()
    }
    let expected = try Self.contents(try file.open(.readOnly))
    let original = try Data(contentsOf: URL(filePath: file.path))
    var (found, harmless) = (0, 0)
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<TestLength.count(100, long: 1000) {
      let bit = Int.random(in: 0..<(original.count * 8), using: &generator)
      var damaged = original
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      let copy = file.folder.path("flipped.db")
      for ending in ["-wal", "-shm", "-journal"] {
        try? FileManager.default.removeItem(atPath: copy + ending)
      }
      try damaged.write(to: URL(filePath: copy))
      do {
        let graph = try KnowledgeGraph(path: copy, access: .readWrite)
        let problems = try graph.check()
        if problems.isEmpty {
          #expect(
            try Self.contents(graph) == expected, "bit \(bit % 8) of byte \(bit / 8), unnoticed")
          harmless += 1
        } else {
          found += 1
        }
      } catch is StoreError {
        found += 1
      }
    }
    #expect(found > 0 && harmless > 0)
  }
}
