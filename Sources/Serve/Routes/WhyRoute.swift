import GQL
import Graph

/// `POST /why {"text"}`: the proof of each answer to one fact or query, down to the sentences.
enum WhyRoute {
  /// Answers that are proved.
  private static let mostRoots = 100
  /// Levels below a root that are told; what lies deeper is asked for by itself.
  private static let deepest = 200

  static func answer(_ visit: Visit) throws -> String {
    let text = StatementScanner.withFinalMark(try visit.body().text("text"))
    let graph = visit.graph
    let proofs = try visit.engine().proofs(of: text)
    var writer = ProofWriter(graph: graph, deepest: deepest)
    return try graph.snapshot {
      var object = JSONObject()
      object.add(
        "roots",
        raw: JSONObject.list(
          try proofs.prefix(mostRoots).map { proof in
            try visit.stop.check()
            return try writer.json(of: proof, level: 0)
          }))
      object.add("omitted", max(0, proofs.count - mostRoots))
      try TextJSON.add(writer.sentences, of: graph, to: &object)
      return object.text
    }
  }
}
