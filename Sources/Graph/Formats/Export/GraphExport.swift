/// The formats in which graphs go out as data, beside pictures (``DotWriter``).
public enum GraphExportFormat: String, Sendable, CaseIterable {
  case nTriples = "nt"
  case nQuads = "nq"
  case turtle = "ttl"
  case triG = "trig"
  case csv
  case tsv
  case jsonLines = "jsonl"
  /// Nodes and links, as NetworkX and D3 read them.
  case nodeLink = "json"
  case cytoscape
  case graphML = "graphml"
  case gexf
  case mermaid
  case nodeTable = "csv-nodes"
  case edgeTable = "csv-edges"

  /// Whether it is RDF, in which statements can be described with their evidence.
  public var isRDF: Bool {
    switch self {
    case .nTriples, .nQuads, .turtle, .triG: true
    default: false
    }
  }
}

extension KnowledgeGraph {
  /// Writes the graph or a part of it.
  ///
  /// The formats of statements (RDF, CSV, TSV, JSON lines) read the graph as they go, so memory does not grow with it;
  /// those of nodes and edges hold what they write. RDF of the whole graph says of entities their types and names, too.
  ///
  /// - Parameters:
  ///   - part: nil is the whole graph.
  ///   - withEvidence: in RDF of the whole graph, describes every statement, asserted or not, with its qualifiers, its
  ///     evidence and its documents (``EvidenceDescription``).
  ///   - output: takes the text, piece by piece.
  public func export(
    _ format: GraphExportFormat, part: Subgraph? = nil, withEvidence: Bool = false,
    to output: (String) throws -> Void
  ) throws {
    switch format {
    case .nTriples, .nQuads, .turtle, .triG, .csv, .tsv, .jsonLines:
      let source = QuadSource(
        graph: self, part: part, describesEntities: format.isRDF,
        describesEvidence: withEvidence && format.isRDF)
      try snapshot { try write(format, source, to: output) }
    case .nodeLink, .cytoscape, .graphML, .gexf, .mermaid, .nodeTable, .edgeTable:
      var everything = SubgraphSelection()
      everything.limit = nil
      let part = try part ?? subgraph(everything)
      try output(Self.text(of: part, as: format))
    }
  }

  private func write(
    _ format: GraphExportFormat, _ source: QuadSource, to output: (String) throws -> Void
  ) throws {
    switch format {
    case .nQuads: try NTriplesExport(writesGraphs: true).write(source, to: output)
    case .turtle: try TurtleExport(writesGraphs: false).write(source, to: output)
    case .triG: try TurtleExport(writesGraphs: true).write(source, to: output)
    case .csv: try DelimitedExport(separator: ",").write(source, to: output)
    case .tsv: try DelimitedExport(separator: "\t").write(source, to: output)
    case .jsonLines: try JSONLinesExport(graph: self).write(source, to: output)
    default: try NTriplesExport(writesGraphs: false).write(source, to: output)
    }
  }

  private static func text(of part: Subgraph, as format: GraphExportFormat) -> String {
    switch format {
    case .cytoscape: JSONGraphExport.cytoscape(part)
    case .graphML: XMLGraphExport.graphML(part)
    case .gexf: XMLGraphExport.gexf(part)
    case .mermaid: MermaidExport.text(part)
    case .nodeTable: DelimitedExport.nodes(part)
    case .edgeTable: DelimitedExport.edges(part)
    default: JSONGraphExport.nodeLink(part)
    }
  }
}
