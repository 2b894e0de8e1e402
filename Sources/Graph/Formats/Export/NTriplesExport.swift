/// Writes statements as N-Triples and N-Quads.
struct NTriplesExport {
  /// Whether statements name their graph (N-Quads); without, those of all graphs become one.
  let writesGraphs: Bool

  func write(_ source: QuadSource, to output: (String) throws -> Void) throws {
    // Spellings of terms that come again and again.
    var known: [Term: String] = [:]
    var buffer = ""
    try source.handOut(byGraph: writesGraphs) { subject, predicate, object, graph in
      for resource in [subject, predicate] {
        if let text = known[resource] {
          buffer += text
        } else {
          let text = NTriplesText.resource(resource)
          if known.count == 1 << 12 { known.removeAll(keepingCapacity: true) }
          known[resource] = text
          buffer += text
        }
        buffer += " "
      }
      buffer += NTriplesText.object(object)
      if let graph {
        buffer += " "
        buffer += NTriplesText.resource(graph)
      }
      buffer += " .\n"
      if buffer.utf8.count > 1 << 16 {
        try output(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try output(buffer)
  }
}
