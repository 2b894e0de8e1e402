import CSQLite
import Foundation
import Graph
import TestSupport
import Testing

/// What a person did to entities, and took back.
@Suite struct EntityChangeTests {
  /// Three documents about people of whom some go by several names, and triples that a person inserted and imported.
  private func people(in file: GraphFile) throws -> KnowledgeGraph {
    let graph = try file.open()
    for (number, names) in [("1", "Oskar Lund"), ("2", "O. Lund"), ("3", "Lund")].enumerated() {
      var record = meetingRecord(hash: names.0, source: "\(names.0).txt")
      record.entities[1] = EntityRecord(
        label: names.1, types: number == 1 ? ["captain"] : ["person"],
        aliases: [names.1: 2, "Skipper \(number)": 1])
      record.mentions[1].surface = names.1
      record.mentions.append(
        MentionRecord(
          entity: 1, sentence: 1, start: 60, end: 69, surface: "Skipper \(number)"))
      try graph.add(record)
    }
    try graph.insert([
      (.entity("Oskar Lund", disambiguator: ""), "know", .entity("O. Lund", disambiguator: "")),
      (.entity("Porto", disambiguator: ""), "know", .entity("Oskar Lund", disambiguator: "")),
    ])
    return graph
  }

  /// All rows of all tables, but for what can be taken back; what is computed comes with them.
  private func rows(of path: String) throws -> [String] {
    let database = try Database(path)
    let tables = try database.texts(
      """
      SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
        AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'change%' ORDER BY name
      """)
    return try tables.flatMap { table in
      let columns = try database.texts(
        "SELECT name FROM pragma_table_xinfo('\(table)') ORDER BY cid")
      let values = columns.map { "quote(\"\($0)\")" }.joined(separator: " || ',' || ")
      return try database.texts("SELECT '\(table) ' || \(values) FROM \(table)").sorted()
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func everyChangeIsTakenBackToTheRow(seed: UInt64) throws {
    let file = try GraphFile()
    let graph = try people(in: file)
    var random = SeededGenerator(seed: seed)
    var states: [[String]] = []
    while states.count < 8 {
      let entities = try graph.entities().map(\.value)
      let one = try #require(entities.randomElement(using: &random))
      let other = try #require(entities.randomElement(using: &random))
      let aliases = try #require(try graph.entity(one)).aliases.map(\.name)
      let before = try rows(of: file.path)
      do {
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where one != other: try graph.merge(one, into: other)
        case 1: try graph.split(try #require(aliases.randomElement(using: &random)), from: one)
        case 2: try graph.relabel(one, as: "Name \(states.count)")
        case 3: try graph.addAlias("Name \(states.count)", to: one)
        default: continue
        }
      } catch StoreError.unknownName { continue }
      states.append(before)
    }
    while let state = states.popLast() {
      let change = try graph.takeBackLastChange()
      let now = try rows(of: file.path)
      #expect(Set(now).symmetricDifference(state).isEmpty, "\(change as Any)")
      #expect(try graph.check().isEmpty)
    }
    #expect(try graph.takeBackLastChange() == nil)
  }

  @Test func changesOfAGraphInBlocksAreTakenBack() throws {
    let file = try GraphFile()
    let graph = try people(in: file)
    try graph.compact(blocksFrom: 1)
    let (one, other) = (try graph.only("Oskar Lund"), try graph.only("O. Lund"))
    let before = try graph.triples(subject: nil, predicate: nil, object: nil)
    try graph.merge(other, into: one)
    let merged = try graph.triples(subject: nil, predicate: nil, object: nil)
    #expect(merged != before && !(merged.subjects + merged.objects).contains(other.rawValue))
    #expect(try graph.takeBackLastChange() == EntityChange(.merge, "O. Lund", "Oskar Lund"))
    #expect(try graph.triples(subject: nil, predicate: nil, object: nil) == before)
    #expect(try graph.check().isEmpty)
  }

  @Test func whatHasBeenUsedSinceStays() throws {
    let file = try GraphFile()
    let graph = try people(in: file)
    let one = try graph.only("Oskar Lund")
    try graph.split("Skipper 0", from: one)
    try graph.insert([
      (.entity("Skipper 0", disambiguator: ""), "know", .entity("Porto", disambiguator: ""))
    ])
    let before = try rows(of: file.path)
    #expect(throws: StoreError.changedSince(EntityChange(.split, "Oskar Lund", "Skipper 0"))) {
      try graph.takeBackLastChange()
    }
    #expect(try rows(of: file.path) == before)
    #expect(try graph.check().isEmpty)
  }

  @Test func theLastOfAllDecisionsIsTakenBackFirst() throws {
    let file = try GraphFile()
    let graph = try people(in: file)
    let one = try graph.only("Oskar Lund")
    try graph.addAlias("Ossi", to: one)
    let knows = try #require(try graph.predicate(named: "know"))
    try graph.reject([(one, knows, try graph.only("O. Lund"))], because: nil)
    #expect(try graph.takeBackLastChange() == nil)
    #expect(try graph.takeBackLastRejection() != nil)
    #expect(try graph.takeBackLastRejection() == nil)
    #expect(try graph.takeBackLastChange() == EntityChange(.alias, "Oskar Lund", "Ossi"))
  }

  @Test func aChangeThatFailsIsNotKept() throws {
    let file = try GraphFile()
    let graph = try people(in: file)
    let one = try graph.only("Oskar Lund")
    try graph.transaction {
      #expect(throws: StoreError.unknownName("Nobody", entity: "Oskar Lund")) {
        try graph.split("Nobody", from: one)
      }
      try graph.addAlias("Ossi", to: one)
    }
    #expect(try graph.takeBackLastChange()?.kind == .alias)
    #expect(try graph.takeBackLastChange() == nil)
  }

  @Test func theLastHundredAreKept() throws {
    let file = try GraphFile()
    let graph = try people(in: file)
    let one = try graph.only("Oskar Lund")
    for number in 0..<103 { try graph.addAlias("Name \(number)", to: one) }
    var count = 0
    while try graph.takeBackLastChange() != nil { count += 1 }
    #expect(count == 100)
    #expect(try #require(try graph.entity(one)).aliases.contains { $0.name == "Name 2" })
  }
}
