import Base
import GQL
import Graph

/// Answers SPARQL 1.1 requests from a graph.
///
/// Belongs to one thread, as the graph does. A query reads one state of the graph; an update is one transaction.
package final class SPARQLEngine {
  private let graph: KnowledgeGraph
  private let options: Engine.Options
  package let cancellation: Cancellation
  /// What relative IRIs are relative to where a request does not say it.
  package var base: String?

  /// - Parameter options: the limits, whether the graph may be changed, and which files `LOAD` may read.
  package init(
    graph: KnowledgeGraph, options: Engine.Options = Engine.Options(),
    cancellation: Cancellation = Cancellation()
  ) {
    self.graph = graph
    self.options = options
    self.cancellation = cancellation
  }

  /// Which graphs a protocol's parameters name in place of the request's own clauses.
  package struct Graphs: Sendable {
    package var unnamed: [String]
    package var named: [String]

    package init(unnamed: [String], named: [String]) {
      (self.unnamed, self.named) = (unnamed, named)
    }

    fileprivate var clauses: [DatasetClause] {
      unnamed.map { DatasetClause(iri: .iri($0), isNamed: false) }
        + named.map { DatasetClause(iri: .iri($0), isNamed: true) }
    }
  }

  /// Runs a request.
  ///
  /// - Parameters:
  ///   - name: what messages call the text.
  ///   - firstLine: the number of its first line there.
  ///   - kinds: what may be asked; a request of another kind is refused.
  ///   - graphs: what is asked instead of the graphs that the request names, if it is not empty.
  /// - Throws: `DiagnosticsError` for mistakes, `EngineError` for limits, ``SPARQLError``, `StoreError`.
  package func run(
    _ text: String, name: String = "<query>", firstLine: Int = 1, kinds: RequestKinds = .all,
    graphs: Graphs = Graphs(unnamed: [], named: [])
  ) throws -> SPARQLAnswer {
    cancellation.setTimeout(options.timeout)
    defer { cancellation.setTimeout(nil) }
    let parser = try RequestParser(text, name: name, firstLine: firstLine, base: base)
    let (request, variables, base) = try parser.request()
    switch request {
    case .query(var query):
      guard kinds.contains(.queries) else { throw SPARQLError.queryWhereUpdate }
      if !graphs.clauses.isEmpty { query.dataset = graphs.clauses }
      return try graph.snapshot {
        let state = EvaluationState(
          graph: graph, cancellation: cancellation, memoryLimit: options.memoryLimit,
          variables: variables, base: base)
        return try QueryEvaluation(state).answer(query)
      }
    case .update(let operations):
      guard kinds.contains(.updates) else { throw SPARQLError.updateWhereQuery }
      if operations.isEmpty, kinds == .all { throw SPARQLError.nothingAsked }
      guard options.allowsChanges, graph.access == .readWrite else {
        throw EngineError.changesRefused
      }
      return try cancellation.whileStoring {
        try graph.transaction {
          var update = UpdateEvaluation(
            graph: graph, cancellation: cancellation, options: options, variables: variables,
            base: base, using: graphs.clauses)
          for operation in operations { try update.run(operation) }
          return .updated(update.report)
        }
      }
    }
  }

  /// Reads a request without running it.
  ///
  /// - Throws: `DiagnosticsError` for a mistake.
  package static func check(_ text: String, name: String = "<query>", base: String? = nil) throws {
    _ = try RequestParser(text, name: name, base: base).request()
  }

  /// Whether a text is SPARQL and not GQL, by how it begins: a form of query or update, or a prologue before one.
  package static func recognises(_ text: String) -> Bool { RequestRecognition.isSPARQL(text) }

  /// Whether a text may be an update: one that cannot be read is not.
  package static func mayUpdate(_ text: String) -> Bool {
    guard let parser = try? RequestParser(text, name: ""),
      case .update? = try? parser.request().request
    else { return false }
    return true
  }

  /// Whether a text that is SPARQL has all that it opened closed, so that it may be all that is meant.
  package static func isComplete(_ text: String) -> Bool { RequestRecognition.isComplete(text) }
}

/// What a request may be.
package struct RequestKinds: OptionSet, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }
  package static let queries = RequestKinds(rawValue: 1)
  package static let updates = RequestKinds(rawValue: 2)
  package static let all: RequestKinds = [.queries, .updates]
}

/// What is wrong with a request beside its text.
package enum SPARQLError: Error, Sendable, Equatable {
  case queryWhereUpdate
  case updateWhereQuery
  case nothingAsked
  /// A source of LOAD.
  case cannotLoad(source: String, reason: String)
  /// A graph that CREATE was to make.
  case graphExists(String)
  /// A graph that an operation names.
  case noGraph(String)
}

extension SPARQLError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .queryWhereUpdate: "this is a query, and an update is expected here"
    case .updateWhereQuery: "this is an update, and a query is expected here"
    case .nothingAsked: "the request is empty"
    case .cannotLoad(let source, let reason): "LOAD <\(source)>: \(reason)"
    case .graphExists(let name): "there is a graph <\(name)> already"
    case .noGraph(let name): "there is no graph <\(name)>"
    }
  }
}
