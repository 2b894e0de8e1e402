import Compile
import Foundation
import GQL
import Graph
import TestSupport

/// Programs that graphsh and other engines run.
enum CompiledPrograms {
  /// The rows of each query of a program.
  typealias Answers = [[[String]]]

  private static let sources = Repository.root.appending(path: "Tests/CompileTests")

  /// The programs of the folder, by name.
  static func all() throws -> [(name: String, text: String)] {
    let folder = sources.appending(path: "Programs")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".gql") }.sorted()
      .map { ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) }
  }

  /// What graphsh's own engine answers.
  static func answers(of program: String) throws -> Answers {
    var found: Answers = []
    try Engine(graph: nil).run(program, name: "program.gql") { answers in
      if let truth = answers.truth {
        found.append([[truth ? "true" : "false"]])
        return
      }
      guard answers.kind == .query else { return }
      found.append(
        try (0..<answers.rowCount).map { row in
          try answers.columns.indices.map { try cell(answers.term(row: row, column: $0)) }
        })
    }
    return found
  }

  private static func cell(_ term: Term) -> String {
    switch term {
    case .float(let number): String(format: "%.9e", number)
    case .integer(let number): String(number)
    case .boolean(let truth): truth ? "true" : "false"
    case .date(let date): date.description
    case .string(let text): text
    default: "\(term)"
    }
  }

  /// What another engine answers to compiled programs: the rows, or an error.
  ///
  /// - Parameter driver: the script that runs them, in one process
  static func run(
    _ programs: [String], _ ending: String, by driver: String
  ) throws -> [Result<Answers, EngineFailure>] {
    let folder = try TemporaryFolder()
    let paths = try programs.enumerated().map { try folder.write($1, to: "\($0).\(ending)") }
    let result = try ScalePackages.run(
      file: sources.appending(path: driver).path, paths, in: folder.url)
    let lines = result.output.split(separator: "\n")
    guard lines.count == programs.count else { throw EngineFailure(text: result.errors) }
    return try lines.map { line in
      let decoder = JSONDecoder()
      let data = Data(line.utf8)
      if let failure = try? decoder.decode([String: String].self, from: data) {
        return .failure(EngineFailure(text: failure["error"] ?? ""))
      }
      return .success(try decoder.decode(Answers.self, from: data))
    }
  }

  /// What a script prints, a line of answers each.
  static func lines(
    by script: String, _ arguments: [String], in folder: TemporaryFolder
  ) throws -> [Answers] {
    try output(of: script, arguments, in: folder).split(separator: "\n").map {
      try JSONDecoder().decode(Answers.self, from: Data($0.utf8))
    }
  }

  static func output(
    of script: String, _ arguments: [String], in folder: TemporaryFolder
  ) throws -> String {
    let result = try ScalePackages.run(
      file: sources.appending(path: script).path, arguments, in: folder.url)
    guard result.status == 0 else { throw EngineFailure(text: result.errors) }
    return result.output
  }

  struct EngineFailure: Error { let text: String }
}
