import Foundation
import TestSupport
import Testing
import TextAnalysis

/// The shell on a terminal.
@Suite struct ShellTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func shell(
    _ arguments: [String] = [], environment: [String: String] = [:], columns: UInt16 = 80
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      [folder.path("graph.db")] + arguments, environment: environment, columns: columns,
      folder: folder)
    try terminal.expect("graph> ")
    return terminal
  }

  private var history: String {
    (try? String(contentsOfFile: folder.path("state/graphsh/history"), encoding: .utf8)) ?? ""
  }

  @Test func endOfInputLeavesWithGoodStatus() throws {
    let shell = try shell()
    shell.type("\u{4}")
    #expect(try shell.exitStatus() == 0)
    #expect(!FileManager.default.fileExists(atPath: folder.path("graph.db")))
  }

  @Test func quitLeavesWithGoodStatus() throws {
    let shell = try shell()
    shell.type(".quit\n")
    #expect(try shell.exitStatus() == 0)
  }

  @Test func statementGoesOnUntilItsEnd() throws {
    let shell = try shell()
    try shell.enter("p(1, 2).")
    try shell.enter("p(X,", then: " ...)> ")
    try shell.enter("Y) % no end yet.", then: "  ...> ")
    let shown = try shell.enter("?", then: "1 answer")
    #expect(shown.contains("X  Y\n─  ─\n1  2\n"))
    try shell.expect("graph> ")
    #expect(history.hasSuffix("p(X,\\nY) % no end yet.\\n?\n"))
  }

  @Test func promptSaysWhatIsOpen() throws {
    let shell = try shell()
    for (input, prompt) in [
      ("p(1,\n", " ...)> "), ("[2,\n", " ...]> "), ("3] /* why\n", "...*/> "), ("*/\n", " ...)> "),
      (")\n", "  ...> "), (".\n", "graph> "),
    ] {
      shell.type(input)
      try shell.expect(prompt)
    }
  }

  @Test func endOfInputInAStatementAsksBeforeItLeaves() throws {
    let shell = try shell()
    try shell.enter("p(1,", then: " ...)> ")
    shell.type("\u{4}")
    try shell.expect("the statement is not complete")
    try shell.expect(" ...)> ")
    try shell.enter("2).")
    try shell.enter("p(X, Y)?", then: "1  2")
    try shell.expect("graph> ")
    try shell.enter("p(1,", then: " ...)> ")
    shell.type("\u{4}")
    try shell.expect(" ...)> ")
    shell.type("\u{4}")
    #expect(try shell.exitStatus() == 0)
  }

  /// What other shells take as commands, comments and queries, and what is no word of the language.
  @Test(arguments: [
    ("met(\"Lee, Who)?", "this string is not closed"), ("\"", "this string is not closed"),
    ("# a comment", "a comment begins with % or //"),
    ("-- a comment", "a comment begins with % or //"),
    ("\\dx", "begins with a dot"), ("a(X) :-\\", "error"), ("help", ".quit"), ("?", ".quit"),
    ("graphsh stats", ".help lists them"), ("SELECT * FROM facts;", "triple(S, P, O)?"),
    ("MATCH (a)-[:MET]->(b) RETURN b;", "?(B) :- met(A, B)."), (".tables", "graph"),
    (".open other.db", "no graph yet"),
  ])
  func everyInputIsAnswered(_ input: String, _ answer: String) throws {
    let shell = try shell()
    shell.type(input + "\n")
    try shell.expect(answer)
    try shell.expect("graph> ")
    shell.type("exit;\n")
    #expect(try shell.exitStatus() == 0)
    #expect(history.contains(input))
  }

  /// As the terminals of xterm's, rxvt's and the console's kind send them.
  @Test(arguments: [
    ("p(7, 8)? ", "\u{1B}[1;5D\u{1B}[1;5D", "\u{1B}[1;5C"),
    ("p(7, 8)? ", "\u{1B}Od\u{1B}Od", "\u{1B}Oc"),
    ("p(7, 8)?", "\u{1B}[1~", "\u{1B}[4~"), ("p(7, 8)?", "\u{1B}OH", "\u{1B}OF"),
    ("p(7, 8)?", "\u{1B}[5~\u{1B}[6~", ""), ("p(7, 8)?", "\u{1B}[2~", ""),
  ])
  func keysMoveAndTypeNothing(_ text: String, _ left: String, _ right: String) throws {
    let shell = try shell()
    try shell.enter("p(7, 8).")
    shell.type(text + left + right)
    try shell.enter("", then: "true")
  }

  @Test func commandsTakeTheirArgumentsOrSayThatTheyHaveNone() throws {
    let shell = try shell()
    for (input, answer) in [
      (
        "insert met(\"Ann\", \"Bo\"). insert person(\"Ann\"). insert likes(\"Bo\", tea).", "graph> "
      ),
      (".predicates lik", "likes"), (".types person", "Ann"),
      (".types persn", "did you mean person?"),
      (".schema met", "met"), (".history 2", ".history 2"), (".history x", "takes a number"),
      (".stats all", "takes no argument: leave out all"), (".timer", "timer under tables"),
      (".timer on", "timer on"),
    ] {
      shell.type(input + "\n")
      try shell.expect(answer)
    }
    try shell.expect("graph> ")
    shell.type(".predicates lik\n")
    #expect(try !shell.expect("1 predicate").contains("met"))
  }

  @Test func upArrowGivesTheTranslation() throws {
    let shell = try shell()
    try shell.enter("p(1, 2).")
    try shell.enter("select * from p;", then: "p(X, Y)?")
    try shell.expect("graph> ")
    try shell.enter("\u{1B}[A", then: "1 answer")
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: EnglishPipeline.defaultModelPath()),
      "needs the model")
  ) func answersLinesOfEnglish() throws {
    try SampleGraph.write(to: folder.path("graph.db"))
    let shell = try shell(environment: ["GRAPHSH_MODEL": EnglishPipeline.defaultModelPath()])
    shell.type("Who met Teo Brandt?\n")
    #expect(try shell.expect("Mara Holm met Teo Brandt in Lindau").contains("Mara Holm\n"))
    try shell.expect("graph> ")
    try shell.enter("name(ada). name(X)?", then: "1 answer")
  }

  @Test func rulesAndFactsStayForTheSession() throws {
    let shell = try shell()
    try shell.enter("edge(1, 2). edge(2, 3).")
    try shell.enter("path(X, Y) :- edge(X, Y). path(X, Y) :- path(X, Z), edge(Z, Y).")
    try shell.enter("path(1, 3)?", then: "true\n")
    try shell.enter(".clear")
    try shell.enter("path(1, 3)?", then: "error:")
  }

  @Test func interruptDropsTheInputAndNotTheShell() throws {
    let shell = try shell()
    try shell.enter("p(X,", then: " ...)> ")
    shell.type("\u{3}")
    try shell.expect("^C\ngraph> ")
    shell.type("half a line\u{3}")
    try shell.expect("^C\ngraph> ")
    try shell.enter("q(7). q(X)?", then: "1 answer")
    try shell.expect("graph> ")
    shell.type("\u{4}")
    #expect(try shell.exitStatus() == 0)
  }

  @Test func interruptStopsTheQueryAtOnce() throws {
    let shell = try shell()
    try shell.enter("n(0). n(Y) :- n(X), Y = X + 1.")
    shell.type("n(-1)?\n")
    Thread.sleep(forTimeInterval: 0.5)
    shell.type("\u{3}")
    try shell.expect("interrupted\n")
    try shell.expect("graph> ")
    try shell.enter("q(7). q(X)?", then: "1 answer")
  }

  @Test func historyIsKeptForTheNextSessionAndForTheUserAlone() throws {
    let first = try shell()
    first.type("p(1).\n")
    try first.expect("graph> ")
    first.type("\u{4}")
    #expect(try first.exitStatus() == 0)
    let attributes = try FileManager.default.attributesOfItem(
      atPath: folder.path("state/graphsh/history"))
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)

    let second = try shell()
    second.type("\u{1B}[A")
    try second.expect("p(1).")
    second.type("\n")
    try second.expect("graph> ")
    second.type("p(X)?\n")
    try second.expect("1 answer")
  }

  @Test func pastedLinesAreOneInput() throws {
    let shell = try shell()
    shell.type("\u{1B}[200~p(1).\rp(2).\rp(X)?\u{1B}[201~")
    try shell.expect("p(X)?")
    try shell.enter("", then: "2 answers")
  }

  @Test func longInputIsTakenWhole() throws {
    let shell = try shell()
    let facts = (0..<2000).map { "p(\($0))." }.joined(separator: " ")
    shell.type("\u{1B}[200~\(facts)\u{1B}[201~\n")
    shell.type("?(count(X)) :- p(X).\n")
    try shell.expect("2000\n", within: 60)
  }

  @Test func misspeltCommandGetsASuggestion() throws {
    let shell = try shell()
    try shell.enter(".hepl", then: "no command .hepl: did you mean .help?")
    try shell.enter(".xyzzy", then: "no command .xyzzy: .help lists them")
  }

  @Test func tabCompletesCommandsAndPredicates() throws {
    let shell = try shell()
    shell.type(".mo\t")
    try shell.expect("de ")
    shell.type("js\t")
    try shell.expect("on")
    shell.type("\u{3}")
    try shell.expect("graph> ")
    try shell.enter("grandmother(anna, berta).")
    try shell.enter("grandm\tX, Y)?", then: "1 answer")
  }

  @Test func initialProgramRunsOnATerminal() throws {
    try folder.write("favourite(7).", to: "config/graphsh/init.gql")
    let shell = try shell()
    try shell.enter("favourite(X)?", then: "1 answer")
    let piped = try GraphshCommand.run(
      [], input: "favourite(X)?", in: folder.url,
      environment: ["XDG_CONFIG_HOME": folder.path("config")])
    #expect(piped.status == 1)
  }

  @Test func tableFitsTheTerminal() throws {
    let shell = try shell(columns: 40)
    shell.type("p(\"\(String(repeating: "word ", count: 30))\", \"日本語の文字列\"). p(X, Y)?\n")
    let shown = try shell.expect("1 answer")
    let table = shown.components(separatedBy: "\n").suffix(4)
    #expect(table.contains { $0.hasSuffix("日本語の文字列") && $0.contains("…") })
  }

  @Test func tableOnATerminalHasFortyRows() throws {
    let shell = try shell()
    let shown = try shell.enter(
      "p(X) :- X in 1..100. p(X)?", then: "40 of 100 answers; .set rows 0 shows all")
    #expect(shown.contains("\n40\n"))
    #expect(!shown.contains("\n41\n"))
  }

  @Test func controlCharactersNeverReachTheTerminal() throws {
    let shell = try shell()
    for mode in ["table", "csv", "line", "json"] {
      try shell.enter(".mode \(mode)")
      let shown = try shell.enter("p(\"a\\u{1B}]0;title\\u{7}b\"). p(X)?", then: "graph> ")
      #expect(!shown.contains("\u{1B}]"), "in mode \(mode)")
      #expect(!shown.contains("\u{7}"), "in mode \(mode)")
    }
  }
}
