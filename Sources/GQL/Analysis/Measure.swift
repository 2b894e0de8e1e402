/// What a rule computes of all tuples of its body's predicates together, where no join gives it.
///
/// The body's atoms say by their variables which columns are what: the ends of an edge, its weight, what is asked for.
package enum Measure: Sendable, Hashable {
  /// Of each node of a relation one value.
  case ofNodes(NodeMeasure)
  /// The shortest paths between two, at most so many. A second atom of the body has the pairs that are asked for.
  case paths(limit: Int)
  /// Entities with a name like one that is asked for; the body's one atom has those.
  case similarNames

  /// As messages and plans call it.
  var name: String {
    switch self {
    case .ofNodes(let measure): measure.rawValue
    case .paths: Self.path
    case .similarNames: Self.similar
    }
  }

  static let path = "path"
  static let similar = "similar"

  /// The words that stand for measures before parentheses.
  package static var names: [String] {
    NodeMeasure.allCases.map(\.rawValue) + [path, similar]
  }

  /// How many arguments may stand behind the name, those with names left out; empty for another word.
  static func arguments(of name: String) -> [Int] {
    switch name {
    case path: [3, 4]
    case similar: [3]
    default: NodeMeasure(rawValue: name) == nil ? [] : [3]
    }
  }
}

/// What can be measured of the nodes of a relation.
package enum NodeMeasure: String, Sendable, CaseIterable {
  case pageRank = "pagerank"
  case betweenness
  case component
  case strongComponent = "strong_component"
  case community
}
