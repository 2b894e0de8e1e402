import Base
import GQL
import Graph

/// Which part of a graph is to go out, as a picture or as data: what the answers to a query connect, or what surrounds
/// some nodes, has some predicates or is of some types. Nothing chosen is the whole graph.
package struct PartChoice {
  /// A query whose answers are edges: subject and object, or subject, predicate and object.
  package var query: String?
  package var around: [String] = []
  /// How many edges to follow from ``around``.
  package var hops = 1
  package var predicates: [String]?
  package var types: [String]?
  /// The most nodes; nil chooses by ``Use``.
  package var limit: Int?

  package init() {}

  /// What the part is for, which chooses the most nodes and whether what nobody asks for is left out.
  package enum Use: Sendable {
    /// For another program: all that there is.
    case data
    /// For a reader: what a page of paper holds.
    case picture
    /// For a browser, which searches and hides.
    case page

    /// The most nodes, where nobody says how many.
    package var usualLimit: Int? {
      switch self {
      case .data: nil
      case .picture: 40
      case .page: 5000
      }
    }
  }

  /// Whether it is the whole graph.
  package var isWhole: Bool { isUnnarrowed && limit == nil }

  /// Whether nothing but the number of nodes narrows it.
  package var isUnnarrowed: Bool {
    query == nil && around.isEmpty && predicates == nil && types == nil
  }

  /// The part. Linear in what the choice looks at.
  ///
  /// - Parameters:
  ///   - run: answers the query
  /// - Throws: ``PartChoiceError`` and ``NodeLookUpError`` for names that the graph does not have, `StoreError` for the
  ///   graph, and what `run` throws
  package func part(
    of graph: KnowledgeGraph, for use: Use,
    answering run: (_ program: String, _ each: (Answers) throws -> Void) throws -> Void
  ) throws -> Subgraph {
    let most = limit ?? use.usualLimit
    if let query {
      let answer = try edges(answering: query, run)
      return try graph.subgraph(of: answer.edges, computed: answer.computed, limit: most)
    }
    var selection = SubgraphSelection()
    selection.around = try around.map { try NodeLookUp.node($0, in: graph) }
    selection.hops = hops
    selection.limit = most
    selection.isOverview = use == .picture && predicates == nil && types == nil
    selection.includesClaims = use != .data
    selection.predicates = try predicates.map { names in
      Set(try names.map { try Self.predicate($0, in: graph) })
    }
    selection.types = try types.map { names in
      Set(try names.map { try Self.type($0, in: graph) })
    }
    return try graph.subgraph(selection)
  }

  private static func predicate(_ name: String, in graph: KnowledgeGraph) throws -> Value {
    if let value = try graph.predicate(named: name) { return value }
    let names = try graph.predicates().map(\.name)
    throw PartChoiceError.noPredicate(name, nearest: Spelling.nearest(to: name, among: names))
  }

  private static func type(_ name: String, in graph: KnowledgeGraph) throws -> Value {
    let types = try graph.types()
    if let type = types.first(where: { $0.name == name.lowercased() }) { return type.value }
    throw PartChoiceError.noType(
      name, nearest: Spelling.nearest(to: name, among: types.map(\.name)))
  }

  private func edges(
    answering query: String,
    _ run: (_ program: String, _ each: (Answers) throws -> Void) throws -> Void
  ) throws -> AnswerEdges {
    var edges = AnswerEdges(name: StatementScanner.firstPredicate(query), rule: query)
    try run(StatementScanner.withFinalMark(query)) { answers in
      let count = answers.columns.count
      guard count == 2 || count == 3 else { throw PartChoiceError.noEdges(columns: count) }
      try edges.add(answers)
    }
    return edges
  }
}

/// Why a part of a graph cannot be chosen so.
package enum PartChoiceError: Error, Sendable, Equatable, CustomStringConvertible {
  case noPredicate(String, nearest: String?)
  case noType(String, nearest: String?)
  /// The answers of the query are no edges.
  case noEdges(columns: Int)

  package var description: String {
    switch self {
    case .noPredicate(let name, let nearest): "no predicate \(name)\(Self.hint(nearest))"
    case .noType(let name, let nearest): "no type \(name)\(Self.hint(nearest))"
    case .noEdges(let columns):
      "the query of a picture has two columns (subject, object) or three (subject, predicate, object), not \(columns)"
    }
  }

  private static func hint(_ nearest: String?) -> String {
    nearest.map { ": did you mean \($0)?" } ?? ""
  }
}
