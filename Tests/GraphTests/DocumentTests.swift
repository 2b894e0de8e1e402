import Graph
import TestSupport
import Testing

@Suite struct DocumentTests {
  @Test func documentIsReadBackAfterReopening() throws {
    let file = try GraphFile()
    let summary = try file.open().add(meetingRecord())
    #expect(summary.newEntities == 4)
    #expect(summary.newStatements == 2)
    #expect(!summary.wasKnown)

    let graph = try file.open(.readOnly)
    let (mina, oskar) = (try graph.only("mina park"), try graph.only("LUND"))
    let meet = try #require(try graph.predicate(named: "met"))
    #expect(try graph.text(of: meet) == "meet")
    let triples = try graph.triples(subject: mina, predicate: meet, object: nil)
    #expect(triples.objects == [oskar.rawValue])
    let statement = try #require(
      try graph.statements(subject: mina, predicate: meet, object: nil, assertedOnly: true).first)
    let evidence = try graph.evidence(of: statement.id)
    #expect(evidence.map(\.text) == ["Mina Park met Oskar Lund in Porto today."])
    #expect(evidence[0].source == "meeting.txt")
    #expect(evidence[0].span == 0..<24)
    let qualifiers = try graph.qualifiers(of: statement.id)
    #expect(qualifiers.map(\.name) == ["in", "on"])
    #expect(try graph.text(of: qualifiers[1].value) == "2026-01-05")
  }

  @Test func whatTheTextDoesNotAssertIsAStatementButNoTriple() throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    try graph.add(meetingRecord())
    let visit = try #require(try graph.predicate(named: "visit"))
    #expect(try graph.triples(subject: nil, predicate: visit, object: nil).subjects.isEmpty)
    let all = try graph.statements(
      subject: nil, predicate: visit, object: nil, assertedOnly: false)
    #expect(all.map(\.isNegated) == [true])
    #expect(try all[0].attributedTo.map { try graph.text(of: $0) } == "Oskar Lund")
    #expect(
      try graph.statements(subject: nil, predicate: visit, object: nil, assertedOnly: true).isEmpty
    )
  }

  @Test(arguments: [
    ("in", "2024", 0), ("since", "2020-05", 0), ("until", "2026-01-05", 0), ("time", "2024-02", 0),
    ("in", "the harbour", 1), ("since", "the storm", 1), ("at", "2024", 1),
  ])
  func aClaimHasATimeWhateverWordTellsIt(name: String, value: String, undated: Int) throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    var record = meetingRecord()
    let number = Int64(value).map { Term.integer($0) }
    record.statements[0].qualifiers = [(name, .literal(number ?? .string(value)))]
    try graph.add(record)
    let gaps = try graph.claimGaps()
    #expect(gaps.all == 1 && gaps.unrelated == 1 && gaps.undated == undated)
  }

  @Test func sameContentTwiceChangesNothing() throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    let first = try graph.add(meetingRecord())
    let (before, version) = (try graph.statistics(), graph.dataVersion)
    let again = try graph.add(meetingRecord(source: "elsewhere.txt"))
    #expect(again.wasKnown && again.id == first.id)
    #expect(try graph.statistics() == before)
    #expect(graph.dataVersion == version)
    #expect(try graph.containsDocument(contentHash: "hash-1"))
  }

  @Test func malformedRecordLeavesNothingBehind() throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    var record = meetingRecord()
    record.statements[1].object = .entity(17)
    let before = try graph.statistics()
    #expect(throws: StoreError.self) { try graph.add(record) }
    #expect(try graph.statistics() == before)
  }

  @Test func secondDocumentAddsEvidenceToTheSameClaim() throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    try graph.add(meetingRecord())
    var second = meetingRecord(hash: "hash-2", source: "again.txt")
    for index in second.entities.indices {
      second.entities[index].existing = try graph.only(second.entities[index].label)
    }
    let summary = try graph.add(second)
    #expect(summary.newStatements == 0 && summary.newEntities == 0)
    let meet = try #require(try graph.predicate(named: "meet"))
    let statements = try graph.statements(
      subject: nil, predicate: meet, object: nil, assertedOnly: true)
    #expect(statements.count == 1)
    #expect(try graph.evidence(of: statements[0].id).map(\.source) == ["meeting.txt", "again.txt"])
    #expect(try graph.entities(named: "Mina Park").map(\.mentions) == [4])
  }

  @Test func pagesAndPropertiesAreKeptAndAnswered() throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    var record = meetingRecord()
    record.sentences[0].page = 12
    record.properties = [
      DocumentProperty(name: .author, value: "Ana Lin"),
      DocumentProperty(name: .author, value: "Bo Ek"),
    ]
    record.characters = [RoleCharacters(role: "body", taken: 80, leftOut: 3)]
    let id = try graph.add(record).id
    let meet = try #require(try graph.predicate(named: "meet"))
    let statements = try graph.statements(
      subject: nil, predicate: meet, object: nil, assertedOnly: true)
    #expect(try graph.evidence(of: #require(statements.first).id).map(\.page) == [12])
    var terms: [Term] = []
    func rows(_ relation: StoreRelation) throws -> Int {
      try graph.scan(relation, bound: []) { term in
        terms.append(term)
        return try #require(Value(inline: Int64(terms.count)))
      }[0].count
    }
    #expect(try rows(.sentencePage) == 1)
    #expect(try rows(.documentProperty) == 2)
    #expect(terms.contains(.string("Bo Ek")))
    #expect(try rows(.documentCharacters) == 1)
    #expect(try graph.forget(document: id) != nil)
    #expect(try rows(.documentProperty) + rows(.documentCharacters) == 0)
  }

  @Test func laterDocumentImprovesALabelAndKeepsTheOldName() throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    var first = DocumentRecord(source: "a", title: nil, date: nil, contentHash: "a")
    first.entities = [EntityRecord(label: "Lund", types: ["person"], aliases: ["Lund": 1])]
    try graph.add(first)
    let lund = try graph.only("Lund")
    var second = DocumentRecord(source: "b", title: nil, date: nil, contentHash: "b")
    second.entities = [
      EntityRecord(existing: lund, label: "Oskar Lund", types: ["person"], aliases: [:])
    ]
    try graph.add(second)
    #expect(try graph.text(of: lund) == "Oskar Lund")
    #expect(try graph.only("lund") == lund)
    #expect(try graph.value(of: .entity("Oskar Lund", disambiguator: "")) == lund)
    var third = DocumentRecord(source: "c", title: nil, date: nil, contentHash: "c")
    third.entities = [EntityRecord(existing: lund, label: "Lund", types: [], aliases: [:])]
    try graph.add(third)
    #expect(try graph.text(of: lund) == "Oskar Lund")
  }
}
