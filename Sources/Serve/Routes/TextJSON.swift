import Graph
import Page

/// Sentences that an answer points to, with their documents.
enum TextJSON {
  /// Adds sentences, each once and in the order of their numbers, and their documents.
  static func add(
    _ sentences: some Sequence<Int64>, of graph: KnowledgeGraph, to object: inout JSONObject
  ) throws {
    let found = try Set(sentences).sorted().compactMap { try graph.sentence($0) }
    let documents = try Set(found.map(\.document)).sorted().compactMap { try graph.document($0) }
    object.add("sentences", raw: JSONObject.list(found.map(PictureJSON.sentence)))
    object.add("documents", raw: JSONObject.list(documents.map(PictureJSON.document)))
  }
}
