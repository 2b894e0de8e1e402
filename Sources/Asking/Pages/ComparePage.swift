import Graph

/// A page on two documents: what they tell against each other, what both tell, what one alone tells, and whom both name.
///
/// Reads the claims of both, and the conflicts of the graph; the cost is linear in those.
public struct ComparePage {
  private let reader: FactReader
  private let conflicts: ConflictPage
  private var graph: KnowledgeGraph { reader.graph }
  private let limit: Int

  /// - Parameters:
  ///   - limit: the most entries of a section
  ///   - check: asked now and then; what it throws ends the work
  public init(graph: KnowledgeGraph, limit: Int, check: @escaping () throws -> Void) throws {
    reader = try FactReader(graph: graph, check: check)
    conflicts = try ConflictPage(graph: graph, limit: .max, check: check)
    self.limit = limit
  }

  /// The page on two documents.
  ///
  /// - Throws: `StoreError`
  public func page(on one: DocumentSummaryRow, and other: DocumentSummaryRow) throws -> Page {
    var page = Page(title: "\(one.source) and \(other.source)")
    page.notes = [one, other].map { document in
      ([document.source, document.title, document.date?.description].compactMap(\.self)
        + ["\(document.sentences) sentences", "\(document.statements) claims"])
        .joined(separator: ", ")
    }
    func add(_ heading: String, _ entries: [PageEntry]) {
      if !entries.isEmpty { page.sections.append(PageSection(heading, entries, limit: limit)) }
    }
    add("Against each other", try contradictions(one, other))
    let facts = try [one, other].map { document in
      Dictionary(
        grouping: try graph.statements(inDocument: document.id).map { try reader.fact($0) },
        by: reader.meaning)
    }
    add("In both", try entries(of: facts[0].filter { facts[1][$0.key] != nil }, facts[1]))
    add("Only in \(one.source)", try entries(of: facts[0].filter { facts[1][$0.key] == nil }))
    add("Only in \(other.source)", try entries(of: facts[1].filter { facts[0][$0.key] == nil }))
    add("Named in both", try shared(one, other))
    if page.sections.isEmpty { page.notes.append("nothing is known of what they say") }
    return page
  }

  /// The conflicts of the graph of which each document tells one side.
  private func contradictions(
    _ one: DocumentSummaryRow, _ other: DocumentSummaryRow
  ) throws -> [PageEntry] {
    func tells(_ fact: ToldFact, _ document: DocumentSummaryRow) -> Bool {
      fact.tellings.contains { $0.source == document.source }
    }
    return try conflicts.conflicts().flatMap(\.conflicts).filter { conflict in
      conflict.facts.contains { fact in
        tells(fact, one) && conflict.facts.contains { $0.id != fact.id && tells($0, other) }
      }
    }.flatMap(\.entries)
  }

  /// An entry for each thing told, the most told first.
  private func entries(
    of facts: [[String]: [ToldFact]], _ others: [[String]: [ToldFact]] = [:]
  ) throws -> [PageEntry] {
    facts.map { key, own in
      var told = own
      for fact in others[key] ?? [] where !told.contains(where: { $0.id == fact.id }) {
        told.append(fact)
      }
      return PageEntry(
        text: own[0].text, times: own[0].timesOrReport, marks: own[0].marks,
        sentences: Set(told.flatMap { $0.tellings.map(\.sentence) }).count, facts: told)
    }.sorted { ($1.sentences, $0.text) < ($0.sentences, $1.text) }
  }

  /// Whom or what both name, the most often named first.
  private func shared(
    _ one: DocumentSummaryRow, _ other: DocumentSummaryRow
  ) throws -> [PageEntry] {
    let counts = try [one, other].map { try graph.mentions(inDocument: $0.id) }
    let both = counts[0].compactMap { entity, count in
      counts[1][entity].map { (entity: entity, counts: (count, $0)) }
    }.sorted {
      ($1.counts.0 + $1.counts.1, $0.entity.rawValue)
        < ($0.counts.0 + $0.counts.1, $1.entity.rawValue)
    }
    return try both.map { name in
      PageEntry(
        text: try reader.node(name.entity).text, marks: ["\(name.counts.0) and \(name.counts.1)"])
    }
  }
}
