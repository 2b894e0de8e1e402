import Graph

/// A page on how two names are connected.
public struct PathPage {
  private let reader: FactReader
  private let finder: PathFinder

  /// - Parameter check: asked now and then; what it throws ends the search
  public init(graph: KnowledgeGraph, check: @escaping () throws -> Void) throws {
    reader = try FactReader(graph: graph, check: check)
    finder = PathFinder(graph: graph, check: check)
  }

  /// Facts of one step that are shown.
  private static let shownFacts = 3

  /// - Parameter limit: the most chains
  /// - Throws: ``PathError``
  public func page(from start: Value, to goal: Value, limit: Int) throws -> Page {
    let names = (try reader.node(start).text, try reader.node(goal).text)
    var page = Page(title: "\(names.0) – \(names.1)")
    let chains = try finder.chains(from: start, to: goal, limit: limit)
    if chains.isEmpty { page.notes.append("no chain of facts joins them") }
    for chain in chains {
      let texts = try chain.map { try reader.node($0).text }
      let entries = try zip(chain, chain.dropFirst()).flatMap { try step(from: $0, to: $1) }
      page.sections.append(PageSection(texts.joined(separator: " – "), entries))
    }
    return page
  }

  /// The facts that join two nodes, those that most sentences tell first, each with the surest sentence.
  private func step(from one: Value, to other: Value) throws -> [PageEntry] {
    let facts = try finder.triples(between: one, and: other)
      .flatMap { try reader.facts(subject: $0.subject, predicate: $0.predicate, object: $0.object) }
      .sorted { ($1.tellings.count, $0.text) < ($0.tellings.count, $1.text) }
    return facts.prefix(Self.shownFacts).map { fact in
      PageEntry(
        text: fact.text, times: fact.timesOrReport, sentences: fact.tellings.count, facts: [fact],
        quotes: Array(fact.tellings.prefix(1)))
    }
  }
}
