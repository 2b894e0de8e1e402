import Extraction
import Foundation
import Graph
import TestSupport
import Testing
import TextAnalysis

/// The installed pipeline and the built-in tables, loaded once.
enum Installed {
  static let knowledge: Knowledge? = try? Knowledge.builtIn()
  static let pipeline: EnglishPipeline? = try? EnglishPipeline(
    modelPath: EnglishPipeline.defaultModelPath())
}

/// A text's statements in a form that tests can read.
struct ReadText {
  let result: ExtractionRun.Result

  /// Reads a text as a file of one run; several texts are read in order, the last one is looked at.
  ///
  /// - Parameter knowledge: the built-in tables, unless others are given
  init(_ texts: String..., named name: String = "text.txt", by knowledge: Knowledge? = nil) throws {
    let folder = try TemporaryFolder()
    var paths: [String] = []
    for (index, text) in texts.enumerated() {
      paths.append(try folder.write(text, to: "\(index)/\(name)"))
    }
    guard let pipeline = Installed.pipeline, let knowledge = knowledge ?? Installed.knowledge
    else {
      throw MissingModel()
    }
    let run = ExtractionRun(pipeline: pipeline, knowledge: knowledge)
    var last: ExtractionRun.Result?
    _ = try run.extract(paths: paths) { last = $0 }
    guard let last else { throw NothingRead() }
    result = last
  }

  struct MissingModel: Error {}
  struct NothingRead: Error {}

  private func text(_ argument: Argument?) -> String {
    argument.map { result.text(of: $0) } ?? ""
  }

  /// `subject | predicate | object` of statements that the text asserts.
  var asserted: Set<String> {
    Set(result.record.statements.filter(\.isAsserted).map(line))
  }

  /// The same of all statements, with `not`, the modality and the speaker behind.
  var all: Set<String> {
    Set(
      result.record.statements.map { statement in
        var text = line(statement)
        if statement.isNegated { text += " | not" }
        if let modality = statement.modality { text += " | " + modality }
        if let speaker = statement.attributedTo { text += " | said " + self.text(speaker) }
        return text
      })
  }

  /// `subject | relation | object` of the relations of all statements.
  var relations: Set<String> {
    Set(
      result.record.statements.flatMap(\.relations).map {
        "\(text($0.subject)) | \($0.name) | \(text($0.object))"
      })
  }

  /// A statement that is an instance of a relation.
  func statement(of relation: String) -> StatementRecord? {
    result.record.statements.first { $0.relations.contains { $0.name == relation } }
  }

  /// The statements with their qualifiers, as `name: value`.
  var qualified: [(line: String, qualifiers: [String])] {
    result.record.statements.map { statement in
      (line(statement), statement.qualifiers.map { "\($0.name): \(text($0.value))" })
    }
  }

  private func line(_ statement: StatementRecord) -> String {
    "\(text(statement.subject)) | \(statement.predicate) | \(text(statement.object))"
  }

  /// Labels of the entities that have a type.
  func entities(_ type: String) -> Set<String> {
    Set(
      zip(result.record.entities, result.labels).filter { $0.0.types.contains(type) }.map(\.1))
  }

  /// The words of the mentions of an entity, in the order of the text.
  func mentions(of label: String) -> [String] {
    let record = result.record
    return record.mentions.filter { result.labels[$0.entity] == label }
      .sorted { $0.start < $1.start }.map(\.surface)
  }

  func states(_ part: String) -> Bool { asserted.contains { $0.hasPrefix(part) } }
}

/// Expects a text's statements: each of some lines begins one that is kept, and each of others begins none that is
/// asserted.
func expectStatements(
  _ text: String, keeps lines: [String], not wrong: [String] = [],
  at location: SourceLocation = #_sourceLocation
) throws {
  let text = try ReadText(text)
  for line in lines {
    let found = text.all.contains { $0.hasPrefix(line) }
    #expect(found, "\(line) is not in \(text.all.sorted())", sourceLocation: location)
  }
  for line in wrong {
    #expect(!text.asserted.contains { $0.hasPrefix(line) }, "\(line)", sourceLocation: location)
  }
}
