import Foundation
import TestSupport
import Testing

/// Every example of docs/shell.md, run in the order of the page.
@Suite struct ShellPageTests {
  private static let page = Repository.root.appending(path: "docs/shell.md")

  @Test func examplesPrintWhatThePageSays() throws {
    let folder = try TemporaryFolder()
    let tools = GraphshCommand.executable.deletingLastPathComponent().path
    for example in try DocumentedExample.all(in: Self.page) {
      let result = try GraphshCommand.run(
        URL(filePath: "/bin/sh"), ["-c", "{ \(example.command)\n} 2>&1"], in: folder.url,
        environment: ["PATH": "\(tools):/usr/bin:/bin"])
      #expect(result.output == example.output, "shell.md:\(example.line): \(example.command)")
    }
    let transcripts = try Self.transcripts()
    #expect(!transcripts.isEmpty)
    for transcript in transcripts {
      let shell = try PseudoTerminal([folder.path("town.db")], folder: folder)
      try shell.expect("graph> ")
      var shown = "graph> "
      for line in transcript.split(separator: "\n", omittingEmptySubsequences: false) {
        guard let input = Self.input(in: line) else { continue }
        shell.type(input + "\n")
        try shell.expect(input + "\n")
        let answer = try shell.expect("> ")
        shown += input + "\n" + answer
      }
      #expect(
        DocumentedExample.withoutTimes(shown)
          == DocumentedExample.withoutTimes(transcript) + "graph> ")
    }
  }

  /// Every command of the page exists, and every command is on the page.
  @Test func pageNamesEveryDotCommandAndOption() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let help = try GraphshCommand.run(["-c", ".help"]).output
    let commands = help.matches(of: /(?m)^  \.([a-z]+)/).map { String($0.1) }
    #expect(commands.count > 10)
    for command in commands { #expect(text.contains("`.\(command)"), ".\(command)") }
    let options = try GraphshCommand.run(["query", "--help"]).output.matches(of: /--[a-z-]+/)
    for option in Set(options.map { String($0.0) }) where option != "--help" {
      #expect(text.contains(option), "\(option)")
    }
  }

  /// The blocks that show the shell.
  private static func transcripts() throws -> [String] {
    let text = try String(contentsOf: page, encoding: .utf8)
    return text.components(separatedBy: "```graphsh\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
  }

  private static func input(in line: Substring) -> String? {
    for prompt in ["graph> ", "  ...> "] where line.hasPrefix(prompt) {
      return String(line.dropFirst(prompt.count))
    }
    return nil
  }
}
