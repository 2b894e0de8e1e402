/// Writes graphs as N-Triples and N-Quads.
struct NTriplesExport {
  /// Whether statements name their graph (N-Quads); without, those of all graphs become one.
  let writesGraphs: Bool

  func write(_ graph: KnowledgeGraph, to output: (String) throws -> Void) throws {
    let texts = TermTexts(graph)
    var buffer = ""
    func put(_ subject: Int32, _ predicate: Int32, _ object: Int32, _ name: Int32?) throws {
      buffer += try texts.resource(subject)
      buffer += " "
      buffer += try texts.resource(predicate)
      buffer += " "
      buffer += try texts.object(object)
      if let name, writesGraphs {
        buffer += " "
        buffer += try texts.resource(name)
      }
      buffer += " .\n"
      if buffer.utf8.count > 1 << 16 {
        try output(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    if writesGraphs {
      try graph.forEachQuad(put)
    } else {
      try graph.forEachTriple { try put($0, $1, $2, nil) }
    }
    try output(buffer)
  }
}
