import Graph
import Page

/// `GET /sentence/ID`: a sentence with its document, its neighbours and what it mentions.
enum SentenceRoute {
  static func answer(_ visit: Visit) throws -> String {
    let (graph, id) = (visit.graph, try visit.number())
    return try graph.snapshot {
      guard let sentence = try graph.sentence(id), let context = try graph.context(ofSentence: id),
        let document = try graph.document(sentence.document)
      else { throw Refusal(.notFound, "no sentence \(id) in the graph") }
      func neighbour(_ step: Int) throws -> String? {
        try graph.sentence(number: sentence.number + step, ofDocument: sentence.document)?.text
      }
      var object = JSONObject()
      object.add("sentence", raw: PictureJSON.sentence(sentence))
      object.add("document", raw: PictureJSON.document(document))
      object.add("before", ifThere: try neighbour(-1))
      object.add("after", ifThere: try neighbour(1))
      let units = UTF16Places(of: sentence.text)
      object.add(
        "mentions",
        raw: JSONObject.list(
          context.mentions.map { mention in
            var object = JSONObject()
            object.add("id", Int64(mention.entity.rawValue))
            object.add("from", units[mention.span.lowerBound])
            object.add("to", units[mention.span.upperBound])
            return object.text
          }))
      return object.text
    }
  }
}

/// Places in a text as JavaScript counts them, by the number of Unicode scalars before each.
struct UTF16Places {
  private var places: [Int] = [0]

  init(of text: String) {
    for scalar in text.unicodeScalars {
      places.append((places.last ?? 0) + (scalar.value > 0xFFFF ? 2 : 1))
    }
  }

  /// What lies outside of the text is its end.
  subscript(scalars: Int) -> Int { places[min(max(scalars, 0), places.count - 1)] }
}
