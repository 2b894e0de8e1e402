import Base
import GQL
import Graph

/// What the shell says first: what is in the graph, and queries made from it to try.
struct FirstScreen {
  let graph: KnowledgeGraph
  let counts: GraphStatistics
  private static let names = 5
  /// Larger graphs are not read to greet somebody.
  private static let mostFacts = 500_000

  /// `9 documents from 2025-11-03 to 2026-01-14, 493 entities, 408 facts`
  func summary() throws -> String {
    var documents = Words.count(counts.documents, "document")
    if let period = try period() { documents += " " + period }
    let parts = [
      counts.documents > 0 ? documents : nil,
      Words.count(counts.entities, "entity", plural: "entities"),
      Words.count(counts.triples, "fact"),
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }

  private func period() throws -> String? {
    guard let period = try graph.documentPeriod() else { return nil }
    let (first, last) = (period.lowerBound, period.upperBound)
    return first == last ? "of \(first)" : "from \(first) to \(last)"
  }

  /// Who and what is there, and what to try; none for a graph that is empty or too large.
  func lines() throws -> [String] {
    guard counts.triples > 0, counts.triples <= Self.mostFacts else { return [] }
    var lines: [String] = []
    func add(_ title: String, _ names: [String]) {
      guard !names.isEmpty else { return }
      let gap = String(repeating: " ", count: max(1, 15 - title.count))
      lines.append("  \(title)\(gap)\(names.joined(separator: ", "))")
    }
    let people = try graph.mostMentioned(ofType: "person", limit: Self.names)
    add("people", people.map(\.label))
    let organizations = try graph.mostMentioned(ofType: "organization", limit: Self.names)
    add("organizations", organizations.map(\.label))
    let places = try ["country", "place"].flatMap {
      try graph.mostMentioned(ofType: $0, limit: Self.names)
    }.sorted { ($1.mentions, $0.label) < ($0.mentions, $1.label) }
    var shown: [String] = []
    for place in places where !shown.contains(place.label) { shown.append(place.label) }
    add("places", Array(shown.prefix(Self.names)))
    // First those that join what has names.
    let joining = Set(RelationDescription.builtIn.filter(Self.joinsNamed).map(\.name))
    func rank(_ relation: RelationSummary) -> Int { joining.contains(relation.name) ? 0 : 1 }
    let relations = try graph.relations().filter { $0.pairs > 0 }
      .sorted { (rank($0), $1.pairs, $0.name) < (rank($1), $0.pairs, $1.name) }
    let predicates =
      relations.isEmpty
      ? try graph.predicates().prefix(Self.names).filter { $0.triples > 0 } : []
    add("relations", relations.prefix(Self.names).map { "\($0.name) (\($0.pairs))" })
    add("predicates", predicates.map { "\($0.name) (\($0.triples))" })
    let queries = try self.queries(relations.first?.name, predicates.first, people.first?.label)
    for (place, query) in queries.enumerated() {
      lines.append((place == 0 ? "  try            " : "                 ") + query)
    }
    return lines
  }

  private static func joinsNamed(_ relation: RelationDescription) -> Bool {
    let named: Set<String> = ["agent", "person", "organization", "place", "country"]
    return named.isSuperset(of: relation.subjects) && named.isSuperset(of: relation.objects)
  }

  /// Three queries that have answers.
  private func queries(
    _ relation: String?, _ predicate: PredicateSummary?, _ person: String?
  ) throws -> [String] {
    let name: String
    var subject: Int32?
    if let relation {
      name = relation
      subject = Self.mostFrequent(try graph.pairs(of: relation).subjects)
    } else if let predicate {
      name = NameDescription.written(try graph.term(predicate.value))
      subject = Self.mostFrequent(
        try graph.triples(subject: nil, predicate: predicate.value, object: nil).subjects)
    } else {
      return []
    }
    guard let subject else { return [] }
    let written = WrittenName.value(try graph.term(Value(rawValue: subject)))
    return [
      "\(name)(\(written), What)?",
      "?(Who, N = count()) :- \(name)(Who, _) order by N desc limit 5.",
      "P(\(person.map(WrittenName.string) ?? written), What) limit 10?",
    ]
  }

  private static func mostFrequent(_ values: [Int32]) -> Int32? {
    var counts: [Int32: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}

extension Session {
  /// What the shell says first.
  func greet() {
    guard !options.quiet else { return }
    var line = "graphsh \(Release.version), \(location.path): "
    var lines: [String] = []
    do {
      if let graph {
        let screen = FirstScreen(graph: graph, counts: try graph.statistics())
        line += try screen.summary()
        lines = try screen.lines()
      } else {
        line += "no graph yet, .ingest PATH makes one"
      }
    } catch {
      // What is wrong with the graph is said by whatever reads it next.
      line += "the graph cannot be read"
    }
    Messages.write(line + ". Type .help for help.")
    for line in lines {
      Messages.write(DisplayText.cut(DisplayText.visible(line), to: Terminal.width))
    }
  }
}
