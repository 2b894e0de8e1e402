import Asking
import GQL
import Graph
import Page

/// A format in which the library writes a graph.
enum WrittenFormat {
  case data(GraphExportFormat)
  case dot
  case svg
  case page

  /// Nil where there is no such format.
  init?(_ name: String) {
    switch name.lowercased() {
    case "dot", "gv": self = .dot
    case "svg": self = .svg
    case "html": self = .page
    case "mmd": self = .data(.mermaid)
    case let name:
      guard let format = GraphExportFormat(rawValue: name) else { return nil }
      self = .data(format)
    }
  }

  static func refusal(of name: String) -> String {
    switch name.lowercased() {
    case "png", "pdf":
      "\(name) is drawn by Graphviz, which the library does not run: write dot and have it drawn, or svg"
    default:
      "no format \(name): there are svg, html, dot, "
        + GraphExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
    }
  }

  fileprivate var use: PartChoice.Use {
    switch self {
    case .data: .data
    case .page: .page
    case .dot, .svg: .picture
    }
  }
}

/// Writes a graph or a part of it in one format.
struct GraphExport {
  let graph: KnowledgeGraph
  let engine: Engine
  let format: WrittenFormat
  let choice: PartChoice
  let title: String?
  let withEvidence: Bool

  /// - Throws: ``Misuse`` for what does not go together, what ``PartChoice`` throws, `StoreError` for the graph
  func write(to output: inout PieceWriter) throws {
    if withEvidence {
      guard case .data(let format) = format, format.isRDF, choice.isWhole else {
        throw Misuse("evidence is written of the whole graph, in nt, nq, ttl or trig")
      }
    }
    switch format {
    case .data(let format):
      if title != nil { throw Misuse("\(format.rawValue) has no title") }
      let part = choice.isWhole ? nil : try self.part()
      try graph.export(format, part: part, withEvidence: withEvidence) { try output.write($0) }
    case .dot: try output.write(DotWriter().write(part(), title: title))
    case .svg: try output.write(SVGWriter().write(part(), title: title))
    case .page:
      let name = title ?? graph.path.split(separator: "/").last.map(String.init) ?? "graph"
      try output.write(
        ExportedPage.html(of: part(), chosenBy: choice, title: name, in: graph))
    }
  }

  private func part() throws -> Subgraph {
    try choice.part(of: graph, for: format.use) { program, each in
      try engine.run(program, name: "<query>", each: each)
    }
  }
}

/// Hands a long text over in pieces that are worth a call.
struct PieceWriter {
  private var piece: [UInt8] = []
  private let take: (UnsafePointer<CChar>, Int) throws -> Void

  private static let size = 1 << 16

  /// - Parameter take: is given a piece and its bytes
  init(_ take: @escaping (UnsafePointer<CChar>, Int) throws -> Void) { self.take = take }

  mutating func write(_ text: String) throws {
    piece += text.utf8
    if piece.count >= Self.size { try flush() }
  }

  mutating func flush() throws {
    guard !piece.isEmpty else { return }
    try piece.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      try take(start.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    piece.removeAll(keepingCapacity: true)
  }
}
