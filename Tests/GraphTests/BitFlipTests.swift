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

  /// Where a bit is flipped.
  enum Place: CaseIterable { case anywhere, header, blockState, statistics, directory }

  /// Bytes of a file: the header, or the pages of a table or an index.
  private static func bytes(_ place: Place, of file: GraphFile, _ count: Int) throws -> [Int] {
    let name: String
    switch place {
    case .anywhere: return Array(0..<count)
    case .header: return Array(0..<100)
    case .blockState: name = "block_state"
    case .statistics: name = "block_statistic"
    case .directory: name = "triple_block_directory"
    }
    let database = try Database(file.path)
    return try database.integers("SELECT pageno FROM dbstat WHERE name = '\(name)'").flatMap {
      page in
      let start = (page - 1) * 4096
      // Header and pointers of the page; the rows stand at its end.
      return Array(start..<start + 20) + Array(start + 4096 - 120..<start + 4096)
    }
  }

  @Test(arguments: [false, true], Place.allCases)
  func noFlippedBitGivesWrongAnswersAfterCheckSaidGood(
    isInBlocks: Bool, place: Place
  ) throws {
    // Without blocks, the other places are empty.
    guard isInBlocks || place == .anywhere || place == .header else { return }
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
    let bytes = try Self.bytes(place, of: file, original.count)
    for _ in 0..<TestLength.count(place == .anywhere ? 100 : 40, long: 1000) {
      let byte = try #require(bytes.randomElement(using: &generator))
      let bit = byte * 8 + Int.random(in: 0..<8, using: &generator)
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
    #expect(found > 0 && (harmless > 0 || place != .anywhere))
  }
}
