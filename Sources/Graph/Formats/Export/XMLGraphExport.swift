/// Writes nodes and edges as XML for Gephi, yEd, Cytoscape and NetworkX.
enum XMLGraphExport {
  private static let nodeKeys = ["label", "kind", "types", "role", "mentions"]
  private static let edgeKeys = ["predicate", "sources", "sentence", "rule"]

  private static func values(_ node: Subgraph.Node) -> [String] {
    [
      node.label, TermKindText.split(node.term).kind, node.types.joined(separator: ";"),
      node.role ?? "", String(node.mentions),
    ]
  }

  private static func values(_ edge: Subgraph.Edge) -> [String] {
    [edge.name, String(edge.sources), edge.sentences.first ?? "", edge.rule ?? ""]
  }

  /// Whether the values of a key are whole numbers.
  private static func isNumber(_ key: String) -> Bool { key == "mentions" || key == "sources" }

  /// GraphML (http://graphml.graphdrawing.org).
  static func graphML(_ part: Subgraph) -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">

      """
    for (target, keys) in [("node", nodeKeys), ("edge", edgeKeys)] {
      for key in keys {
        text += "  <key id=\"\(target)-\(key)\" for=\"\(target)\" attr.name=\"\(key)\" "
        text += "attr.type=\"\(isNumber(key) ? "int" : "string")\"/>\n"
      }
    }
    text += "  <graph edgedefault=\"directed\">\n"
    for (number, node) in part.nodes.enumerated() {
      text += "    <node id=\"n\(number)\">"
      for (key, value) in zip(nodeKeys, values(node)) where !value.isEmpty {
        text += "<data key=\"node-\(key)\">\(escaped(value))</data>"
      }
      text += "</node>\n"
    }
    for (number, edge) in part.edges.enumerated() {
      text += "    <edge id=\"e\(number)\" source=\"n\(edge.subject)\" target=\"n\(edge.object)\">"
      for (key, value) in zip(edgeKeys, values(edge)) where !value.isEmpty {
        text += "<data key=\"edge-\(key)\">\(escaped(value))</data>"
      }
      text += "</edge>\n"
    }
    return text + "  </graph>\n</graphml>\n"
  }

  /// GEXF 1.3 (https://gexf.net).
  static func gexf(_ part: Subgraph) -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <gexf xmlns="http://gexf.net/1.3" version="1.3">
        <graph defaultedgetype="directed">

      """
    for (target, keys) in [("node", nodeKeys), ("edge", edgeKeys)] {
      text += "    <attributes class=\"\(target)\">\n"
      for key in keys where key != "label" {
        text += "      <attribute id=\"\(key)\" title=\"\(key)\" "
        text += "type=\"\(isNumber(key) ? "integer" : "string")\"/>\n"
      }
      text += "    </attributes>\n"
    }
    text += "    <nodes>\n"
    for (number, node) in part.nodes.enumerated() {
      text += "      <node id=\"\(number)\" label=\"\(escaped(node.label))\">"
      text += attributes(zip(nodeKeys, values(node)).dropFirst())
      text += "</node>\n"
    }
    text += "    </nodes>\n    <edges>\n"
    for (number, edge) in part.edges.enumerated() {
      text += "      <edge id=\"\(number)\" source=\"\(edge.subject)\" target=\"\(edge.object)\" "
      text += "label=\"\(escaped(edge.name))\">"
      text += attributes(zip(edgeKeys, values(edge)).dropFirst(0))
      text += "</edge>\n"
    }
    return text + "    </edges>\n  </graph>\n</gexf>\n"
  }

  private static func attributes(_ values: some Sequence<(String, String)>) -> String {
    var text = "<attvalues>"
    for (key, value) in values where !value.isEmpty {
      text += "<attvalue for=\"\(key)\" value=\"\(escaped(value))\"/>"
    }
    return text + "</attvalues>"
  }

  /// Text as XML 1.0 can hold it: markup and white space escaped, characters that XML does not have left out.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += "&#\(scalar.value);"
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
