import Foundation
import GQL
import Graph
import TestSupport
import Testing

/// A program with what it must say, from one text file under `Tests/Golden`.
///
/// The program comes first. Sections follow, each begun by a line `--- name`:
/// - `graph`: what is stored (see ``GraphFixture``); without it the engine has no graph
/// - `file NAME`: a file beside the program
/// - `parameters`: lines `name value`, the value a constant of the language
/// - `then`: a further input of the same session
/// - `answers`: what the queries and changes give, in blocks with an empty line between; rows as tab-separated lines
///   below the names of the columns, in any order, or with `answers in order` in just this one
/// - `notes`: what is said beside the answers
/// - `errors`: the whole text of the errors, exactly
/// - `written NAME`: a file that the program has written
/// - `why QUERY`, `whynot QUERY`: what the session explains after all inputs
struct GoldenCase {
  var program = ""
  var inputs: [String] = []
  var graph: String?
  var files: [(name: String, text: String)] = []
  var parameters: [(name: String, value: String)] = []
  var isOrdered = false
  /// Expected texts by section: `answers`, `notes`, `errors`, `written NAME`.
  var expected: [(section: String, text: String)] = []

  struct Malformed: Error { var reason: String }

  init(_ text: String) throws {
    var section = ""
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("--- ") {
        try end(section, lines)
        section = String(line.dropFirst(4))
        lines = []
      } else {
        lines.append(line)
      }
    }
    try end(section, lines)
  }

  private mutating func end(_ section: String, _ lines: [Substring]) throws {
    let text = lines.joined(separator: "\n").trimmingCharacters(in: .newlines)
    switch section {
    case "": program = lines.joined(separator: "\n")
    case "then": inputs.append(text)
    case "graph": graph = text
    case "answers", "notes", "errors": expected.append((section, text))
    case "answers in order":
      isOrdered = true
      expected.append(("answers", text))
    case "parameters":
      for line in text.split(separator: "\n") {
        let parts = line.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { throw Malformed(reason: "parameter '\(line)'") }
        parameters.append((String(parts[0]), String(parts[1])))
      }
    case _ where section.hasPrefix("file "):
      files.append((String(section.dropFirst(5)), text.isEmpty ? "" : text + "\n"))
    case _ where ["written ", "why ", "whynot "].contains { section.hasPrefix($0) }:
      expected.append((section, text))
    default: throw Malformed(reason: "section '\(section)'")
    }
  }

  /// What the program says, by the same sections.
  func run(in folder: URL) throws -> [String: String] {
    // Every program sees the same few near words.
    try #require(NearWords.install())
    for file in files {
      let path = folder.appending(path: file.name)
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.text.utf8).write(to: path)
    }
    let graph = try self.graph.map { try GraphFixture($0).graph() }
    var options = Engine.Options()
    for parameter in parameters {
      options.parameters[parameter.name] = try Self.constant(parameter.value)
    }
    let engine = Engine(graph: graph, options: options)
    var blocks: [String] = []
    var notes: [Diagnostic] = []
    var errors: [String] = []
    for (number, input) in ([program] + inputs).enumerated() {
      let name = number == 0 ? "program.gql" : "input\(number).gql"
      do {
        try engine.run(input, name: folder.appending(path: name).path) { answers in
          blocks.append(try Self.text(of: answers, sorted: !isOrdered))
          notes += answers.notes
        }
      } catch let error as DiagnosticsError {
        errors.append(error.rendered())
      } catch let error as EngineError {
        errors.append("\(error)")
      }
    }
    let place = folder.path + "/"
    var result: [String: String] = [:]
    result["answers"] = blocks.joined(separator: "\n\n")
    result["notes"] = DiagnosticRenderer(sources: engine.sources).render(notes)
      .replacingOccurrences(of: place, with: "")
    result["errors"] = errors.joined(separator: "\n").replacingOccurrences(of: place, with: "")
    for (section, _) in expected where section.hasPrefix("written ") {
      let file = folder.appending(path: String(section.dropFirst(8)))
      result[section] = try String(contentsOf: file, encoding: .utf8)
        .trimmingCharacters(in: .newlines)
    }
    for (section, _) in expected {
      guard let text = try Self.explanation(section, engine) else { continue }
      result[section] = text.replacingOccurrences(of: place, with: "")
    }
    return result
  }

  /// What a section such as `why p(a)` asks for.
  private static func explanation(_ section: String, _ engine: Engine) throws -> String? {
    let words = section.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2 else { return nil }
    switch words[0] {
    case "why": return try engine.why(words[1] + "?").map(\.description).joined(separator: "\n\n")
    case "whynot": return try engine.whyNot(words[1] + "?").description
    default: return nil
    }
  }

  /// What is expected, in the form of ``run(in:)``. Sections that are not given are empty.
  var expectations: [String: String] {
    var result = ["answers": "", "notes": "", "errors": ""]
    for (section, text) in expected {
      result[section] =
        section == "answers" && !isOrdered
        ? text.components(separatedBy: "\n\n").map(Self.sortedBlock).joined(separator: "\n\n")
        : text
    }
    return result
  }

  private static func constant(_ text: String) throws -> Term {
    if let integer = Int64(text) { return .integer(integer) }
    if let number = Double(text) { return .float(number) }
    if let date = CalendarDate(text) { return .date(date) }
    return .string(text)
  }

  private static func sortedBlock(_ block: String) -> String {
    let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.prefix(1) + lines.dropFirst().sorted()).joined(separator: "\n")
  }

  private static func text(of answers: Answers, sorted: Bool) throws -> String {
    switch answers.kind {
    case .inserted(let count): return "inserted \(count)"
    case .deleted(let count): return "deleted \(count)"
    case .imported(let count, _): return "imported \(count)"
    case .exported(let count, _): return "exported \(count)"
    case .query: break
    }
    if let truth = answers.truth { return truth ? "true" : "false" }
    var rows: [String] = []
    for row in 0..<answers.rowCount {
      let cells = try answers.columns.indices.map { try answers.text(row: row, column: $0) }
      rows.append(cells.joined(separator: "\t"))
    }
    if sorted { rows.sort() }
    return ([answers.columns.joined(separator: "\t")] + rows).joined(separator: "\n")
  }
}
