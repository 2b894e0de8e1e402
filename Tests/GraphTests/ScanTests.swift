import Graph
import TestSupport
import Testing

@Suite struct ScanTests {
  /// A dictionary as an engine keeps it: terms that the file does not hold get ids of their own.
  private final class Session {
    let graph: KnowledgeGraph
    private var terms: [Term: Value] = [:]
    private var list: [Term] = []

    init(_ graph: KnowledgeGraph) { self.graph = graph }

    func intern(_ term: Term) throws -> Value {
      if let known = try graph.value(of: term) ?? terms[term] { return known }
      let value = Value(rawValue: Value.firstSessionID + Int32(list.count))
      terms[term] = value
      list.append(term)
      return value
    }

    func text(_ raw: Int32) throws -> String {
      guard raw >= Value.firstSessionID else { return try graph.text(of: Value(rawValue: raw)) }
      switch list[Int(raw - Value.firstSessionID)] {
      case .string(let text): return text
      case .date(let date): return date.description
      case .float(let number): return String(number)
      case let other: return "\(other)"
      }
    }

    func rows(
      _ relation: StoreRelation, bound: [(column: Int, value: Value)] = [],
      needed: Set<Int>? = nil
    ) throws -> [String] {
      let columns = try graph.scan(relation, bound: bound, needed: needed, intern: intern)
      #expect(columns.count == relation.columns.count)
      #expect(Set(columns.map(\.count)).count == 1)
      return try columns[0].indices.map { row in
        try columns.map { try text($0[row]) }.joined(separator: " | ")
      }
    }
  }

  private func session() throws -> Session {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    try graph.add(meetingRecord())
    try graph.insert([(.integer(7), "above", .integer(-3))])
    return Session(graph)
  }

  @Test func relationsHoldWhatTheDocumentSays() throws {
    let session = try session()
    #expect(
      Set(try session.rows(.triple)) == ["Mina Park | meet | Oskar Lund", "7 | above | -3"])
    #expect(
      try session.rows(.fact) == ["1 | Mina Park | meet | Oskar Lund", "3 | 7 | above | -3"])
    #expect(try session.rows(.statement).contains("2 | Mina Park | visit | Oslo"))
    #expect(try session.rows(.negated) == ["2"])
    #expect(try session.rows(.said) == ["Oskar Lund | 2"])
    #expect(try session.rows(.evidence).sorted() == ["1 | 1 | 1 | 0.9", "2 | 1 | 2 | 0.7"])
    #expect(
      try session.rows(.document) == ["1 | Two neighbours meet | 2026-01-05 | meeting.txt"])
    #expect(
      try session.rows(.sentence).first == "1 | 1 | 1 | Mina Park met Oskar Lund in Porto today.")
    #expect(try session.rows(.mention).contains("Mina Park | 2 | Park"))
    #expect(try session.rows(.alias).contains("Oskar Lund | Lund"))
    #expect(try session.rows(.label).count == 4)
    #expect(try session.rows(.type).contains("Oslo | city"))
    #expect(Set(try session.rows(.qualifier)) == ["1 | in | Porto", "1 | on | 2026-01-05"])
    #expect(try session.rows(.modality).isEmpty && session.rows(.date).isEmpty)
  }

  @Test(arguments: StoreRelation.allCases)
  func boundColumnsGiveTheRowsThatAWholeScanHasThere(relation: StoreRelation) throws {
    let session = try session()
    let whole = try session.graph.scan(relation, bound: [], intern: session.intern)
    for row in whole[0].indices {
      for column in whole.indices {
        let value = Value(rawValue: whole[column][row])
        let found = try session.rows(relation, bound: [(column, value)])
        let expected = try whole[0].indices.filter { whole[column][$0] == value.rawValue }
          .map { row in try whole.map { try session.text($0[row]) }.joined(separator: " | ") }
        #expect(found.sorted() == expected.sorted(), "\(relation) column \(column)")
      }
    }
    let nothing = Value(rawValue: Value.firstSessionID + 999)
    for column in whole.indices {
      #expect(try session.rows(relation, bound: [(column, nothing)]).isEmpty)
    }
  }

  @Test func unneededColumnsAreNotRead() throws {
    let session = try session()
    let columns = try session.graph.scan(.sentence, bound: [], needed: [2]) { term in
      Issue.record("\(term) was read")
      return Value(rawValue: 0)
    }
    #expect(columns[2].map { Value(rawValue: $0).inlineInteger } == [1, 2])
  }

  @Test func triplesByEachPartAgreeWithTheWhole() throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    var generator = SystemRandomNumberGenerator()
    var triples: Set<[Int]> = []
    for _ in 0..<300 {
      triples.insert([
        .random(in: 0..<9, using: &generator), .random(in: 0..<4, using: &generator),
        .random(in: 0..<9, using: &generator),
      ])
    }
    let new = try graph.insert(
      triples.map { (.integer(Int64($0[0])), "p\($0[1])", .integer(Int64($0[2]))) })
    #expect(new == triples.count)
    for subject in [nil, 3] {
      for predicate in [nil, 2] {
        for object in [nil, 5] {
          let found = try graph.triples(
            subject: subject.flatMap { Value(inline: Int64($0)) },
            predicate: try predicate.flatMap { try graph.predicate(named: "p\($0)") },
            object: object.flatMap { Value(inline: Int64($0)) })
          let expected = triples.filter { triple in
            (subject ?? triple[0]) == triple[0] && (predicate ?? triple[1]) == triple[1]
              && (object ?? triple[2]) == triple[2]
          }
          let rows = try found.subjects.indices.map { row in
            [
              Int(Value(rawValue: found.subjects[row]).inlineInteger!),
              Int(try graph.text(of: Value(rawValue: found.predicates[row])).dropFirst())!,
              Int(Value(rawValue: found.objects[row]).inlineInteger!),
            ]
          }
          #expect(rows.count == expected.count && Set(rows) == expected)
        }
      }
    }
  }

  @Test func deletingRemovesTheTripleItsStatementsAndItsEvidence() throws {
    let session = try session()
    let graph = session.graph
    let (mina, oskar) = (try graph.only("Mina Park"), try graph.only("Oskar Lund"))
    let meet = try #require(try graph.predicate(named: "meet"))
    #expect(try graph.delete([(mina, meet, oskar)]) == 1)
    #expect(try graph.delete([(mina, meet, oskar)]) == 0)
    #expect(try session.rows(.triple) == ["7 | above | -3"])
    #expect(try session.rows(.evidence) == ["2 | 1 | 2 | 0.7"])
    #expect(try session.rows(.qualifier).isEmpty)
  }

  @Test func searchFindsInflectedWordsAndTakesOperatorsAsWords() throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    try graph.add(meetingRecord())
    #expect(try graph.search("visits oslo", limit: nil).map(\.sentence) == [2])
    #expect(try graph.search("Park", limit: 1).count == 1)
    for words in ["\"", "AND", "park OR", "(", "NEAR(a b)", "park*", "", "text:park"] {
      _ = try graph.search(words, limit: nil)
    }
    #expect(try graph.search("OR", limit: nil).isEmpty)
  }

  @Test func everyTermComesBackAsItWas() throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    let terms: [Term] = [
      .entity("A", disambiguator: ""), .entity("A", disambiguator: "2"), .iri("http://a.example/"),
      .blank("b1"), .string(""), .string("a\0b \" 🙂"), .string("1"), .integer(0),
      .integer((1 << 30) - 1), .integer(1 << 30), .integer(-(1 << 30)), .integer(-(1 << 30) - 1),
      .integer(.max), .integer(.min), .float(3.5), .float(1e300), .float(-.infinity),
      .float(.leastNonzeroMagnitude),
      .boolean(true), .boolean(false), .date(CalendarDate("2024-02-29")!),
      .dateTime(DateTime("2026-01-05T09:30:00+01:00")!), .languageString("chat", language: "fr"),
      .languageString("chat", language: "en"), .typed("1.50", datatype: "http://d.example/"),
    ]
    try graph.insert(terms.map { ($0, "p", $0) })
    let values = try terms.map { try #require(try graph.value(of: $0)) }
    #expect(Set(values).count == terms.count)
    for (term, value) in zip(terms, values) { #expect(try graph.term(value) == term) }
    #expect(throws: StoreError.unknownValue(12345)) { try graph.term(Value(rawValue: 12345)) }
  }
}
