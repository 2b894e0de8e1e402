import Foundation
import TestSupport
import Testing

/// Programs, errors in them, and dot-commands in files and standard input.
@Suite struct ScriptTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String..., input: String = "") throws -> GraphshCommand.Result {
    try GraphshCommand.run(arguments, input: input, in: folder.url)
  }

  @Test func firstErrorStopsAProgram() throws {
    let result = try run(input: "p(1). p(X)?\n.mode nonsense\np(X)?\n")
    #expect(result.status == 1)
    #expect(result.output == "X\n1\n")
    #expect(result.errors.contains("no format nonsense"))
  }

  @Test func keepGoingDoesTheRestAndFailsAtTheEnd() throws {
    let result = try run("--keep-going", input: "p(1). unknown(X)?\np(X)?\n")
    #expect(result.status == 1)
    #expect(result.output == "X\n1\n")
    #expect(result.errors.contains("<stdin>:1:"))
  }

  @Test func errorsNameTheFileTheLineAndThePlace() throws {
    try folder.write("p(1).\n.mode csv\n\np(X), q(X)?\n", to: "program.gql")
    let result = try run("run", "program.gql")
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("program.gql:4:7: error: "))
    #expect(result.errors.contains("p(X), q(X)?"))
    #expect(result.errors.contains("^"))
  }

  @Test func queryNeedsNoFinalMark() throws {
    #expect(try run("query", "p(1). p(X)", "-f", "tsv").output == "X\n1\n")
    #expect(try run("query", "p(1). ?(N = count()) :- p(_)", "-f", "tsv").output == "N\n1\n")
  }

  @Test func dotCommandsWorkInScripts() throws {
    let result = try run(input: ".mode csv\np(1).\np(X)?\n.quit\nq(X)?\n")
    #expect(result.status == 0)
    #expect(result.output == "X\r\n1\r\n")
  }

  @Test func answersCanGoToAFile() throws {
    let result = try run(input: ".output answers.tsv\np(1). p(X)?\n.output\np(1)?\n")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == "true\n")
    let file = try String(contentsOfFile: folder.path("answers.tsv"), encoding: .utf8)
    #expect(file == "X\n1\n")
  }

  @Test func parametersHaveTheirValuesByNameAndNotByText() throws {
    let injected = "p(\"a\"). p(\"b\"). p($name)?"
    #expect(try run("query", injected, "--param", "name=a").output == "true\n")
    #expect(try run("query", injected, "--param", "name=\"), p(X)?").output == "false\n")
    #expect(try run("query", "X = $n + 1?", "--param", "n=41").output == "X\n42\n")
    #expect(try run(input: ".set $n 41\nX = $n + 1?\n").output == "X\n42\n")
  }

  @Test func safeSessionsStayInTheWorkingFolder() throws {
    let outside = try TemporaryFolder()
    let secret = try outside.write("secret(1).", to: "secret.gql")
    try folder.write("open(1).", to: "open.gql")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link.gql"), withDestinationPath: secret)
    for command in [
      ".read \(secret)", ".read link.gql", ".output \(outside.path("new"))", ".output ../new",
      "@include \"\(secret)\".", "@export p \"\(outside.path("new"))\". p(1).",
      "@import p \"\(secret)\".",
    ] {
      let result = try run("--safe", input: command + "\n")
      #expect(result.status == 1, "\(command)")
      #expect(result.errors.contains("outside the working folder"), "\(command): \(result.errors)")
    }
    #expect(try run("--safe", input: ".read open.gql\nopen(X)?\n").output == "X\n1\n")
  }

  @Test func timeLimitEndsAProgramThatNeverWould() throws {
    let result = try run("query", "n(0). n(Y) :- n(X), Y = X + 1. n(-1)?", "--timeout", "300ms")
    #expect(result.status == 1)
    #expect(result.errors.contains("--timeout"))
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test func memoryLimitEndsAProgramThatNeverWould() throws {
    let result = try run(
      "query", "n(0). n(Y) :- n(X), Y = X + 1. n(-1)?", "--memory-limit", "20MB")
    #expect(result.status == 1)
    #expect(result.errors.contains("--memory-limit"))
  }

  @Test func interruptEndsAProgramWithItsStatus() throws {
    let ended = try GraphshCommand.interrupt(
      ["query", "n(0). n(Y) :- n(X), Y = X + 1. n(-1)?"], after: .milliseconds(500))
    #expect(ended.status == 130)
    #expect(ended.duration < TestLength.hang)
  }

  /// Where each part stores something, Ctrl-C nearly always comes while one does, which goes to its end.
  @Test func interruptEndsAScriptOfManyParts() throws {
    let folder = try TemporaryFolder()
    let parts = (0..<20_000).map { "insert p(\($0), b).\n.timer off\n" }
    let script = try folder.write(parts.joined(), to: "many.gql")
    let ended = try GraphshCommand.interrupt(
      ["run", script, "--db", folder.path("g.db")], after: .seconds(1))
    #expect(ended.status == 130)
    #expect(ended.duration < TestLength.hang)
  }

  /// The text of a single row takes longer than a run may go on.
  @Test func noStepIsTooLongToBeLeft() throws {
    let doubled = "s(0, \"abcdefgh\"). s(I, T) :- s(J, S), J < 40, I = J + 1, T = S + S. s(40, T)?"
    let interrupted = try GraphshCommand.interrupt(["query", doubled], after: .seconds(1))
    #expect(interrupted.status == 130)
    #expect(interrupted.duration < TestLength.hang)
    #expect(interrupted.errors.split(separator: "\n").count == 1)
    #expect(interrupted.errors.hasPrefix("graphsh: "))

    let start = ContinuousClock.now
    let late = try run("query", doubled, "--timeout", "1s")
    #expect(ContinuousClock.now - start < TestLength.hang)
    #expect(late.status == 1)
    #expect(late.errors.split(separator: "\n").count == 1 && late.errors.hasPrefix("graphsh: "))
  }

  @Test func outputThatNobodyReadsDoesNotKeepAProgram() throws {
    let ended = try GraphshCommand.interrupt(
      ["query", "X in 1..200000?"], unread: true, after: .milliseconds(500))
    #expect(ended.status == 130)
    #expect(ended.duration < TestLength.hang)
  }

  /// Texts, lists, groups and pairs that grow end with the error, in a process that stays near the limit.
  @Test(arguments: [
    "s(0, \"abcdefgh\"). s(I, T) :- s(J, S), J < 40, I = J + 1, T = S + S. s(40, T)?",
    "n(0..3000). ?(G, list(Y)) :- n(X), n(Y), G = X * 3001 + Y.",
    "n(0..3000). ?(G, count(Y), sum(Y)) :- n(X), n(Y), G = X * 3001 + Y.",
    "n(0..9000). t(X, Y) :- n(X), n(Y), X != Y. ?(count()) :- t(X, Y).",
    "n(0..2000). ?(S) :- n(X), n(Y), S = concat(X, \"-\", Y).",
  ])
  func memoryLimitHoldsForEveryKindOfData(_ program: String) throws {
    let command =
      "ulimit -v 2000000; \(GraphshCommand.executable.path) query '\(program)' --memory-limit 100MB"
    let result = try GraphshCommand.run(
      URL(filePath: "/bin/sh"), ["-c", command], in: folder.url)
    #expect(result.status == 1)
    #expect(
      result.errors
        == "graphsh: the query needs more memory than 100 MB; allow more with --memory-limit (.set memory-limit in the shell)\n"
    )
  }

  @Test func readerThatGoesAwayEndsTheWorkQuietly() throws {
    let command = "\(GraphshCommand.executable.path) query 'X in 1..200000?' | head -n 2"
    let result = try GraphshCommand.run(
      URL(filePath: "/bin/sh"), ["-c", command], in: folder.url)
    #expect(result.output == "X\n1\n")
    #expect(result.errors.isEmpty)
  }

  @Test func fullDiskIsSaid() throws {
    let command = "\(GraphshCommand.executable.path) query 'X in 1..20?' > /dev/full"
    let result = try GraphshCommand.run(
      URL(filePath: "/bin/sh"), ["-c", command], in: folder.url)
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("graphsh: cannot write the answers: "))
  }

  @Test func insertMakesAGraphAndQueriesDoNot() throws {
    #expect(try run("query", "p(1). p(X)?").status == 0)
    #expect(!FileManager.default.fileExists(atPath: folder.path("graph.db")))
    let inserted = try run(input: "insert knows(anna, berta).\nknows(anna, Who)?\n")
    #expect(inserted.status == 0, "\(inserted.errors)")
    #expect(inserted.output == "Who\nberta\n")
    #expect(inserted.errors == "inserted 1 fact\n")
    #expect(try run("query", "knows(Who, berta)?").output == "Who\nanna\n")
    let deleted = try run("query", "delete knows(anna, nobody).")
    #expect(deleted.errors == "deleted 0 facts\n")
  }

  @Test func rulesMayReadWhatIsInsertedBehindAQuery() throws {
    let program = """
      road(a, b). road(b, c).
      closed(X, Y) :- road(X, Y), shut(X, Y).
      insert open(c, d).
      road(a, X)?
      insert shut(b, c).
      closed(X, Y)?
      """
    for arguments in [["--db", "g.db"], ["--db", "k.db", "run", "p.gql"]] {
      try folder.write(program, to: "p.gql")
      let result = try GraphshCommand.run(
        arguments, input: arguments.count == 2 ? ".mode tsv\n" + program : "", in: folder.url)
      #expect(result.status == 0)
      #expect(result.output.hasSuffix("\nX\tY\nb\tc\n"))
    }
  }

  @Test func readOnlySessionsChangeNothing() throws {
    #expect(try run(input: "insert knows(anna, berta).").status == 0)
    let result = try run("--read-only", input: "insert knows(anna, clara).")
    #expect(result.status == 1)
    #expect(result.errors.contains("reading only"))
    #expect(try run("query", "knows(anna, Who)?").output == "Who\nberta\n")
  }

  @Test func fileThatReadsItselfIsAnError() throws {
    try folder.write(".read loop.gql\n", to: "loop.gql")
    let result = try run("run", "loop.gql")
    #expect(result.status == 1)
    #expect(result.errors == "graphsh: loop.gql: reads itself\n")
  }
}
