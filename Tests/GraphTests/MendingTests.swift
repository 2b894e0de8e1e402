import CSQLite
import Graph
import TestSupport
import Testing

@Suite struct MendingTests {
  /// Two documents that know the same man under two names, as two entities.
  private func twoNames() throws -> (KnowledgeGraph, full: Value, short: Value) {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    try graph.add(meetingRecord())
    var second = DocumentRecord(source: "b.txt", title: nil, date: nil, contentHash: "b")
    second.sentences = [
      SentenceRecord(start: 0, end: 25, text: "Mr O. Lund met Mina Park.", role: .body),
      SentenceRecord(start: 26, end: 50, text: "He praised O. Lund.", role: .body),
    ]
    second.entities = [
      EntityRecord(label: "O. Lund", types: ["person", "captain"], aliases: ["O. Lund": 2]),
      EntityRecord(
        existing: try graph.only("Mina Park"), label: "Mina Park", types: ["person"], aliases: [:]),
    ]
    second.mentions = [
      MentionRecord(entity: 0, sentence: 0, start: 3, end: 10, surface: "O. Lund"),
      MentionRecord(entity: 0, sentence: 1, start: 37, end: 44, surface: "O. Lund"),
    ]
    second.statements = [
      StatementRecord(
        subject: .entity(1), predicate: "meet", surface: "met", object: .entity(0), sentence: 0,
        start: 0, end: 25, confidence: 0.8, extractor: "svo"),
      StatementRecord(
        subject: .entity(1), predicate: "praise", surface: "praised", object: .entity(0),
        sentence: 1, start: 26, end: 44, confidence: 0.6, extractor: "svo"),
    ]
    try graph.add(second)
    return (graph, try graph.only("Oskar Lund"), try graph.only("O. Lund"))
  }

  @Test func mergedEntitiesAreOneInTriplesStatementsMentionsAndNames() throws {
    let (graph, full, short) = try twoNames()
    try graph.merge(short, into: full)
    #expect(try graph.only("o lund") == full)
    let description = try #require(try graph.entity(full))
    #expect(description.types == ["captain", "person"] && description.mentions == 3)
    #expect(description.documents == 2)
    let meet = try #require(try graph.predicate(named: "meet"))
    let met = try graph.statements(
      subject: nil, predicate: meet, object: full, assertedOnly: true)
    #expect(met.count == 1)
    #expect(try graph.evidence(of: met[0].id).map(\.source) == ["meeting.txt", "b.txt"])
    #expect(try graph.triples(subject: nil, predicate: meet, object: nil).subjects.count == 1)
    #expect(try graph.triples(subject: nil, predicate: nil, object: full).subjects.count == 2)
    #expect(throws: StoreError.unknownValue(short.rawValue)) { try graph.text(of: short) }
    #expect(try graph.check().isEmpty)
  }

  @Test func mergingWithItselfOrWithNoEntityIsRefused() throws {
    let (graph, full, _) = try twoNames()
    let before = try graph.statistics()
    try graph.merge(full, into: full)
    let meet = try #require(try graph.predicate(named: "meet"))
    #expect(throws: StoreError.noEntity(meet.rawValue)) { try graph.merge(meet, into: full) }
    #expect(try graph.statistics() == before)
  }

  @Test func splitUndoesAMergeAndIsRememberedByLaterDocuments() throws {
    let (graph, full, short) = try twoNames()
    try graph.merge(short, into: full)
    let new = try graph.split("O. Lund", from: full)
    #expect(try graph.only("O. Lund") == new && graph.text(of: new) == "O. Lund")
    #expect(try graph.entity(full)?.mentions == 1 && graph.entity(new)?.mentions == 2)
    let praise = try #require(try graph.predicate(named: "praise"))
    #expect(try graph.triples(subject: nil, predicate: praise, object: full).subjects.isEmpty)
    #expect(try graph.triples(subject: nil, predicate: praise, object: new).subjects.count == 1)
    let meet = try #require(try graph.predicate(named: "meet"))
    #expect(try graph.triples(subject: nil, predicate: meet, object: nil).subjects.count == 2)
    #expect(try graph.check().allSatisfy { $0.severity == .note })

    var third = DocumentRecord(source: "c", title: nil, date: nil, contentHash: "c")
    third.entities = [
      EntityRecord(existing: full, label: "Oskar Lund", types: [], aliases: ["O. Lund": 3])
    ]
    try graph.add(third)
    #expect(try graph.only("O. Lund") == new, "the name stays off the old entity")
    try graph.addAlias("O. Lund", to: full)
    #expect(try graph.entities(named: "O. Lund").map(\.value) == [new, full])
  }

  @Test func onlyANameThatTheEntityHasCanBeSplitOff() throws {
    let (graph, full, _) = try twoNames()
    for name in ["Nobody", "Oskar Lund"] {
      #expect(throws: StoreError.unknownName(name, entity: "Oskar Lund")) {
        try graph.split(name, from: full)
      }
    }
  }

  @Test func relabelledEntityIsFoundByBothNames() throws {
    let (graph, full, _) = try twoNames()
    try graph.relabel(full, as: "Captain Lund")
    #expect(try graph.text(of: full) == "Captain Lund")
    #expect(try graph.only("oskar lund") == full && graph.only("captain lund") == full)
  }
}
