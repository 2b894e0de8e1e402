import Foundation
import Graph
import TestSupport
import Testing

/// Numbers in a file that no graphsh wrote: whatever is asked, the process goes on, and `check` finds them.
@Suite struct CraftedFileTests {
  /// A graph in blocks of terms and triples, with rows beside them.
  private static let original = Result {
    let file = try GraphFile()
    let lines = (0..<9000).map { number in
      "<http://a.example/s\(number % 4000)> <http://a.example/p\(number % 5)> "
        + (number % 3 == 0 ? "_:b\(number)" : "\"object \(number)\"") + " .\n"
    }
    let source = try file.folder.write(lines.joined(), to: "graph.nt")
    let graph = try file.open()
    try graph.add(meetingRecord())
    // Terms come into blocks where triples are in them already.
    try graph.compact(blocksFrom: 1)
    try graph.importFiles([source])
    try graph.compact(blocksFrom: 1)
    try graph.insert([(.string("x"), "p", .integer(7))])
    return file
  }

  static let crafts =
    [
      "9223372036854775807", "-9223372036854775807", "1073741824", "-1", "''",
    ].flatMap { number in
      [
        "UPDATE triple_block SET id = \(number) WHERE id = (SELECT max(id) FROM triple_block)",
        "UPDATE triple_block SET id = \(number) WHERE id = (SELECT min(id) + 1 FROM triple_block)",
        "UPDATE triple_block SET first = \(number) WHERE id = (SELECT min(id) + 2 FROM triple_block)",
        "UPDATE triple_block SET count = \(number), crc = \(number) WHERE id = (SELECT min(id) + 2 FROM triple_block)",
        "UPDATE triple_block SET ordering = \(number) WHERE id = (SELECT min(id) + 2 FROM triple_block)",
        "UPDATE block_statistic SET triples = \(number)",
        "UPDATE block_statistic SET subjects = \(number), objects = \(number)",
        "UPDATE block_state SET generation = \(number)",
        "UPDATE block_state SET triples = \(number)",
        "UPDATE term_block SET first_id = \(number) WHERE first_id = (SELECT max(first_id) FROM term_block)",
        "UPDATE term_block SET count = \(number) WHERE first_id = (SELECT max(first_id) FROM term_block)",
        "UPDATE term_block SET count = \(number) WHERE first_id = (SELECT min(first_id) FROM term_block)",
        "UPDATE OR REPLACE term_block SET segment = \(number)",
        "UPDATE term SET id = \(number) WHERE id = (SELECT max(id) FROM term)",
        "UPDATE OR REPLACE triple SET subject = \(number)",
        "UPDATE OR REPLACE statement SET object = \(number), attributed_to = \(number)",
        "UPDATE OR REPLACE statement SET id = \(number) WHERE id = 1",
        "UPDATE OR REPLACE sentence SET id = \(number) WHERE id = 1",
        "UPDATE OR REPLACE sentence SET number = \(number), start = \(number), end = \(number)",
        "UPDATE OR REPLACE evidence SET start = \(number), end = 0",
        "UPDATE alias SET count = \(number)", "UPDATE entity SET mentions = \(number)",
        "UPDATE predicate_form SET count = \(number)",
        "UPDATE OR REPLACE qualifier SET value = \(number)",
        "UPDATE OR REPLACE entity_type SET type = \(number)",
      ]
    } + [
      "DELETE FROM block_state",
      "DELETE FROM triple_block WHERE id = (SELECT min(id) + 1 FROM triple_block)",
      "DELETE FROM triple_block WHERE ordering = 1", "DELETE FROM block_statistic",
      "DELETE FROM term_block WHERE first_id = (SELECT min(first_id) FROM term_block)",
    ]

  /// Asks everything; an error is an answer.
  private static func ask(_ graph: KnowledgeGraph) throws {
    func attempt(_ body: () throws -> Void) throws {
      do { try body() } catch is StoreError {}
    }
    for parts in [
      (false, false, true), (false, true, false), (true, false, false), (false, false, false),
    ] {
      try attempt {
        let value = Value(term: 3)
        let rows = try graph.triples(
          subject: parts.0 ? value : nil, predicate: parts.1 ? value : nil,
          object: parts.2 ? value : nil)
        for row in rows.subjects.indices.suffix(20) {
          _ = try graph.term(Value(rawValue: rows.subjects[row]))
          _ = try graph.text(of: Value(rawValue: rows.objects[row]))
        }
      }
    }
    try attempt { _ = try graph.value(of: .iri("http://a.example/s77")) }
    try attempt { _ = try graph.statistics() }
    try attempt { _ = try graph.tripleStatistics(of: nil) }
    try attempt { _ = try graph.predicates() }
    try attempt { _ = try graph.entities() }
    try attempt { _ = try graph.entities(named: "Porto") }
    try attempt {
      for statement in try graph.statements(
        subject: nil, predicate: nil, object: nil, assertedOnly: false)
      {
        _ = try graph.evidence(of: statement.id)
        _ = try graph.qualifiers(of: statement.id)
      }
    }
    for relation in StoreRelation.allCases {
      try attempt { _ = try graph.scan(relation, bound: []) { _ in Value(term: 0) } }
    }
    try attempt { try graph.export(.nQuads) { _ in } }
    try attempt { _ = try graph.insert([(.string("new"), "p", .string("newer"))]) }
    try attempt { _ = try graph.vacuum() }
    try attempt { _ = try graph.compact(blocksFrom: 1) }
    try attempt { _ = try graph.add(meetingRecord(hash: "another")) }
    try attempt { _ = try graph.forget(document: 1) }
  }

  @Test(arguments: crafts)
  func everythingEndsInAnAnswerOrAnError(craft: String) throws {
    let original = try Self.original.get()
    let folder = try TemporaryFolder()
    let path = folder.path("crafted.db")
    try FileManager.default.copyItem(atPath: original.path, toPath: path)
    do {
      let database = try Database(path)
      // Some of them are refused by SQLite; the others are as in a file that it did not write.
      try database.execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
      _ = database.isDone(craft)
    }
    let before = try Data(contentsOf: URL(filePath: path))
    do {
      let graph = try KnowledgeGraph(path: path, access: .readOnly)
      _ = try graph.check()
    } catch is StoreError {}
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
    do { try Self.ask(try KnowledgeGraph(path: path, access: .readWrite)) } catch is StoreError {}
  }

  @Test(arguments: [
    "UPDATE triple_block SET id = 9223372036854775807 WHERE id = (SELECT max(id) FROM triple_block)",
    "UPDATE triple_block SET id = id + 1 WHERE id = (SELECT max(id) FROM triple_block)",
    "DELETE FROM triple_block WHERE id = (SELECT min(id) + 1 FROM triple_block)",
    "DELETE FROM triple_block WHERE ordering = 2",
    "UPDATE triple_block SET ordering = 3 WHERE id = (SELECT min(id) FROM triple_block)",
    "UPDATE block_state SET generation = 0",
    "UPDATE block_state SET generation = ''", "UPDATE block_state SET triples = 0",
    "UPDATE block_state SET triples = triples + 1", "DELETE FROM block_state",
    "UPDATE block_statistic SET triples = 9223372036854775807",
    "UPDATE block_statistic SET objects = objects + 1",
    "UPDATE term_block SET count = 9223372036854775807",
    "UPDATE term_block SET first_id = first_id + 1 WHERE first_id = (SELECT max(first_id) FROM term_block)",
  ])
  func whatIsWrongWithBlocksIsFoundAndNothingIsThrownAway(craft: String) throws {
    let original = try Self.original.get()
    let folder = try TemporaryFolder()
    let path = folder.path("crafted.db")
    try FileManager.default.copyItem(atPath: original.path, toPath: path)
    try Database(path).execute(craft)
    let count = "SELECT count(*) FROM triple_block"
    let before = try Database(path).integers(count)
    let graph = try KnowledgeGraph(path: path, access: .readWrite)
    #expect(try graph.check().contains { $0.severity == .error })
    // What cannot be read as a whole is not written anew.
    let isOnlyCounted =
      ["statistic", "term_block", "ordering = 2"].contains { craft.contains($0) }
    if !isOnlyCounted {
      #expect(throws: StoreError.self) { try graph.compact(blocksFrom: 1) }
      #expect(throws: StoreError.self) { try graph.compact(blocksFrom: .max) }
      #expect(try Database(path).integers(count) == before)
    }
  }
}
