/// Nodes and edges that are known by their names alone, as a part of a graph that can be drawn.
public struct PlainPicture: Sendable {
  /// What was drawn so far.
  public private(set) var subgraph = Subgraph()
  private var places: [String: Int] = [:]

  /// Nothing yet.
  public init() {}

  /// Adds a node, if there is none of this name.
  public mutating func add(_ name: String) { _ = place(name) }

  /// Adds an edge between two nodes.
  public mutating func add(_ subject: String, _ predicate: String, _ object: String) {
    let (from, to) = (place(subject), place(object))
    subgraph.edges.append(
      Subgraph.Edge(subject: from, predicate: nil, name: predicate, object: to, rule: nil))
  }

  private mutating func place(_ name: String) -> Int {
    if let place = places[name] { return place }
    let place = subgraph.nodes.count
    places[name] = place
    subgraph.nodes.append(
      Subgraph.Node(
        value: Value(rawValue: Int32(place)), term: .entity(name, disambiguator: ""), label: name,
        title: nil, types: [], role: nil, mentions: 0, isFocus: false))
    return place
  }
}
