/// The formats in which graphs go out as data, beside pictures (``DotWriter``).
public enum GraphExportFormat: String, Sendable, CaseIterable {
  case nTriples = "nt"
  case nQuads = "nq"
}

extension KnowledgeGraph {
  /// Writes the whole graph.
  ///
  /// - Parameter output: takes the text, piece by piece.
  public func export(
    _ format: GraphExportFormat, to output: (String) throws -> Void
  ) throws {
    switch format {
    case .nTriples: try NTriplesExport(writesGraphs: false).write(self, to: output)
    case .nQuads: try NTriplesExport(writesGraphs: true).write(self, to: output)
    }
  }
}
