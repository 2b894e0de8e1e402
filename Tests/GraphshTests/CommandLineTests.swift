import Foundation
import TestSupport
import Testing

/// Options, exit status and streams.
@Suite struct CommandLineTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String..., input: String = "") throws -> GraphshCommand.Result {
    try GraphshCommand.run(arguments, input: input, in: folder.url)
  }

  @Test func versionIsOneLineOnStandardOutput() throws {
    let result = try run("--version")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("graphsh "))
    #expect(result.errors.isEmpty)
  }

  @Test(arguments: [
    "query", "run", "why", "export", "stats", "entities", "predicates", "documents",
  ])
  func everyCommandExplainsItself(command: String) throws {
    let result = try run(command, "--help")
    #expect(result.status == 0)
    #expect(result.output.contains("USAGE: graphsh \(command)"))
    #expect(result.output.contains("--db"))
    #expect(result.errors.isEmpty)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionScriptsAreMade(shell: String) throws {
    let result = try run("--generate-completion-script", shell)
    #expect(result.status == 0)
    #expect(result.output.contains("query"))
  }

  @Test(arguments: [
    ["--wrong"], ["query"], ["query", "p?", "-f", "nonsense"], ["run"],
    ["query", "p?", "--timeout", "soon"], ["query", "p?", "--memory-limit", "much"],
    ["query", "p?", "--threads", "0"], ["run", "--bail", "x.gql"],
    ["export", "--hops", "0"], ["a.db", "--db", "b.db"],
  ])
  func wrongUseIsOneLineAndStatusTwo(arguments: [String]) throws {
    let result = try GraphshCommand.run(arguments, in: folder.url)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("graphsh: "))
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }

  @Test func missingProgramIsOneLineAndStatusOne() throws {
    let result = try run("run", "nowhere.gql")
    #expect(result.status == 1)
    #expect(result.errors == "graphsh: nowhere.gql: No such file or directory\n")
  }

  @Test func programThatIsNoTextIsRefused() throws {
    try Data([0x70, 0xFF, 0xFE, 0x00]).write(to: folder.url.appending(path: "binary.gql"))
    let result = try run("run", "binary.gql")
    #expect(result.status == 1)
    #expect(result.errors == "graphsh: binary.gql: not UTF-8 text\n")
  }

  @Test func globalOptionsMayStandBeforeTheCommand() throws {
    let result = try run("--db", "nowhere.db", "stats")
    #expect(result.status == 1)
    #expect(result.errors.contains("nowhere.db: no such graph"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("nowhere.db")))
  }

  @Test func environmentNamesTheGraph() throws {
    let result = try GraphshCommand.run(
      ["stats"], in: folder.url, environment: ["GRAPHSH_DB": "elsewhere.db"])
    #expect(result.status == 1)
    #expect(result.errors.contains("elsewhere.db"))
  }
}
