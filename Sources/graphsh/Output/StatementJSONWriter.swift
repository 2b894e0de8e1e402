import Base
import Extraction
import Graph

/// Statements as JSON lines: one object for each, with its evidence.
///
/// `start` and `end` count Unicode scalars from the beginning of the document; `predicate` is the lemma
/// phrase with spaces.
enum StatementJSONWriter {
  static func write(_ result: ExtractionRun.Result, to stream: OutputStream) throws(OutputError) {
    for statement in result.record.statements {
      try stream.writeLine(line(statement, result))
    }
  }

  private static func line(_ statement: StatementRecord, _ result: ExtractionRun.Result) -> String {
    func text(_ argument: Graph.Argument?) -> String {
      argument.map { JSONText.string(result.text(of: $0)) } ?? "null"
    }
    func type(_ argument: Graph.Argument?) -> String {
      argument.map { JSONText.string(result.type(of: $0)) } ?? "null"
    }
    let predicate = statement.predicate.withBlanks
    let qualifiers = statement.qualifiers.map {
      "{\"name\": \(JSONText.string($0.name)), \"value\": \(text($0.value))}"
    }
    var fields: [String] = []
    func add(_ name: String, _ value: String) { fields.append("\"\(name)\": \(value)") }
    add("subject", text(statement.subject))
    add("predicate", JSONText.string(predicate))
    add("object", text(statement.object))
    add("document", JSONText.string(result.record.address ?? result.record.source))
    let sentence = result.record.sentences[statement.sentence]
    if let page = sentence.page { add("page", String(page)) }
    add("sentence", JSONText.string(sentence.text))
    add("start", String(statement.start))
    add("end", String(statement.end))
    add("confidence", confidence(statement.confidence))
    add("basis", "[" + statement.basis.map(JSONText.string).joined(separator: ", ") + "]")
    add("negated", statement.isNegated ? "true" : "false")
    add("modality", statement.modality.map(JSONText.string) ?? "null")
    add("attributed_to", text(statement.attributedTo))
    add("date", statement.date.map { JSONText.string($0.description) } ?? "null")
    add("qualifiers", "[" + qualifiers.joined(separator: ", ") + "]")
    let relations = statement.relations.map {
      "{\"relation\": \(JSONText.string($0.name)), \"subject\": \(text($0.subject)), "
        + "\"object\": \(text($0.object))}"
    }
    add("relations", "[" + relations.joined(separator: ", ") + "]")
    add("subject_type", type(statement.subject))
    add("object_type", type(statement.object))
    return "{" + fields.joined(separator: ", ") + "}"
  }

  /// Two digits are all that a confidence means.
  private static func confidence(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    if hundredths >= 100 { return "1.0" }
    return "0." + (hundredths < 10 ? "0" : "") + String(hundredths)
  }
}
