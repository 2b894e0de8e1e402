import Base
import Graph

/// What people name when they mean one entity or node of a graph.
package enum NodeLookUp {
  /// The one entity that goes by the name. As in programs, a canonical label comes before aliases; several are an
  /// error that lists them, none is one that offers the nearest names.
  ///
  /// - Throws: ``NodeLookUpError``; `StoreError` for the graph
  package static func entity(_ name: String, in graph: KnowledgeGraph) throws -> Value {
    let matches = try graph.entities(named: name)
    let labels = matches.filter(\.isLabel)
    if labels.count == 1 { return labels[0].value }
    if matches.count == 1 { return matches[0].value }
    if matches.isEmpty {
      throw NodeLookUpError.unknown(
        name, nearest: try graph.nearestEntityNames(to: name, limit: 3))
    }
    let list = (labels.isEmpty ? matches : labels).map {
      "\($0.label) (\(($0.types + [Words.count($0.mentions, "mention")]).joined(separator: ", ")))"
    }
    throw NodeLookUpError.ambiguous(name, meanings: list)
  }

  /// The node that a name stands for: an entity or, where none goes by it, an IRI (with or without angle brackets) or a
  /// string, as imported graphs have them.
  ///
  /// - Throws: as ``entity(_:in:)``
  package static func node(_ name: String, in graph: KnowledgeGraph) throws -> Value {
    guard try graph.entities(named: name).isEmpty else { return try entity(name, in: graph) }
    let isBracketed = name.hasPrefix("<") && name.hasSuffix(">")
    let iri = isBracketed ? String(name.dropFirst().dropLast()) : name
    for term in [Term.iri(iri), .string(name)] {
      if let value = try graph.value(of: term) { return value }
    }
    return try entity(name, in: graph)
  }
}

/// Why a name means no one entity of a graph.
package enum NodeLookUpError: Error, Sendable, Equatable, CustomStringConvertible {
  case unknown(String, nearest: [String])
  /// Each of the meanings with its types and mentions.
  case ambiguous(String, meanings: [String])

  package var description: String {
    switch self {
    case .unknown(let name, let nearest):
      "no entity goes by the name \(name)"
        + (nearest.isEmpty ? "" : ": did you mean \(Words.alternatives(nearest))?")
    case .ambiguous(let name, let meanings): "\(name) may be \(Words.alternatives(meanings))"
    }
  }
}
