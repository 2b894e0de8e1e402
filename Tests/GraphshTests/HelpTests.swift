import Foundation
import TestSupport
import Testing

/// What the commands say of themselves.
@Suite struct HelpTests {
  /// A command as the argument parser describes it.
  struct Command: Decodable, Sendable {
    struct Argument: Decodable, Sendable {
      struct Name: Decodable, Sendable {
        let kind: String
        let name: String
      }
      let kind: String
      let names: [Name]?
      let isRepeating: Bool
    }
    let commandName: String
    let discussion: String?
    let arguments: [Argument]?
    let subcommands: [Command]?

    func argument(called word: Substring) -> Argument? {
      arguments?.first { argument in
        argument.names?.contains { word == ($0.kind == "long" ? "--" : "-") + $0.name } ?? false
      }
    }
  }

  /// Each command that does something, with its words.
  static let commands: [(words: [String], command: Command)] = {
    struct Tool: Decodable { let command: Command }
    guard
      let text = try? GraphshCommand.run(["--experimental-dump-help"]).output,
      let tool = try? JSONDecoder().decode(Tool.self, from: Data(text.utf8))
    else { return [] }
    return leaves(of: tool.command, [])
  }()

  private static func leaves(
    of command: Command, _ words: [String]
  ) -> [(words: [String], command: Command)] {
    let parts = (command.subcommands ?? []).filter { $0.commandName != "help" }
    guard !parts.isEmpty else { return [(words, command)] }
    return parts.flatMap { leaves(of: $0, words + [$0.commandName]) }
  }

  @Test func thereAreCommands() {
    #expect(Self.commands.count > 30)
  }

  @Test(arguments: commands.map(\.words))
  func everyCommandShowsAnExampleOfItself(command: [String]) throws {
    let result = try GraphshCommand.run(command + ["--help"])
    #expect(result.status == 0)
    #expect(result.output.contains("USAGE: graphsh \(command.joined(separator: " "))"))
    #expect(result.output.contains("--db"))
    let text = result.output.replacing(/\s+/, with: " ")
    let words = command == ["shell"] ? "" : command.joined(separator: " ")
    // What stands behind it, such as the usage, names the command anyway.
    let example = try #require(text.firstMatch(of: /Examples?: (graphsh .*?) USAGE:/)).1
    #expect((example + " ").contains("graphsh \(words)"), "\(example)")
  }

  /// Every option of an example is one of its command, and its arguments are no more than it takes.
  @Test(arguments: commands.map(\.words))
  func examplesAreOfTheirCommand(words: [String]) throws {
    let command = try #require(Self.commands.first { $0.words == words }).command
    let examples = (command.discussion ?? "").matches(of: /(?:Example: |\n  )graphsh (.*)/)
    #expect(!examples.isEmpty)
    for example in examples {
      // What stands behind a pipe or a sign of redirection is the shell's.
      let typed = example.1.split(separator: /[|<>]/).first ?? ""
      var rest = try GraphshCommand.run(
        URL(filePath: "/bin/sh"), ["-c", "printf '%s\\n' \(typed)"]
      ).output.split(separator: "\n")[...]
      if words != ["shell"] {
        #expect(rest.prefix(words.count).map(String.init) == words, "\(typed)")
        rest = rest.dropFirst(words.count)
      }
      var values = 0
      while let word = rest.popFirst() {
        guard word.hasPrefix("-"), word != "-" else {
          values += 1
          continue
        }
        let argument = command.argument(called: word)
        #expect(argument != nil, "\(word) in: \(typed)")
        if argument?.kind == "option" { #expect(rest.popFirst() != nil, "\(typed)") }
      }
      let places = (command.arguments ?? []).filter { $0.kind == "positional" }
      #expect(values <= places.count || places.contains { $0.isRepeating }, "\(typed)")
    }
  }
}
