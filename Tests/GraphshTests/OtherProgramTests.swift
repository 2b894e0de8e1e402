import Foundation
import TestSupport
import Testing

/// Other programs: who may have them run, and how they live beside the shell.
@Suite struct OtherProgramTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try NeighboursGraph.write(to: folder.path("graph.db"))
  }

  private func shell(environment: [String: String] = [:]) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      [folder.path("graph.db")], environment: environment, columns: 160, folder: folder)
    try terminal.expect("graph> ")
    return terminal
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path(name), encoding: .utf8)
  }

  /// Lines that would have a command run, which writes a file.
  private var commands: [String] {
    let mark = "touch " + folder.path("mark")
    return [
      ".output | \(mark)\nX in 1..60?", ".once | \(mark)\nX in 1..60?",
      ".set pager \(mark)\nX in 1..60?",
    ]
  }

  private var isMarked: Bool { FileManager.default.fileExists(atPath: folder.path("mark")) }

  @Test func noProgramTextRunsACommand() throws {
    for (number, text) in commands.enumerated() {
      let file = try folder.write(text + "\n", to: "p\(number).gql")
      for (arguments, input) in [(["run", file], ""), ([], text), (["-c", text], "")] {
        let result = try GraphshCommand.run(arguments, input: input, in: folder.url)
        #expect(result.status == 1)
        #expect(result.errors.contains("only typed at the prompt"), "\(result.errors)")
      }
    }
    #expect(!isMarked)
  }

  @Test func noFileThatTheShellReadsRunsACommand() throws {
    let shell = try shell(environment: ["EDITOR": "touch \(folder.path("mark")); true"])
    try answer("met(\"Holm\", X)?", in: shell)
    for (number, text) in (commands + [".edit"]).enumerated() {
      let file = try folder.write(text + "\n", to: "p\(number).gql")
      let said = try answer(".read \(file)", in: shell)
      #expect(said.contains("only typed at the prompt"), "\(said)")
    }
    try answer("X in 1..60?", in: shell)
    #expect(!isMarked)
  }

  @Test func initialProgramMayNameThePagerButNotWhatItReads() throws {
    try folder.write(".set pager touch \(folder.path("mark"))\n", to: "other.gql")
    try folder.write(
      ".set pager sed s/^/page:/\n.read \(folder.path("other.gql"))\n",
      to: "config/graphsh/init.gql")
    let terminal = try PseudoTerminal([folder.path("graph.db")], columns: 160, folder: folder)
    #expect(try terminal.expect("graph> ").contains("only typed at the prompt"))
    #expect(try answer("X in 1..60?", in: terminal).contains("page:60\n"))
    #expect(!isMarked)
  }

  @Test func interruptAtThePromptLeavesTheCommandThatTakesAnswers() throws {
    let shell = try shell()
    try answer(".output | cat > \(folder.path("taken"))", in: shell)
    // So that it runs by then.
    usleep(300_000)
    shell.type("met(\u{3}")
    try shell.expect("^C\ngraph> ")
    try answer("met(\"Holm\", X)?", in: shell)
    try answer(".output", in: shell)
    #expect(try text("taken") == "X\nTeo Brandt\n")
    try answer(".once | cat > \(folder.path("once"))", in: shell)
    shell.type("met(\u{3}")
    try shell.expect("^C\ngraph> ")
    try answer("met(\"Holm\", X)?", in: shell)
    #expect(try text("once") == "X\nTeo Brandt\n")
  }

  /// Only the answers of one program were meant for it.
  @Test func aCommandOfOnceMayEndBeforeItHasAll() throws {
    let shell = try shell()
    try answer(".output \(folder.path("all"))", in: shell)
    try answer(".once | head -n 2", in: shell)
    let shown = try answer("X in 1..40000?", in: shell)
    #expect(shown.contains("X\n1\n") && !shown.contains("has ended"), "\(shown)")
    try answer("met(\"Holm\", X)?", in: shell)
    #expect(try text("all") == "X\nTeo Brandt\n")
  }

  /// It neither reads nor ends.
  @Test(arguments: [".output", "X in 1..40000?"])
  func interruptEndsACommandThatIsWaitedFor(line: String) throws {
    let shell = try shell()
    try answer(".output | sleep 300", in: shell)
    shell.type(line + "\n")
    try shell.expect(line + "\n")
    sleep(2)
    shell.type("\u{3}")
    try shell.expect("graph> ")
    try answer(".output", in: shell)
    #expect(try answer("met(\"Holm\", X)?", in: shell).contains("Teo"))
  }

  @Test func aLastingCommandThatWantsTheTerminalIsEnded() throws {
    let shell = try shell()
    try answer(".output | cat /dev/tty", in: shell)
    #expect(try answer(".output", in: shell).contains("only .once provides"))
    shell.type(".once | cat; read word </dev/tty; echo typed:$word\n")
    try shell.expect("graph> ")
    shell.type("met(\"Holm\", X)?\n")
    try shell.expect("Teo Brandt")
    shell.type("again\n")
    try shell.expect("typed:again")
    try shell.expect("graph> ")
  }

  @Test func answersAreNotLostWithAPagerThatCannotRun() throws {
    let shell = try shell(environment: ["PAGER": folder.path("no/pager")])
    let shown = try answer("X in 1..60?", in: shell)
    #expect(shown.contains("cannot be run: .set pager names another, or off"), "\(shown)")
    #expect(shown.contains("\n40\n") && shown.contains(".set rows 0 shows all"))
  }

  /// The pager writes the graph itself, which it could not while the program's transaction is open.
  @Test func theGraphIsNotLockedWhileAPagerIsRead() throws {
    let insert =
      "\(GraphshCommand.executable.path) query 'insert likes(ada, ben).' --db \(folder.path("graph.db"))"
    let shell = try shell(environment: ["PAGER": "cat >/dev/null; \(insert); echo done"])
    let shown = try answer("insert likes(cleo, dora). X in 1..60?", in: shell)
    #expect(shown.components(separatedBy: "inserted 1 fact\n").count == 3, "\(shown)")
    #expect(try answer("likes(ada, X)?", in: shell).contains("ben"))
  }

  /// A stand-in for Graphviz tells what it was started with.
  @Test func programsGetNoPipeOfOursAndNoIgnoredSignal() throws {
    func told(by script: String) throws -> String {
      try folder.write("#!/bin/sh\nexec \(script)\n", to: "bin/dot")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: folder.path("bin/dot"))
      let result = try GraphshCommand.run(
        ["export", "--format", "svg", "--db", folder.path("graph.db")],
        environment: ["PATH": folder.path("bin") + ":/usr/bin:/bin"])
      #expect(result.status == 0, "\(result.errors)")
      return result.output
    }
    let files = try told(by: "ls -l /proc/self/fd")
    let output = try #require(files.firstMatch(of: #/ 1 -> (pipe:.*)/#)).1
    #expect(files.components(separatedBy: output).count == 2, "\(files)")
    let mask = try told(by: "sed -n s/^SigIgn:.//p /proc/self/status")
    let ignored = try #require(
      UInt64(mask.trimmingCharacters(in: .whitespacesAndNewlines), radix: 16))
    for signal in [SIGPIPE, SIGXFSZ] { #expect(ignored & 1 << UInt64(signal - 1) == 0, "\(mask)") }
  }
}
