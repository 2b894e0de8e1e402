import CSQLite
import Foundation
import Graph
import TestSupport
import Testing

/// A graph in sorted blocks gives the same answers as one in rows, whatever is done to it.
@Suite struct BlockTests {
  /// What the graph must hold: the slow and obvious way.
  private struct Model {
    var triples: Set<[String]> = []
    var generator: SeededGenerator

    mutating func random() -> [String] {
      [
        "s\(Int.random(in: 0..<60, using: &generator))",
        "p\(Int.random(in: 0..<5, using: &generator))",
        "o\(Int.random(in: 0..<90, using: &generator))",
      ]
    }

    /// The triples with these parts.
    func rows(_ parts: [String?]) -> Set<[String]> {
      triples.filter { row in zip(parts, row).allSatisfy { $0.0 == nil || $0.0 == $0.1 } }
    }
  }

  private static func rows(_ graph: KnowledgeGraph, _ parts: [String?]) throws -> [[String]] {
    var values: [Value?] = []
    for part in parts {
      guard let part else {
        values.append(nil)
        continue
      }
      guard let value = try graph.value(of: .string(part)) else { return [] }
      values.append(value)
    }
    let found = try graph.triples(subject: values[0], predicate: values[1], object: values[2])
    return try found.subjects.indices.map { row in
      try [found.subjects[row], found.predicates[row], found.objects[row]].map {
        try graph.text(of: Value(rawValue: $0))
      }
    }
  }

  private static func expect(
    _ graph: KnowledgeGraph, holds model: inout Model, _ comment: Comment
  ) throws {
    #expect(try graph.tripleCount() == model.triples.count, comment)
    for mask in 0..<8 {
      for _ in 0..<(mask == 0 ? 1 : 3) {
        let wanted = model.triples.randomElement(using: &model.generator) ?? ["s1", "p1", "o1"]
        let parts = (0..<3).map { mask & 1 << $0 != 0 ? wanted[$0] : nil }
        let rows = try rows(graph, parts)
        #expect(Set(rows) == model.rows(parts), comment)
        #expect(rows.count == Set(rows).count, comment)
      }
    }
    let counts = try graph.predicates().map { ($0.name, $0.triples) }
    for (name, count) in counts {
      #expect(count == model.rows([nil, name, nil]).count, comment)
    }
    for name in ["p0", "p1", "p2", "p3", "p4"] {
      guard let predicate = try graph.value(of: .string(name)) else { continue }
      #expect(
        try graph.tripleCount(of: predicate) == model.rows([nil, name, nil]).count, comment)
    }
    #expect(try graph.check().isEmpty, comment)
  }

  @Test(arguments: [1, 2, 3])
  func graphInBlocksIsTheSameGraph(seed: UInt64) throws {
    let file = try GraphFile()
    let graph = try file.open()
    // Open all the time, as another process would have it.
    let reader = try file.open(.readOnly)
    var model = Model(generator: SeededGenerator(seed: seed))
    func insert(_ count: Int) throws {
      let rows = (0..<count).map { _ in model.random() }
      model.triples.formUnion(rows)
      try graph.insert(rows.map { (.string($0[0]), $0[1], .string($0[2])) })
    }
    func delete(_ count: Int) throws {
      let rows = (0..<count).map { number in
        number % 2 == 0 ? model.triples.randomElement(using: &model.generator)! : model.random()
      }
      model.triples.subtract(rows)
      try graph.delete(
        rows.compactMap { row in
          let values = try row.map { try graph.value(of: .string($0)) }
          guard let subject = values[0], let predicate = values[1], let object = values[2] else {
            return nil
          }
          return (subject, predicate, object)
        })
    }
    try insert(1500)
    try Self.expect(graph, holds: &model, "rows")
    let first = try graph.compact(blocksFrom: 1)
    #expect(first.hasBlocks && first.triples == model.triples.count)
    try Self.expect(graph, holds: &model, "blocks")
    try Self.expect(reader, holds: &model, "blocks, seen by a reader that was open before")
    for round in 0..<2 {
      try insert(120)
      try delete(120)
      try Self.expect(graph, holds: &model, "blocks and changes, round \(round)")
      try Self.expect(reader, holds: &model, "blocks and changes seen by a reader, round \(round)")
      try graph.compact(blocksFrom: 1)
      try Self.expect(graph, holds: &model, "compacted, round \(round)")
      try Self.expect(reader, holds: &model, "compacted, seen by a reader, round \(round)")
    }
    #expect(try graph.compact(blocksFrom: 1).merged == 0)
    try insert(50)
    #expect(try graph.compact().hasBlocks == false, "a small graph becomes rows")
    try Self.expect(graph, holds: &model, "rows again")
    try Self.expect(reader, holds: &model, "rows again, seen by a reader")
  }

  @Test func whatIsRolledBackLeavesTheBlocksAsTheyWere() throws {
    struct Stop: Error {}
    let file = try GraphFile()
    let graph = try file.open()
    var model = Model(generator: SeededGenerator(seed: 11))
    let rows = (0..<500).map { _ in model.random() }
    model.triples.formUnion(rows)
    try graph.insert(rows.map { (.string($0[0]), $0[1], .string($0[2])) })
    #expect(throws: Stop.self) {
      try graph.transaction {
        try graph.compact(blocksFrom: 1)
        throw Stop()
      }
    }
    try Self.expect(graph, holds: &model, "rows, after blocks were rolled back")
    try graph.compact(blocksFrom: 1)
    #expect(throws: Stop.self) {
      try graph.transaction {
        try graph.insert([(.string("new"), "p1", .string("new"))])
        try graph.compact(blocksFrom: 1)
        throw Stop()
      }
    }
    try Self.expect(graph, holds: &model, "blocks, after other blocks were rolled back")
  }

  /// Statements of all kinds of terms, in as many as make blocks of terms.
  private static func quads(_ range: Range<Int>, in graphs: Bool = false) -> [String] {
    range.flatMap { number in
      let subject = "<http://a.example/item/\(number)>"
      let name = graphs && number % 3 == 0 ? " <http://a.example/graph/\(number % 2)>" : ""
      return [
        "\(subject) <http://a.example/name> \"Item \(number) \\\"é\\\"\\n\"\(name) .",
        "\(subject) <http://a.example/label> \"Ding \(number)\"@de\(name) .",
        "\(subject) <http://a.example/size> \"\(number)\"^^<http://www.w3.org/2001/XMLSchema#integer>\(name) .",
        "\(subject) <http://a.example/code> \"0\(number)\"^^<http://a.example/code-type>\(name) .",
        "\(subject) <http://a.example/next> <http://a.example/item/\(number * 7919 % 5000)>\(name) .",
      ]
    }
  }

  private static func exported(_ graph: KnowledgeGraph) throws -> Set<String> {
    var text = ""
    try graph.export(.nQuads) { text += $0 }
    return Set(text.split(separator: "\n").map(String.init))
  }

  @Test func importIntoBlocksKeepsEveryTerm() throws {
    let file = try GraphFile()
    let graph = try file.open()
    try graph.insert([(.string("a"), "before", .string("b"))])
    try graph.compact(blocksFrom: 1)
    let first = Self.quads(0..<3000, in: true)
    let blank = "_:x <http://a.example/name> _:y .\n"
    let path = try file.folder.write(
      first.joined(separator: "\n") + "\n" + blank, to: "first.nq")
    #expect(try graph.importFiles([path]).newTriples == first.count + 1)
    // Half of it is known, and the rest makes a second segment of terms.
    let second = Self.quads(1500..<5000, in: true)
    let other = try file.folder.write(second.joined(separator: "\n") + "\n", to: "second.nq")
    let report = try graph.importFiles([other])
    #expect(report.newTriples == Set(second).subtracting(first).count)
    let few = try file.folder.write(
      "<http://a.example/item/1> <http://a.example/name> \"another\" .\n", to: "few.nt")
    #expect(try graph.importFiles([few]).newTriples == 1)
    #expect(try graph.importFiles([few]).newTriples == 0)

    let expected = Set(first + second)
    for access in [KnowledgeGraph.Access.readWrite, .readOnly] {
      let graph = try file.open(access)
      let lines = try Self.exported(graph)
      #expect(expected.subtracting(lines).isEmpty)
      // The inserted one, the blank one and the one added last.
      #expect(lines.count == expected.count + 3)
      #expect(try graph.check().isEmpty)
    }
    try graph.compact(blocksFrom: 1)
    #expect(expected.subtracting(try Self.exported(graph)).isEmpty)
    #expect(try graph.check().isEmpty)
  }

  @Test func plainSQLiteReadsBlocksThroughTheViews() throws {
    let file = try GraphFile()
    let rows: Set<[String]>
    do {
      let graph = try file.open()
      try graph.insert([(.string("a"), "before", .integer(-5))])
      try graph.compact(blocksFrom: 1)
      let path = try file.folder.write(
        Self.quads(0..<1100).joined(separator: "\n") + "\n", to: "all.nt")
      try graph.importFiles([path])
      try graph.insert([(.string("z"), "after", .string("Item 7"))])
      let gone = try #require(try graph.value(of: .iri("http://a.example/item/3")))
      let name = try #require(try graph.value(of: .iri("http://a.example/name")))
      let found = try graph.triples(subject: gone, predicate: name, object: nil)
      try graph.delete([(gone, name, Value(rawValue: found.objects[0]))])
      let all = try graph.triples(subject: nil, predicate: nil, object: nil)
      rows = try Set(
        all.subjects.indices.map { row in
          try [all.subjects[row], all.predicates[row], all.objects[row]].map {
            try graph.text(of: Value(rawValue: $0))
          }
        })
    }
    #expect(rows.count == 1100 * 5 + 1)
    var handle: OpaquePointer?
    #expect(sqlite3_open_v2(file.path, &handle, SQLITE_OPEN_READONLY, nil) == SQLITE_OK)
    defer { sqlite3_close(handle) }
    var statement: OpaquePointer?
    let sql = "SELECT subject, predicate, object FROM facts"
    #expect(sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK)
    defer { sqlite3_finalize(statement) }
    var seen: Set<[String]> = []
    while sqlite3_step(statement) == SQLITE_ROW {
      seen.insert(
        (0..<3).map { column in
          sqlite3_column_text(statement, Int32(column)).map { String(cString: $0) } ?? "null"
        })
    }
    #expect(seen == rows)
  }
}
