import Foundation
import TestSupport
import Testing

/// Devices, FIFOs, endless and oversized files, and a machine without threads.
@Suite struct OddFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: [String], input: String = "") throws -> GraphshCommand.Result {
    try GraphshCommand.run(arguments, input: input, in: folder.url)
  }

  private func shell(_ line: String) throws -> GraphshCommand.Result {
    try GraphshCommand.run(
      URL(filePath: "/bin/bash"), ["-c", line], in: folder.url,
      environment: ["GRAPHSH": GraphshCommand.executable.path])
  }

  @Test(arguments: [
    "ingest DEVICE", "extract DEVICE", "analyze DEVICE", "import DEVICE -f nt", "run DEVICE",
    "why p(1) --program DEVICE", "extract --knowledge DEVICE text.txt", "ingest FIFO",
    "analyze FIFO", "extract FIFO",
  ])
  func whatIsNoFileIsRefused(line: String) throws {
    try folder.write("Lee met Xi.", to: "text.txt")
    mkfifo(folder.path("fifo"), 0o600)
    for device in ["/dev/zero", "/dev/full"] {
      let words = line.split(separator: " ").map(String.init)
      let result = try run(words.map { $0 == "DEVICE" ? device : $0 == "FIFO" ? "fifo" : $0 })
      #expect(result.status == 1)
      #expect(result.errors.contains("is no ordinary file"), "\(result.errors)")
    }
  }

  @Test func linksInFoldersLeadToFilesOnly() throws {
    try folder.write("Olaf Lindqvist sold a museum to Fjord Bank.", to: "in/good.txt")
    mkfifo(folder.path("fifo"), 0o600)
    for (name, target) in [("zero", "/dev/zero"), ("pipe", "../fifo"), ("folder", "..")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("in/\(name).txt"), withDestinationPath: target)
    }
    let result = try run(["ingest", "in", "--db", "g.db"])
    #expect(result.status == 1)
    #expect(result.errors.contains("in/zero.txt: is no ordinary file"))
    #expect(result.errors.contains("in/pipe.txt: is no ordinary file"))
    #expect(result.errors.contains("in/folder.txt: is a folder"))
    #expect(result.errors.contains("1 document read, 3 failed"))
  }

  @Test func programsReadNoDevice() throws {
    for line in [".read /dev/zero", "@include \"/dev/zero\".", "@import p \"/dev/zero\". p(X)?"] {
      let result = try run([], input: line + "\n")
      #expect(result.status == 1)
      #expect(result.errors.contains("is no ordinary file"), "\(result.errors)")
    }
  }

  @Test func pipesThatEndAreRead() throws {
    #expect(try shell("$GRAPHSH run <(echo 'p(1). p(X)?')").output == "X\n1\n")
    #expect(try shell("echo 'p(2). p(X)?' | $GRAPHSH run /dev/stdin").output == "X\n2\n")
    let line = "mkfifo f; (echo 'p(3). p(X)?' > f &) ; $GRAPHSH run f"
    #expect(try shell(line).output == "X\n3\n")
    let fact = "<http://e/a> <http://e/b> <http://e/c> ."
    #expect(try shell("$GRAPHSH import -f nt <(echo '\(fact)') --db i.db").status == 0)
  }

  @Test func interruptEndsTheWaitForAPipe() throws {
    mkfifo(folder.path("fifo"), 0o600)
    for arguments in [["run"], ["import", "-f", "nt", "--db", folder.path("i.db")]] {
      let ended = try GraphshCommand.interrupt(
        arguments + [folder.path("fifo")], after: .milliseconds(500))
      #expect(ended.status == 130)
      #expect(ended.duration < TestLength.hang)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("i.db")))
  }

  @Test func limitsHoldWhileAProgramIsRead() throws {
    mkfifo(folder.path("fifo"), 0o600)
    let late = try shell(
      "sleep 20 > fifo & $GRAPHSH run fifo --timeout 300ms; s=$?; kill %1; exit $s")
    #expect(late.status == 1)
    #expect(late.errors.contains("--timeout"), "\(late.errors)")
    let large = try shell(
      "yes 'p(1).' | head -c 30000000 > p.gql; $GRAPHSH run p.gql --memory-limit 10MB")
    #expect(large.status == 1)
    #expect(large.errors.contains("--memory-limit"), "\(large.errors)")
    let endless = try shell("yes 'p(1).' | $GRAPHSH --memory-limit 10MB")
    #expect(endless.status == 1)
    #expect(endless.errors.contains("--memory-limit"), "\(endless.errors)")
  }

  @Test func aTextTooLongToBeHeldIsNamedAndTheOthersAreRead() throws {
    try folder.write(String(repeating: "Ann met Bob. ", count: 100_000), to: "in/long.txt")
    try folder.write("Olaf Lindqvist sold a museum to Fjord Bank.", to: "in/short.txt")
    let long = "{\"text\": \"\(String(repeating: "Ann met Bob. ", count: 100_000))\"}"
    try folder.write("\(long)\n{\"text\": \"Ann praised Bob.\"}\n\(long)\n", to: "in/lines.jsonl")
    let result = try run(["ingest", "in", "--db", "g.db", "--memory-limit", "600MB"])
    #expect(result.status == 1)
    #expect(result.errors.contains("in/long.txt: has more than 1228 KB"), "\(result.errors)")
    #expect(result.errors.contains("2 documents read, 3 failed"), "\(result.errors)")
  }

  @Test func memoryLimitEndsAnImport() throws {
    let facts = (1...400_000).map { "<http://e/\($0)> <http://e/p> \"value \($0)\" .\n" }
    try folder.write(facts.joined(), to: "facts.nt")
    let result = try run(["import", "facts.nt", "--db", "g.db", "--memory-limit", "20MB"])
    #expect(result.status == 1)
    #expect(result.errors.contains("--memory-limit"), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("g.db")))
  }

  @Test func anImportEndsSoonWheneverItIsInterrupted() throws {
    let facts = (1...300_000).map { "<http://e/\($0)> <http://e/p\($0 % 9)> \"value \($0)\" .\n" }
    try folder.write(facts.joined(), to: "facts.nt")
    for delay in [10, 20, 40, 80, 200, 500, 800, 1100] {
      let path = folder.path("g\(delay).db")
      let ended = try GraphshCommand.interrupt(
        ["import", folder.path("facts.nt"), "--db", path], after: .milliseconds(delay))
      #expect(ended.duration < TestLength.hang)
      // Either it was done already, or there is nothing.
      #expect(ended.status == 0 || ended.status == 130)
      #expect(FileManager.default.fileExists(atPath: path) == (ended.status == 0))
    }
  }

  @Test func withoutThreadsTheWorkIsDoneOnTheOneThereIs() throws {
    try folder.write("Olaf Lindqvist sold a museum to Fjord Bank.", to: "a.txt")
    // Stacks of threads find no room where addresses are few.
    let line = "ulimit -s 4000000; ulimit -v 3000000; timeout 30 $GRAPHSH"
    #expect(try shell("\(line) ingest a.txt --db g.db").status == 0)
    #expect(try shell("\(line) query 'p(1). p(X)?'").output == "X\n1\n")
  }

  @Test func interruptEndsAProgramOfManyChanges() throws {
    let changes = (1...20_000).map { "insert p(\"s\($0)\", \"o\($0)\").\n" }.joined()
    let path = try folder.write(changes, to: "many.gql")
    let ended = try GraphshCommand.interrupt(
      ["run", path, "--keep-going", "--db", folder.path("g.db")], after: .milliseconds(700))
    #expect(ended.status == 130)
    #expect(ended.duration < TestLength.hang)
    let stored = try run(["query", "?(N = count()) :- p(_, _).", "--db", "g.db"])
    #expect(stored.status == 0)
  }

  @Test func errorsOfAProgramThatGoesOnNameTheLinesOfTheWhole() throws {
    let result = try run(
      ["--keep-going"], input: "p(1).\n\np(X)?\n.mode csv\n\nq(X)?\np(X), r(X)?\n")
    #expect(result.errors.contains("<stdin>:6:1:"))
    #expect(result.errors.contains("<stdin>:7:7:"))
  }

  @Test func manyErrorsAreCountedAndNotAllShown() throws {
    let line = (1...4000).map { "p(X) :- q\($0)(X) &. " }.joined()
    let start = ContinuousClock.now
    let result = try run([], input: line)
    #expect(result.status == 1)
    #expect(result.errors.contains("… and "))
    #expect(result.errors.utf8.count < 200_000)
    #expect(ContinuousClock.now - start < TestLength.hang)
  }

  @Test func answersSteerNoTerminalAndRunInNoSpreadsheet() throws {
    let facts = "p(\"=1+1\", \"a\\u{1B}[31mb\", -5)."
    let csv = try run(["query", facts + " p(X, Y, Z)?", "-f", "csv"])
    #expect(csv.output.contains("'=1+1,"))
    #expect(csv.output.contains(",-5"))
    for format in ["tsv", "table", "box", "markdown", "line"] {
      let result = try run(["query", facts + " p(X, Y, Z)?", "-f", format])
      #expect(!result.output.contains("\u{1B}"), "\(format)")
    }
    try folder.write(facts, to: "p.gql")
    let proof = try run(["why", "p(X, Y, Z)", "--program", "p.gql"])
    #expect(proof.status == 0 && !proof.output.contains("\u{1B}"))
  }
}
