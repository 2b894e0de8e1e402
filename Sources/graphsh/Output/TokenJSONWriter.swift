import Graph
import TextAnalysis

/// An analysis as one JSON object on a line: `{"id": …, "tokens": [{…}, …]}`.
///
/// Heads are token numbers from 0, a root's is its own; `ent_iob` is 3 for the first token of an
/// entity, 1 for a later one, 2 outside.
enum TokenJSONWriter {
  static func write(
    _ analysis: Analysis, name: String, to stream: OutputStream
  ) throws(OutputError) {
    try stream.write("{\"id\": \(JSONText.string(name)), \"tokens\": [")
    // Each string is escaped once.
    let text = (0..<analysis.strings.count).map { JSONText.string(analysis.strings[Int32($0)]) }
    func string(_ id: Int32) -> String { text[Int(id)] }
    for token in 0..<analysis.count {
      try stream.write(token == 0 ? "{\"text\": " : ", {\"text\": ")
      try stream.write(string(analysis.text[token]))
      try stream.write(
        analysis.space[token] ? ", \"space\": 1, \"tag\": " : ", \"space\": 0, \"tag\": ")
      try stream.write(string(analysis.tag[token]))
      try stream.write(", \"pos\": ")
      try stream.write(string(analysis.pos[token]))
      try stream.write(", \"morph\": ")
      try stream.write(string(analysis.morph[token]))
      try stream.write(", \"lemma\": ")
      try stream.write(string(analysis.lemma[token]))
      try stream.write(", \"head\": ")
      try stream.write(String(analysis.head[token]))
      try stream.write(", \"dep\": ")
      try stream.write(string(analysis.dep[token]))
      try stream.write(
        analysis.sentenceStart[token]
          ? ", \"sent_start\": 1, \"ent_iob\": " : ", \"sent_start\": 0, \"ent_iob\": ")
      try stream.write(String(analysis.entityPosition[token].rawValue))
      try stream.write(", \"ent_type\": ")
      try stream.write(string(analysis.entityType[token]))
      try stream.write("}")
    }
    try stream.writeLine("]}")
  }
}
