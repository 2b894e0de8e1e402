import Graph

/// The sentences that an answer rests on, each once, with their documents.
struct Citations {
  private let graph: KnowledgeGraph
  private var sentences: [Int64: StoredSentence] = [:]
  private var documents: [Int64: StoredDocument] = [:]
  /// Those that are cited, in the order in which they came.
  private var cited: [Int64] = []
  /// Characters of a sentence that are shown; the resource has all of it.
  private static let longest = 600

  init(graph: KnowledgeGraph) { self.graph = graph }

  /// `[12]` for each sentence, as texts refer to it.
  static func marks(_ ids: [Int64]) -> String { ids.map { " [\($0)]" }.joined() }

  /// The characters that citing sentences adds to an answer. Reads those that are new from the graph.
  mutating func cost(of ids: [Int64]) throws -> Int {
    var cost = 0
    for id in ids where !cited.contains(id) {
      if sentences[id] == nil, let sentence = try graph.sentence(id) {
        sentences[id] = sentence
        if documents[sentence.document] == nil {
          documents[sentence.document] = try graph.document(sentence.document)
        }
      }
      cost += min(sentences[id]?.text.utf8.count ?? 0, Self.longest) + 100
    }
    return cost
  }

  /// Cites sentences whose cost was asked for.
  mutating func add(_ ids: [Int64]) {
    for id in ids where sentences[id] != nil && !cited.contains(id) { cited.append(id) }
  }

  func write(to lines: inout [String], _ object: inout JSONObject) {
    guard !cited.isEmpty else { return }
    lines += ["", "sentences:"]
    var list: [String] = []
    for id in cited {
      guard let sentence = sentences[id] else { continue }
      let document = documents[sentence.document]
      let text = Clip.text(sentence.text, most: Self.longest)
      let origin = [document?.source, document?.date?.description].compactMap(\.self)
      lines.append("[\(id)] \(text) (\(origin.joined(separator: ", ")))")
      var cited = JSONObject()
      cited.add("id", id)
      cited.add("text", text)
      cited.add("document", sentence.document)
      cited.add("source", ifThere: document?.source)
      cited.add("title", ifThere: document?.title)
      cited.add("date", ifThere: document?.date?.description)
      list.append(cited.text)
    }
    object.add("sentences", raw: JSONObject.list(list))
  }
}
