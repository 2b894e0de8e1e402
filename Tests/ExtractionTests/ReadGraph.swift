import Extraction
import Foundation
import Graph
import TestSupport
import Testing

/// A graph of texts, read in the given order, all at once or one run for each.
struct ReadGraph {
  let graph: KnowledgeGraph

  init(_ texts: [String], order: [Int]? = nil, apart: Bool = false) throws {
    graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    let ordered = order ?? Array(texts.indices)
    for run in apart ? ordered.map({ [$0] }) : [ordered] {
      try read(run.map { (name: "\($0).txt", text: texts[$0]) })
    }
    #expect(try graph.check().isEmpty)
  }

  /// Reads one more text.
  func add(_ text: String) throws { try read([(name: "later.txt", text: text)]) }

  private func read(_ texts: [(name: String, text: String)]) throws {
    let (pipeline, knowledge) = try #require(
      Installed.pipeline.flatMap { pipeline in Installed.knowledge.map { (pipeline, $0) } })
    let folder = try TemporaryFolder()
    let paths = try texts.map { try folder.write($0.text, to: $0.name) }
    let ingestor = Ingestor(graph: graph, pipeline: pipeline, knowledge: knowledge)
    _ = try ingestor.ingest(paths: paths) { _ in }
  }

  func labels(_ type: String) throws -> [String] {
    try graph.entities().filter { $0.types.contains(type) }.map(\.label).sorted()
  }

  private func text(_ value: Value) throws -> String {
    "\(try graph.term(value))"
  }

  /// Subject, predicate and object of all claims.
  func claims() throws -> [String] {
    try graph.statements(subject: nil, predicate: nil, object: nil, assertedOnly: false)
      .map { statement in
        let parts =
          [statement.subject, statement.predicate] + (statement.object.map { [$0] } ?? [])
        let qualifiers = try graph.qualifiers(of: statement.id).map {
          "\($0.name) \(try text($0.value))"
        }
        return try parts.map(text).joined(separator: " | ")
          + " \(statement.isNegated) \(statement.modality ?? "") \(qualifiers.sorted())"
      }.sorted()
  }

  /// Everything that the graph says of its entities and in its claims.
  func contents() throws -> [String] {
    let entities = try graph.entities().map { match in
      let entity = try #require(try graph.entity(match.value))
      let names = entity.aliases.map { "\($0.name) \($0.count)" }
      return "\(try text(match.value)) \(entity.types) \(names) \(entity.mentions)"
    }
    return entities.sorted() + (try claims())
  }

  func states(_ subject: String, _ predicate: String, _ object: String) throws -> Bool {
    for subject in try graph.entities(named: subject) {
      for statement in try graph.statements(
        subject: subject.value, predicate: nil, object: nil, assertedOnly: true)
      where try graph.text(of: statement.predicate) == predicate {
        if try statement.object.map(graph.text) == object { return true }
      }
    }
    return false
  }
}
