/// Writes nodes and edges as JSON.
enum JSONGraphExport {
  /// The node-link form of NetworkX (`node_link_graph`) and D3.
  static func nodeLink(_ part: Subgraph) -> String {
    let nodes = part.nodes.enumerated().map { number, node in
      "    {\"id\": \(number), \(members(of: node))}"
    }
    let links = part.edges.enumerated().map { number, edge in
      "    {\"source\": \(edge.subject), \"target\": \(edge.object), \"key\": \(number), "
        + members(of: edge) + "}"
    }
    return """
      {
        "directed": true,
        "multigraph": true,
        "graph": {},
        "nodes": [
      \(nodes.joined(separator: ",\n"))
        ],
        "links": [
      \(links.joined(separator: ",\n"))
        ]
      }

      """
  }

  /// The elements of Cytoscape.js and Cytoscape.
  static func cytoscape(_ part: Subgraph) -> String {
    let nodes = part.nodes.enumerated().map { number, node in
      "      {\"data\": {\"id\": \"n\(number)\", \(members(of: node))}}"
    }
    let edges = part.edges.enumerated().map { number, edge in
      "      {\"data\": {\"id\": \"e\(number)\", \"source\": \"n\(edge.subject)\", "
        + "\"target\": \"n\(edge.object)\", \(members(of: edge))}}"
    }
    return """
      {
        "elements": {
          "nodes": [
      \(nodes.joined(separator: ",\n"))
          ],
          "edges": [
      \(edges.joined(separator: ",\n"))
          ]
        }
      }

      """
  }

  private static func members(of node: Subgraph.Node) -> String {
    var text = "\"label\": \(JSONString.quoted(node.label)), "
    text += "\"kind\": \(JSONString.quoted(TermKindText.split(node.term).kind)), "
    text += "\"types\": \(JSONString.list(node.types)), \"mentions\": \(node.mentions)"
    if let role = node.role { text += ", \"role\": \(JSONString.quoted(role))" }
    return text
  }

  private static func members(of edge: Subgraph.Edge) -> String {
    var text = "\"predicate\": \(JSONString.quoted(edge.name)), \"sources\": \(edge.sources), "
    text += "\"sentences\": \(JSONString.list(edge.sentences))"
    if let rule = edge.rule { text += ", \"rule\": \(JSONString.quoted(rule))" }
    return text
  }
}
