import CSQLite
import Foundation
import Graph
import TestSupport
import Testing

@Suite struct MaintenanceTests {
  private func execute(_ sql: String, on path: String) throws {
    var handle: OpaquePointer?
    defer { sqlite3_close(handle) }
    try #require(sqlite3_open(path, &handle) == SQLITE_OK)
    try #require(
      sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK,
      "\(String(cString: sqlite3_errmsg(handle)))")
  }

  @Test func soundGraphHasNoProblems() throws {
    let file = try GraphFile()
    let graph = try file.open()
    #expect(try graph.check().isEmpty)
    try graph.add(meetingRecord())
    try graph.add(meetingRecord(hash: "hash-2"))
    try graph.insert([(.entity("Ada", disambiguator: ""), "know", .integer(1 << 40))])
    #expect(try graph.check().isEmpty)
    #expect(try file.open(.readOnly).check().isEmpty)
  }

  @Test(arguments: [
    ("DELETE FROM triple", "asserted statement is no triple"),
    ("DELETE FROM circumstance; DELETE FROM evidence WHERE statement = 1", "no evidence"),
    ("DELETE FROM evidence WHERE statement = 1", "circumstance without its evidence"),
    ("UPDATE entity SET mentions = 7", "wrong count of mentions"),
    ("UPDATE triple SET subject = 9999", "no term"),
    ("UPDATE term SET kind = 9 WHERE text = 'Porto'", "cannot be read"),
    ("UPDATE entity SET folded = 'x'", "look-up"),
    ("UPDATE evidence SET end = -1", "impossible place"),
    ("INSERT INTO sentence_text (sentence_text) VALUES ('delete-all')", "full-text"),
    ("DELETE FROM predicate", "predicate"), ("DELETE FROM sentence WHERE id = 1", "without its"),
    ("INSERT INTO term (id, kind, text) VALUES (500, 3, 'lonely')", "without use"),
    ("CREATE TABLE mine (x)", "the table mine does not belong to a graph"),
    ("CREATE VIEW mine AS SELECT 1", "the view mine does not belong to a graph"),
    ("DROP INDEX alias_by_name", "the index alias_by_name is missing"),
    ("ALTER TABLE document ADD COLUMN mine AS (source || title)", "is not as graphsh makes it"),
    (
      "INSERT INTO document (id, source, sha256, read_at) VALUES (5000000000, 'x', 'y', 'z')",
      "impossible number"
    ),
    ("UPDATE circumstance SET value = -5000000000", "no term"),
  ])
  func whatContradictsItselfIsFound(damage: String, finding: String) throws {
    let file = try GraphFile()
    _ = try file.open().add(meetingRecord())
    try execute("PRAGMA foreign_keys = OFF; " + damage, on: file.path)
    let problems = try file.open().check()
    #expect(
      problems.contains { $0.finding.contains(finding) },
      "\(problems.map(\.description))")
  }

  @Test func backupIsTheGraphAtThatMoment() throws {
    let file = try GraphFile()
    let graph = try file.open()
    try graph.add(meetingRecord())
    let target = file.folder.path("copy.db")
    try graph.backup(to: target)
    try graph.add(meetingRecord(hash: "later"))
    let copy = try KnowledgeGraph(path: target, access: .readOnly)
    #expect(try copy.documents().count == 1)
    #expect(try copy.check().isEmpty)
    #expect(throws: StoreError.alreadyExists(path: target)) { try graph.backup(to: target) }
    let files = try FileManager.default.contentsOfDirectory(atPath: file.folder.url.path)
    #expect(!files.contains { $0.contains("partial") })
  }

  @Test(arguments: ["", "-wal", "-shm", "-journal"])
  func backupKeepsWhatIsThere(ending: String) throws {
    let file = try GraphFile()
    let graph = try file.open()
    try graph.add(meetingRecord())
    let target = file.folder.path("copy.db")
    try file.folder.write("mine", to: "copy.db" + ending)
    #expect(throws: StoreError.alreadyExists(path: target + ending)) {
      try graph.backup(to: target)
    }
    #expect(try String(contentsOfFile: target + ending, encoding: .utf8) == "mine")
    for part in ["-wal", "-shm", "-journal", ""] {
      #expect(throws: StoreError.self) { try graph.backup(to: file.path + part) }
    }
    let other = file.folder.path("other.db")
    for name in ["other.db.partial", "other.db.partial2-wal"] {
      try file.folder.write("mine", to: name)
    }
    try graph.backup(to: other)
    #expect(try KnowledgeGraph(path: other, access: .readOnly).check().isEmpty)
    for name in ["other.db.partial", "other.db.partial2-wal"] {
      #expect(try String(contentsOfFile: file.folder.path(name), encoding: .utf8) == "mine")
    }
  }

  @Test func vacuumRemovesWhatNothingUses() throws {
    let file = try GraphFile()
    let graph = try file.open()
    let triples = (0..<2000).map { number in
      (subject: Term.string("left \(number)"), predicate: "p", object: Term.string("r \(number)"))
    }
    try graph.insert(triples)
    try graph.add(meetingRecord())
    let predicate = try #require(try graph.predicate(named: "p"))
    let stored = try graph.triples(subject: nil, predicate: predicate, object: nil)
    try graph.delete(
      stored.subjects.indices.map {
        (Value(rawValue: stored.subjects[$0]), predicate, Value(rawValue: stored.objects[$0]))
      })
    #expect(try graph.check().map(\.severity) == [.note])
    let (before, after) = try graph.vacuum()
    #expect(after < before)
    #expect(try graph.check().isEmpty)
    #expect(try graph.predicate(named: "p") == nil)
    #expect(try graph.entities(named: "Mina Park").count == 1)
    #expect(try graph.search("Oslo", limit: nil).count == 1)
  }

  @Test func forgettingADocumentLeavesTheGraphAsIfItHadNotBeenRead() throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    var second = meetingRecord(hash: "hash-2", source: "again.txt")
    second.statements.append(
      StatementRecord(
        subject: .entity(1), predicate: "praise", surface: "praised", object: .entity(2),
        sentence: 1, start: 0, end: 3, confidence: 0.5, extractor: "svo"))
    second.entities.append(EntityRecord(label: "Bergen", types: ["city"], aliases: [:]))
    try graph.add(meetingRecord())
    let before = try graph.statistics()
    for index in second.entities.indices {
      second.entities[index].existing = try graph.entities(named: second.entities[index].label)
        .first?.value
    }
    let added = try graph.add(second)
    let forgotten = try #require(try graph.forget(document: added.id))
    #expect(forgotten.source == "again.txt")
    #expect(forgotten.statements == 1 && forgotten.triples == 1 && forgotten.entities == 1)
    let after = try graph.statistics()
    #expect(after.triples == before.triples && after.statements == before.statements)
    #expect(after.mentions == before.mentions && after.entities == before.entities)
    #expect(after.evidence == before.evidence && after.sentences == before.sentences)
    #expect(try graph.check().allSatisfy { $0.severity == .note })
    #expect(try graph.forget(document: added.id) == nil)
    #expect(try graph.add(second).newStatements == 1, "it can be read again")
  }

  @Test func forgettingKeepsWhatWasInsertedByHand() throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    let added = try graph.add(meetingRecord())
    let (mina, oskar) = (try graph.only("Mina Park"), try graph.only("Oskar Lund"))
    try graph.insert([(try graph.term(mina), "meet", try graph.term(oskar))])
    try graph.forget(document: added.id)
    let left = try graph.triples(subject: mina, predicate: nil, object: nil)
    #expect(left.objects == [oskar.rawValue])
    #expect(try graph.statistics().entities == 2)
    #expect(try graph.check().allSatisfy { $0.severity == .note })
  }
}
