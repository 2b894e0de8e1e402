import Asking
import Extraction
import GQL
import Graph
import TextAnalysis

/// Why a call has no answer, said so that a model can do better the next time.
struct ToolError: Error {
  var message: String
  /// What to do.
  var hint: String?
  /// The message with the place in the program, where it has one.
  var shown: String?
  var place: (line: Int, column: Int)?
  /// The program as it was probably meant.
  var correction: String?
  /// Relations that the program names, each with its signature and an example.
  var relations: [String] = []

  init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  /// What the client is told of an error that ended a call.
  ///
  /// - Parameter program: the text in which mistakes were found
  init(_ error: any Error, in program: String? = nil) {
    switch error {
    case let error as ToolError: self = error
    case let error as DiagnosticsError: self.init(error, in: program ?? "")
    case let error as EngineError: self.init(error.description, hint: Self.hint(for: error))
    case let error as NodeLookUpError:
      self.init(error.description, hint: "find names with the tool search")
    case let error as StoreError: self.init(error.description)
    case let error as PathError: self.init(error.description)
    case let error as ModelError: self.init(error.description)
    case let error as KnowledgeError: self.init(error.description)
    default: self.init("\(error)")
    }
  }

  private static func hint(for error: EngineError) -> String? {
    switch error {
    case .timeout, .memoryLimit:
      "ask for less: put a name in quotes for a variable, or add conditions"
    case .changesRefused:
      "programs only read here: leave insert, delete and all that begins with @ out"
    case .notOneQuery: "give one fact or query, such as met(\"Lee\", X), with its rules before it"
    default: nil
    }
  }

  private init(_ error: DiagnosticsError, in program: String) {
    let first = error.diagnostics.first
    let count = error.diagnostics.count
    self.init(
      (first?.message ?? "the program is wrong")
        + (count > 1 ? " (the first of \(count) mistakes)" : ""), hint: first?.hint)
    shown = Clip.text(error.rendered(), most: 4000)
    correction = error.correction
    if let span = first?.span, error.sources.sources.indices.contains(span.source) {
      let place = error.sources.sources[span.source].place(of: span.start)
      self.place = (place.line, place.column)
    }
    relations = Self.relations(namedIn: program)
  }

  private static let mostRelations = 5

  private static func relations(namedIn program: String) -> [String] {
    let words = Set(program.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
    return RelationDescription.builtIn.filter { words.contains($0.name) }.prefix(mostRelations)
      .map(LanguageCard.line)
  }

  /// As a tool answers it.
  var answer: ToolAnswer {
    var lines = [shown ?? "error: \(message)"]
    if shown == nil, let hint { lines.append("hint: \(hint)") }
    if let correction { lines.append("probably meant: \(correction)") }
    if !relations.isEmpty { lines += ["relations that it names:"] + relations.map { "  " + $0 } }
    if shown != nil {
      lines += ["a program looks like this:"] + LanguageCard.examples.map { "  " + $0 }
    }
    var error = JSONObject()
    error.add("message", message)
    error.add("hint", ifThere: hint)
    if let place {
      error.add("line", place.line)
      error.add("column", place.column)
    }
    error.add("correction", ifThere: correction)
    if !relations.isEmpty { error.add("relations", raw: JSONText.list(relations)) }
    var object = JSONObject()
    object.add("error", raw: error.text)
    return ToolAnswer(text: lines.joined(separator: "\n"), structured: object.text, isError: true)
  }
}
