import Base
import Graph

/// Documents named on the command line.
enum DocumentArgument {
  /// The one document of a number, a source or a title; else an error that offers the nearest.
  static func resolve(_ name: String, in graph: KnowledgeGraph) throws -> DocumentSummaryRow {
    let documents = try graph.documents()
    if let found = documents.first(where: { $0.source == name })
      ?? documents.first(where: { String($0.id) == name })
    {
      return found
    }
    let titled = documents.filter { $0.title == name }
    if titled.count == 1 { return titled[0] }
    if titled.count > 1 {
      throw CommandError.failed(
        "\(name) may be \(Words.alternatives(titled.map(\.source)))")
    }
    let nearest = Spelling.nearest(
      to: name, among: documents.map(\.source) + documents.compactMap(\.title))
    let hint = nearest.map { ": did you mean \($0)?" } ?? "; 'graphsh documents' lists them"
    throw CommandError.failed("no document \(name)\(hint)")
  }
}
