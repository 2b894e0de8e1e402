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
    func text(_ argument: Argument?) -> String {
      argument.map { JSONText.string(result.text(of: $0)) } ?? "null"
    }
    func type(_ argument: Argument?) -> String {
      argument.map { JSONText.string(result.type(of: $0)) } ?? "null"
    }
    let predicate = String(statement.predicate.map { $0 == "_" ? " " : $0 })
    let qualifiers = statement.qualifiers.map {
      "{\"name\": \(JSONText.string($0.name)), \"value\": \(text($0.value))}"
    }
    let fields = [
      ("subject", text(statement.subject)), ("predicate", JSONText.string(predicate)),
      ("object", text(statement.object)),
      ("document", JSONText.string(result.record.source)),
      ("sentence", JSONText.string(result.record.sentences[statement.sentence].text)),
      ("start", String(statement.start)), ("end", String(statement.end)),
      ("confidence", confidence(statement.confidence)),
      ("negated", statement.isNegated ? "true" : "false"),
      ("modality", statement.modality.map(JSONText.string) ?? "null"),
      ("attributed_to", text(statement.attributedTo)),
      ("date", statement.date.map { JSONText.string($0.description) } ?? "null"),
      ("qualifiers", "[" + qualifiers.joined(separator: ", ") + "]"),
      ("subject_type", type(statement.subject)), ("object_type", type(statement.object)),
    ]
    return "{" + fields.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }

  /// Two digits are all that a confidence means.
  private static func confidence(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    if hundredths >= 100 { return "1.0" }
    return "0." + (hundredths < 10 ? "0" : "") + String(hundredths)
  }
}
