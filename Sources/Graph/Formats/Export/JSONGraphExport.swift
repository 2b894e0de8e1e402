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
    var text = "\"label\": \(JSONText.string(node.label, inMarkup: true)), "
    if let title = node.title {
      text += "\"title\": \(JSONText.string(title, inMarkup: true)), "
    }
    text += "\"kind\": \(JSONText.string(TermKindText.split(node.term).kind, inMarkup: true)), "
    text += "\"types\": \(JSONText.list(node.types, inMarkup: true)), "
    text += "\"mentions\": \(node.mentions)"
    if let role = node.role { text += ", \"role\": \(JSONText.string(role, inMarkup: true))" }
    return text
  }

  private static func members(of edge: Subgraph.Edge) -> String {
    var text = "\"predicate\": \(JSONText.string(edge.name, inMarkup: true)), "
    text += "\"sources\": \(edge.sources), "
    text += "\"sentences\": \(JSONText.list(edge.sentences, inMarkup: true))"
    if let rule = edge.rule { text += ", \"rule\": \(JSONText.string(rule, inMarkup: true))" }
    return text
  }
}
