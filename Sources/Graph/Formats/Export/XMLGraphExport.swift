/// Writes nodes and edges as XML for Gephi, yEd, Cytoscape and NetworkX.
enum XMLGraphExport {
  /// A column of values of nodes or edges.
  private struct Key {
    var name: String
    /// In GraphML; GEXF calls `int` integer.
    var type = "string"
  }

  private static let nodeKeys = [
    Key(name: "label"), Key(name: "title"), Key(name: "kind"), Key(name: "types"),
    Key(name: "role"), Key(name: "mentions", type: "int"),
  ]
  /// `label` is what Gephi itself calls what a node shows.
  private static let gexfNodeKeys = [Key(name: "term")] + nodeKeys.dropFirst()
  /// What GEXF has elements of its own for.
  private static let nodeLooks = [
    Key(name: "color"), Key(name: "x", type: "double"), Key(name: "y", type: "double"),
  ]
  private static let edgeKeys = [
    Key(name: "predicate"), Key(name: "sources", type: "int"), Key(name: "sentence"),
    Key(name: "rule"), Key(name: "documents"), Key(name: "first"), Key(name: "last"),
  ]
  private static let edgeLooks = [Key(name: "weight", type: "int")]

  private static func values(_ node: Subgraph.Node) -> [String] {
    [
      node.label, node.title ?? "", TermKindText.split(node.term).kind,
      node.types.joined(separator: ";"),
      node.role ?? "", String(node.mentions),
    ]
  }

  private static func values(_ edge: Subgraph.Edge) -> [String] {
    [
      edge.name, String(edge.sources), edge.sentences.first ?? "", edge.rule ?? "",
      edge.documents.joined(separator: "; "), edge.period?.lowerBound.description ?? "",
      edge.period?.upperBound.description ?? "",
    ]
  }

  /// How many documents say so; of what no text says, one.
  private static func weight(_ edge: Subgraph.Edge) -> Int { max(1, edge.sources) }

  /// GraphML (http://graphml.graphdrawing.org).
  static func graphML(_ part: Subgraph) -> String {
    let looks = Looks(part)
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">

      """
    for (target, keys) in [("node", nodeKeys + nodeLooks), ("edge", edgeKeys + edgeLooks)] {
      for key in keys {
        text += "  <key id=\"\(target)-\(key.name)\" for=\"\(target)\" "
        text += "attr.name=\"\(key.name)\" attr.type=\"\(key.type)\"/>\n"
      }
    }
    text += "  <graph edgedefault=\"directed\">\n"
    func data(_ target: String, _ keys: [Key], _ values: [String]) -> String {
      var text = ""
      for (key, value) in zip(keys, values) where !value.isEmpty {
        text += "<data key=\"\(target)-\(key.name)\">\(XMLText.escaped(value))</data>"
      }
      return text
    }
    for (number, node) in part.nodes.enumerated() {
      let place = looks.place(number)
      text += "    <node id=\"n\(number)\">"
      text += data("node", nodeKeys, values(node))
      text += data("node", nodeLooks, [looks.color(number), place.x, place.y]) + "</node>\n"
    }
    for (number, edge) in part.edges.enumerated() {
      text += "    <edge id=\"e\(number)\" source=\"n\(edge.subject)\" target=\"n\(edge.object)\">"
      text += data("edge", edgeKeys, values(edge))
      text += data("edge", edgeLooks, [String(weight(edge))]) + "</edge>\n"
    }
    return text + "  </graph>\n</graphml>\n"
  }

  /// GEXF 1.3 (https://gexf.net), with the days of documents as the time of edges.
  static func gexf(_ part: Subgraph) -> String {
    let looks = Looks(part)
    let isTimed = part.edges.contains { $0.period != nil }
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
        <graph defaultedgetype="directed"\(isTimed ? " mode=\"dynamic\" timeformat=\"date\"" : "")>

      """
    for (target, keys) in [("node", gexfNodeKeys), ("edge", edgeKeys)] {
      text += "    <attributes class=\"\(target)\">\n"
      for key in keys {
        text += "      <attribute id=\"\(key.name)\" title=\"\(key.name)\" "
        text += "type=\"\(key.type == "int" ? "integer" : key.type)\"/>\n"
      }
      text += "    </attributes>\n"
    }
    text += "    <nodes>\n"
    for (number, node) in part.nodes.enumerated() {
      let place = looks.place(number)
      text += "      <node id=\"\(number)\" label=\"\(XMLText.escaped(node.drawnName))\">"
      text += attributes(zip(gexfNodeKeys, values(node)))
      text += "<viz:color hex=\"\(looks.color(number))\"/>"
      text += "<viz:position x=\"\(place.x)\" y=\"\(place.y)\" z=\"0.0\"/></node>\n"
    }
    text += "    </nodes>\n    <edges>\n"
    for (number, edge) in part.edges.enumerated() {
      text += "      <edge id=\"\(number)\" source=\"\(edge.subject)\" target=\"\(edge.object)\" "
      text += "label=\"\(XMLText.escaped(IRIName.lastPart(edge.name)))\" weight=\"\(weight(edge))\""
      if let period = edge.period {
        text += " start=\"\(period.lowerBound)\" end=\"\(period.upperBound)\""
      }
      text += ">" + attributes(zip(edgeKeys, values(edge))) + "</edge>\n"
    }
    return text + "    </edges>\n  </graph>\n</gexf>\n"
  }

  /// Colours as pictures have them, and places.
  private struct Looks {
    private let sheet: DotStyleSheet
    private let placement: NodePlacement

    init(_ part: Subgraph) {
      (sheet, placement) = (DotStyleSheet(part.nodes), NodePlacement(part))
    }

    /// The dark one of the type's pair: the pale one is lost on white.
    func color(_ node: Int) -> String {
      let look = sheet.used[sheet.ofNode[node]]
      return look.shape == "plaintext" ? look.text : look.border
    }

    func place(_ node: Int) -> (x: String, y: String) {
      let point = placement.points[node]
      return (Self.rounded(point.x), Self.rounded(point.y))
    }

    private static func rounded(_ number: Double) -> String {
      String((number * 10).rounded() / 10)
    }
  }

  private static func attributes(_ values: some Sequence<(Key, String)>) -> String {
    var text = "<attvalues>"
    for (key, value) in values where !value.isEmpty {
      text += "<attvalue for=\"\(key.name)\" value=\"\(XMLText.escaped(value))\"/>"
    }
    return text + "</attvalues>"
  }
}
