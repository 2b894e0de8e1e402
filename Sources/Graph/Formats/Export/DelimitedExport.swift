/// Writes tables as CSV (RFC 4180) or TSV.
struct DelimitedExport {
  let separator: String

  /// One record a statement: subject, predicate, object, graph and the kinds of these, so that the reader gets the same
  /// terms back.
  func write(_ source: QuadSource, to output: (String) throws -> Void) throws {
    var buffer = record(["subject", "predicate", "object", "graph", "kinds"])
    try source.handOut(byGraph: true) { subject, predicate, object, graph in
      let cells = [subject, predicate, object, graph].map { $0.map(TermKindText.split) }
      let texts = cells.map { FormulaGuard.guarded($0?.text ?? "") }
      buffer += record(texts + [cells.compactMap { $0?.kind }.joined(separator: " ")])
      if buffer.utf8.count > 1 << 16 {
        try output(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try output(buffer)
  }

  /// The nodes of a part of a graph, by the numbers that ``edges(_:)`` uses.
  static func nodes(_ part: Subgraph) -> String {
    let table = DelimitedExport(separator: ",")
    var text = table.record(["id", "label", "kind", "types", "role", "mentions"])
    for (number, node) in part.nodes.enumerated() {
      let texts = [
        node.label, TermKindText.split(node.term).kind, node.types.joined(separator: ";"),
      ]
      text += table.record(
        [String(number)] + (texts + [node.role ?? ""]).map(FormulaGuard.guarded)
          + [String(node.mentions)])
    }
    return text
  }

  static func edges(_ part: Subgraph) -> String {
    let table = DelimitedExport(separator: ",")
    var text = table.record(["source", "target", "predicate", "sources", "sentence", "rule"])
    for edge in part.edges {
      text += table.record(
        [String(edge.subject), String(edge.object), FormulaGuard.guarded(edge.name)]
          + [String(edge.sources)]
          + [edge.sentences.first ?? "", edge.rule ?? ""].map(FormulaGuard.guarded))
    }
    return text
  }

  private func record(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: separator) + (separator == "," ? "\r\n" : "\n")
  }

  /// In quotes where the text holds what would end the cell.
  private func cell(_ text: String) -> String {
    let needsQuotes = text.utf8.contains {
      $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13 || $0 == UInt8(ascii: ",") || $0 == 9
    }
    guard needsQuotes else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
