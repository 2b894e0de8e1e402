/// Writes nodes and edges as a flowchart of Mermaid, which Markdown viewers draw: imported values as lines of the node
/// that has them.
enum MermaidExport {
  /// Characters of a label; the rest would only be in the way.
  private static let longest = 120

  static func text(_ whole: Subgraph) -> String {
    let drawing = GraphDrawing(whole)
    var text = "flowchart LR\n"
    for (number, node) in drawing.graph.nodes.enumerated() {
      let lines = [node.drawnName] + GraphDrawing.lines(of: drawing.properties[number])
      text += "  n\(number)[\"\(lines.map(escaped).joined(separator: " · "))\"]\n"
    }
    for edge in drawing.graph.edges {
      let arrow = edge.rule == nil ? "-->" : "-.->"
      let name = escaped(IRIName.lastPart(edge.name))
      text += "  n\(edge.subject) \(arrow)|\"\(name)\"| n\(edge.object)\n"
    }
    return text
  }

  /// A text between quotes: all that Mermaid or the HTML that it makes could take for something else becomes a numeric
  /// entity, which Mermaid writes as `#35;`.
  private static func escaped(_ text: String) -> String {
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
      guard count < longest else { return result + "…" }
      count += 1
      switch scalar {
      case "\t", "\n", "\r": result += " "
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": break
      case "\"", "#", "&", "<", ">", "`", "\\", ";", "%", "[", "]", "{", "}", "|":
        result += "#\(scalar.value);"
      default: result.unicodeScalars.append(scalar)
      }
    }
    // An empty label is a syntax error.
    return result.isEmpty ? " " : result
  }
}
