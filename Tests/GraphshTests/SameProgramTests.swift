import Foundation
import TestSupport
import Testing

/// One program gives one result, however it comes in.
@Suite struct SameProgramTests {
  static let program = """
    edge(a, b). edge(b, c). edge(c, d).
    path(X, Y)?
    path(X, Y) :- edge(X, Y).
    path(X, Y) :- path(X, Z), edge(Z, Y).
    path(a, d)?
    path(d, a)?
    """
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: ["table", "box", "csv", "tsv", "json", "jsonl", "markdown", "nt", "line", "dot"])
  func everyEntranceAnswersAlike(format: String) throws {
    let file = try folder.write(Self.program, to: "program.gql")
    func run(_ arguments: String..., input: String = "") throws -> String {
      let result = try GraphshCommand.run(
        arguments + ["-f", format], input: input, in: folder.url)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.isEmpty)
      return result.output
    }
    let answer = try run("run", file)
    if format == "json" {
      // Several answers are one document.
      let sets = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [Any]
      #expect(sets?.count == 3)
      #expect(sets?.dropFirst().compactMap { $0 as? Bool } == [true, false])
    } else {
      #expect(answer.hasSuffix("true\nfalse\n"))
    }
    #expect(try run("run", "-", input: Self.program) == answer)
    #expect(try run(input: Self.program) == answer)
    #expect(try run("-c", Self.program) == answer)
    #expect(try run("query", Self.program) == answer)
    #expect(try run(input: ".read \(file)\n") == answer)
  }

  @Test func shellOnATerminalAnswersAlike() throws {
    let program = """
      edge(a, b). edge(b, c).
      path(X, Y) :- edge(X, Y).
      path(X, Y) :- path(X, Z), edge(Z, Y).
      path(X, Y)?
      """
    let file = try folder.write(program, to: "program.gql")
    let expected = try GraphshCommand.run(["run", file, "-f", "tsv"], in: folder.url).output
    let shell = try PseudoTerminal(["-f", "tsv", folder.path("graph.db")], folder: folder)
    try shell.expect("graph> ")
    for line in program.split(separator: "\n").dropLast() {
      shell.type(line + "\n")
      try shell.expect("graph> ")
    }
    shell.type("path(X, Y)?\n")
    let shown = try shell.expect("graph> ")
    #expect(shown.hasSuffix("path(X, Y)?\n" + expected + "graph> "))
  }
}
