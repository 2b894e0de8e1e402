import Foundation
import TestSupport
import Testing

/// What Tab does in the shells for which `graphsh` makes completion scripts.
@Suite struct CompletionTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("", to: "work/articles/one.txt")
    try folder.write("", to: "work/rules.gql")
    try folder.write("", to: "work/news.db")
  }

  private static func isInstalled(_ shell: String) -> Bool { path(of: shell) != nil }

  private static func path(of shell: String) -> String? {
    ["/usr/bin/", "/bin/"].map { $0 + shell }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// What a command line begins with, and what stands there after Tab.
  static let completions: [(typed: String, completed: String)] = [
    ("graphsh inge", "graphsh ingest "),
    ("graphsh ingest art", "graphsh ingest articles/"),
    ("graphsh ingest articles/o", "graphsh ingest articles/one.txt "),
    ("graphsh ingest articles/one.txt rul", "graphsh ingest articles/one.txt rules.gql "),
    ("graphsh run rul", "graphsh run rules.gql "),
    ("graphsh stats --db ne", "graphsh stats --db news.db "),
    ("graphsh ne", "graphsh news.db "),
    (
      "graphsh export --format gexf --program ru",
      "graphsh export --format gexf --program rules.gql "
    ),
    ("graphsh export --format graphm", "graphsh export --format graphml "),
    ("graphsh import --format tri", "graphsh import --format trig "),
    ("graphsh export --hop", "graphsh export --hops "),
    ("graphsh model inst", "graphsh model install "),
  ]

  private func script(_ shell: String) throws -> String {
    let result = try GraphshCommand.run(["--generate-completion-script", shell])
    #expect(result.status == 0)
    return result.output
  }

  /// Types each beginning into an interactive shell, and reads what Tab makes of it.
  private func check(_ terminal: PseudoTerminal) throws {
    try terminal.expect("ready> ")
    for (typed, completed) in Self.completions {
      terminal.type(typed + "\t")
      // The mark shows where the line ends.
      terminal.type("Z")
      do {
        try terminal.expect(completed + "Z")
      } catch {
        Issue.record("\(typed): \(error)")
      }
      terminal.type("\u{15}\n")
      try terminal.expect("ready> ")
    }
  }

  private var path: String {
    let tools = GraphshCommand.executable.deletingLastPathComponent().path
    return "\(tools):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"
  }

  @Test(.enabled(if: isInstalled("bash"))) func bashCompletes() throws {
    try folder.write(try script("bash"), to: "graphsh.bash")
    let bash = try PseudoTerminal(
      ["--norc", "--noprofile", "-i"], environment: ["PATH": path, "PS1": "$ "], columns: 200,
      folder: folder, program: try #require(Self.path(of: "bash")))
    bash.type("cd \(folder.path("work")); . ../graphsh.bash; PS1='rea''dy> '\n")
    try check(bash)
  }

  @Test(.enabled(if: isInstalled("zsh"))) func zshCompletes() throws {
    try folder.write(try script("zsh"), to: "functions/_graphsh")
    let zsh = try PseudoTerminal(
      ["-f", "-i"], environment: ["PATH": path], columns: 200, folder: folder,
      program: try #require(Self.path(of: "zsh")))
    // It writes some letters twice, with a step back between.
    zsh.stepsBack = true
    zsh.type(
      "cd \(folder.path("work")); fpath=(../functions $fpath); autoload -U compinit; "
        + "compinit -u -d ../dump; unsetopt zle_bracketed_paste; PS1='rea''dy> '\n")
    try check(zsh)
  }

  /// fish tells what it would complete.
  @Test(.enabled(if: isInstalled("fish"))) func fishCompletes() throws {
    try folder.write(try script("fish"), to: "config/fish/completions/graphsh.fish")
    for (typed, completed) in Self.completions {
      let result = try GraphshCommand.run(
        URL(filePath: try #require(Self.path(of: "fish"))), ["-c", "complete -C '\(typed)'"],
        in: folder.url.appending(path: "work"),
        environment: [
          "PATH": path, "HOME": folder.url.path, "XDG_CONFIG_HOME": folder.path("config"),
        ])
      let word = completed.split(separator: " ").last ?? ""
      let offered = result.output.split(separator: "\n").map {
        $0.split(separator: "\t").first ?? ""
      }
      #expect(offered.contains(word), "\(typed): \(result.output)\(result.errors)")
    }
  }
}
