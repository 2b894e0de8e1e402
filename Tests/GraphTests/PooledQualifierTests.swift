import Foundation
import Graph
import TestSupport
import Testing

/// Files of formats that kept the qualifiers of a claim together, whatever sentence each is of.
@Suite struct PooledQualifierTests {
  /// Two meetings of the same people in one document, and a third in another one.
  private func meetings() -> [DocumentRecord] {
    var first = meetingRecord()
    first.sentences.append(
      SentenceRecord(
        start: 81, end: 120, text: "They met again in Oslo in spring.", role: .body))
    var again = first.statements[0]
    (again.sentence, again.start, again.end) = (2, 81, 110)
    again.qualifiers = [("in", .entity(3)), ("on", .literal(.date(CalendarDate("2026-03-01")!)))]
    first.statements.append(again)
    var second = meetingRecord(hash: "hash-2", source: "second.txt")
    second.statements[0].qualifiers = [("in", .entity(2)), ("with", .literal(.string("care")))]
    return [first, second]
  }

  /// Puts the tables of a file back to what they were before qualifiers belonged to places.
  private func pool(_ path: String, without readings: String = "0") throws {
    let schema = Repository.root.appending(path: "schema")
    let files = try FileManager.default.contentsOfDirectory(atPath: schema.path)
      .filter { $0.hasSuffix(".sql") && $0 < "013" }
    try Database(path).execute(
      """
      BEGIN;
      CREATE TABLE kept AS SELECT * FROM evidence;
      CREATE TABLE kept_qualifier AS SELECT evidence.statement, name, value, count(*) AS count
        FROM circumstance JOIN evidence ON evidence.id = circumstance.evidence GROUP BY 1, 2, 3;
      DROP VIEW qualifier;
      DROP TABLE circumstance;
      DROP TABLE rejection;
      DROP TABLE changed_value;
      DROP TABLE changed_row;
      DROP TABLE change;
      DROP TABLE evidence;
      CREATE TABLE evidence (
        statement INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
        sentence INTEGER NOT NULL REFERENCES sentence (id) ON DELETE CASCADE,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
        extractor TEXT NOT NULL,
        PRIMARY KEY (statement, sentence, start, end)
      ) WITHOUT ROWID;
      CREATE INDEX evidence_by_sentence ON evidence (sentence, confidence, extractor);
      CREATE TABLE qualifier (
        statement INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        value INTEGER NOT NULL,
        PRIMARY KEY (statement, name, value)
      ) WITHOUT ROWID;
      ALTER TABLE qualifier ADD COLUMN count INTEGER NOT NULL DEFAULT 1;
      CREATE INDEX qualifier_by_value ON qualifier (value, name, count);
      INSERT INTO evidence SELECT statement, sentence, start, end, confidence, extractor FROM kept;
      INSERT INTO qualifier SELECT * FROM kept_qualifier;
      DROP TABLE kept;
      DROP TABLE kept_qualifier;
      DELETE FROM reading WHERE document IN (\(readings));
      PRAGMA user_version = \(files.count);
      COMMIT;
      """)
  }

  /// `name value: text` of every qualifier, with the text of its sentence.
  private func qualified(_ graph: KnowledgeGraph) throws -> Set<String> {
    var sentences: [Int32: Int32] = [:]
    let places = try graph.scan(.occurrence, bound: [], intern: { _ in Value(rawValue: 0) })
    for row in places[0].indices { sentences[places[0][row]] = places[2][row] }
    var names: [String] = []
    let rows = try graph.scan(
      .circumstance, bound: [],
      intern: { term in
        if case .string(let text) = term { names.append(text) }
        return try #require(Value(inline: Int64(names.count - 1)))
      })
    return Set(
      try rows[0].indices.map { row in
        let name = names[Int(Value(rawValue: rows[1][row]).inlineInteger ?? 0)]
        let sentence = Value(rawValue: sentences[rows[0][row]] ?? 0).inlineInteger ?? 0
        return
          "\(sentence) \(name) \(try graph.text(of: Value(rawValue: rows[2][row])))"
      })
  }

  private static let apart: Set = [
    "1 in Porto", "1 on 2026-01-05", "3 in Oslo", "3 on 2026-03-01", "4 in Porto", "4 with care",
  ]

  @Test func readingsTellWhichSentenceAQualifierIsOf() throws {
    let file = try GraphFile()
    let graph = try file.open()
    for record in meetings() { try graph.add(record) }
    #expect(try qualified(graph) == Self.apart)
    try pool(file.path)
    #expect(throws: StoreError.self) { try file.open(.readOnly) }
    let migrated = try file.open()
    #expect(try qualified(migrated) == Self.apart)
    #expect(try migrated.check().isEmpty)
    // What came in with a document goes with it.
    _ = try migrated.forget(document: 1)
    #expect(try qualified(migrated) == ["4 in Porto", "4 with care"])
    #expect(try migrated.check().isEmpty)
  }

  @Test func documentsWithoutAReadingKeepThemTogether() throws {
    let file = try GraphFile()
    let graph = try file.open()
    for record in meetings() { try graph.add(record) }
    try pool(file.path, without: "1")
    let migrated = try file.open()
    let found = try qualified(migrated)
    #expect(found.isSuperset(of: Self.apart))
    #expect(found.contains("1 in Oslo") && !found.contains("4 in Oslo"))
    #expect(try migrated.check().isEmpty)
    _ = try migrated.forget(document: 1)
    #expect(try qualified(migrated) == ["4 in Porto", "4 with care"])
  }

  @Test func aClaimThatTwoRulesReadOffOnePlaceKeepsWhatBothSay() throws {
    let file = try GraphFile()
    let graph = try file.open()
    var record = meetingRecord()
    var other = record.statements[0]
    other.extractor = "other"
    other.qualifiers = [("in", .entity(2)), ("with", .entity(3))]
    record.statements.append(other)
    try graph.add(record)
    #expect(try qualified(graph) == ["1 in Porto", "1 on 2026-01-05", "1 with Oslo"])
    // The statement that speaks of Oslo is withdrawn and told of another entity; the other one stays whole.
    _ = try graph.merge(graph.only("Oslo"), into: graph.only("Porto"))
    #expect(try qualified(graph) == ["1 in Porto", "1 on 2026-01-05", "1 with Porto"])
    #expect(try graph.check().isEmpty)
  }
}
