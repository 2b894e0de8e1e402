import Extraction
import Graph

/// What names, pronouns and descriptions mean as JSON lines: one object for each, in the order of the text.
///
/// Places are pairs of Unicode scalars from the beginning of the document, the first one in and the first one behind.
enum ReferenceJSONWriter {
  static func write(_ result: ExtractionRun.Result, to stream: OutputStream) throws(OutputError) {
    for reference in result.record.references {
      try stream.writeLine(line(reference, result))
    }
  }

  private static func line(_ reference: ReferenceRecord, _ result: ExtractionRun.Result) -> String {
    let record = result.record
    var fields: [String] = []
    func add(_ name: String, _ value: String) { fields.append("\"\(name)\": \(value)") }
    add("document", JSONText.string(record.address ?? record.source))
    add("kind", JSONText.string(reference.kind.rawValue))
    add("sentence", JSONText.string(record.sentences[reference.sentence].text))
    add("start", String(reference.range.lowerBound))
    add("end", String(reference.range.upperBound))
    add("text", JSONText.string(reference.text))
    add("entities", list(reference.entities.map(String.init)))
    add(
      "labels", list(reference.entities.map { JSONText.string(result.text(of: .entity($0))) }))
    add("antecedent", reference.antecedent.map(place) ?? "null")
    add("probability", number(reference.probability))
    add("sure", reference.isSure ? "true" : "false")
    if !reference.choices.isEmpty {
      add("weights", JSONText.string(reference.column))
      add("choices", list(reference.choices.map(choice)))
    }
    if !reference.features.isEmpty { add("features", features(reference.features)) }
    return "{" + fields.joined(separator: ", ") + "}"
  }

  private static func choice(_ choice: ReferenceRecord.Choice) -> String {
    return "{\"entities\": \(list(choice.entities.map(String.init)))"
      + ", \"mentions\": \(list(choice.mentions.map(place)))"
      + ", \"probability\": \(number(choice.probability))"
      + ", \"features\": \(features(choice.features))}"
  }

  private static func features(_ features: [(name: String, value: Double)]) -> String {
    let fields = features.map { "\(JSONText.string($0.name)): \(number($0.value))" }
    return "{" + fields.joined(separator: ", ") + "}"
  }

  private static func list(_ items: [String]) -> String {
    "[" + items.joined(separator: ", ") + "]"
  }

  private static func place(_ range: Range<Int>) -> String {
    "[\(range.lowerBound), \(range.upperBound)]"
  }

  /// Three digits behind the point.
  private static func number(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let rest = String(1000 + thousandths % 1000).dropFirst()
    return "\(thousandths / 1000)." + rest
  }
}
