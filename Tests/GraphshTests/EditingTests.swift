import Foundation
import TestSupport
import Testing

/// The editor of the shell, by the screen that a person sees.
@Suite struct EditingTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func shell(
    environment: [String: String] = [:], columns: UInt16 = 80
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      [folder.path("graph.db")], environment: environment, columns: columns, folder: folder)
    try terminal.expect("graph> ")
    return terminal
  }

  private var history: String {
    (try? String(contentsOfFile: folder.path("state/graphsh/history"), encoding: .utf8)) ?? ""
  }

  private static let left = "\u{1B}[D"
  private static let up = "\u{1B}[A"
  private static let down = "\u{1B}[B"

  /// The rows from the last prompt on.
  private static func entry(_ screen: TerminalScreen) -> [String] {
    Array(screen.lines[(screen.lines.lastIndex { $0.hasPrefix("graph>") } ?? 0)...])
  }

  private static func withoutBlanks(_ text: String) -> String { text.replacing(" ", with: "") }

  /// Whether the entry is this one, on however many rows.
  private static func isEntry(_ text: String, _ screen: TerminalScreen) -> Bool {
    withoutBlanks(entry(screen).joined()) == withoutBlanks("graph> " + text)
  }

  // MARK: Colours

  @Test func wordsHaveColours() throws {
    let shell = try shell()
    shell.type("owns(\"Kim\", Boat), not sold(Boat), Boat != 'raft', 1 < 24 % why")
    try shell.watch("all is typed") { $0.beforeCursor.hasSuffix("why") }
    for (text, style) in [
      ("owns", ""), ("\"Kim\"", "32"), ("Boat)", "1"), ("not", "35"), ("'raft'", "32"),
      ("24", "36"),
      ("% why", "2"), ("sold", ""),
    ] {
      #expect(shell.display.style(of: text) == style, "\(text)")
    }
    shell.type("\u{3}")
    try shell.expect("^C\n")
    shell.type(".explain owns(X, \"a")
    try shell.watch("all is typed") { $0.beforeCursor.hasSuffix("\"a") }
    #expect(shell.display.style(of: ".explain") == "35")
    #expect(shell.display.style(of: "X") == "1")
    #expect(shell.display.style(of: "\"a") == "4;31")
    shell.type("\"")
    try shell.watch("the string is closed") { $0.style(of: "\"a\"") == "32" }
  }

  @Test func questionsInEnglishHaveNone() throws {
    let shell = try shell()
    shell.type("Who sold Kim's boat in 1999?")
    try shell.watch("all is typed") { $0.beforeCursor.hasSuffix("1999?") }
    for word in ["Who", "Kim", "'s", "1999"] {
      #expect(shell.display.style(of: word) == "", "\(word)")
    }
  }

  @Test func partnerOfTheBracketAtTheCursorIsShown() throws {
    let shell = try shell()
    shell.type("r([1, (2)], 3)")
    try shell.watch("the first is the partner") { $0.style(of: "([1") == "7" }
    shell.type(String(repeating: Self.left, count: 4))
    try shell.watch("now that of the list") {
      $0.style(of: "[1") == "7" && $0.style(of: "([1") == ""
    }
    shell.type("\u{5})")
    try shell.watch("one too many") { $0.style(of: "))") == "" && $0.style(of: ")") == "4;31" }
  }

  @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
  func colourCanBeSwitchedOff(_ environment: [String: String]) throws {
    let shell = try shell(environment: environment)
    shell.type("p(\"a\", 1).\n")
    try shell.expect("graph> ")
    shell.type("p(X, Y)?\n")
    try shell.expect("1 answer")
    #expect(shell.display.style(of: "\"a\"") == "")
    #expect(shell.display.style(of: "p(X") == "")
  }

  @Test func terminalsThatCannotMoveTheCursorTakeLines() throws {
    let shell = try shell(environment: ["TERM": "dumb"])
    shell.type("p(1,\n")
    try shell.expect(" ...)> ")
    shell.type("\u{4}")
    try shell.expect("the statement is not complete")
    try shell.expect(" ...)> ")
    shell.type("2). p(X, Y)?\n")
    try shell.expect("1 answer")
    try shell.expect("graph> ")
    shell.type("half\u{3}")
    try shell.expect("^C\ngraph> ")
    #expect(history == "p(1,\\n2). p(X, Y)?\n")
    shell.type("\u{4}")
    #expect(try shell.exitStatus() == 0)
  }

  // MARK: Lines

  @Test func linesOfAStatementAreOneEntry() throws {
    let shell = try shell()
    shell.type("q(1,\n2,\n3)")
    try shell.watch("three rows") {
      Self.entry($0) == ["graph> q(1,", " ...)> 2,", " ...)> 3)"]
    }
    // Up twice and to the end of the first row, down to the second.
    shell.type(Self.up + Self.up + "\u{5}\u{7F}0," + Self.down + "\u{5}\u{7F}0,\u{5}")
    try shell.watch("both are changed") {
      Self.entry($0) == ["graph> q(10,", " ...)> 20,", " ...)> 3)"]
    }
    // Enter breaks the line where the cursor is.
    shell.type("\n")
    try shell.watch("a fourth row") { Self.entry($0).count == 4 }
    shell.type(Self.down + "\u{5}.\nq(A, B, C)?\n")
    try shell.expect("10  20  3")
    #expect(history.hasPrefix("q(10,\\n20,\\n\\n3).\n"))
  }

  @Test(arguments: [UInt16](18...22) + [40, 100])
  func longLinesAreWrapped(_ columns: UInt16) throws {
    let shell = try shell(columns: columns)
    let text = "s(\"一二三四五六七 seven words and 7 signs\", \"e\u{301} 👩‍👩‍👧 ok\", 12345678)."
    shell.type(text)
    try shell.watch("all is there") { Self.isEntry(text, $0) }
    // At the beginning, everything moves; then back.
    shell.type("\u{1}abc")
    try shell.watch("three more") { Self.isEntry("abc" + text, $0) }
    shell.type("\u{7F}\u{7F}\u{7F}\u{5}")
    try shell.watch("as before") { Self.isEntry(text, $0) }
    try shell.watch("the cursor is at the end") {
      $0.beforeCursor.hasSuffix(".") || $0.beforeCursor.isEmpty
    }
    // Each key up a row, as many as there are, stays in the entry.
    let rows = Self.entry(shell.display).count
    shell.type(String(repeating: Self.up, count: rows - 1) + "\u{1}\u{4}t")
    try shell.watch("the first letter is another") { Self.isEntry("t" + text.dropFirst(), $0) }
    shell.type("\nt(X, Y, Z)?\n")
    try shell.expect("1 answer")
    #expect(history.hasPrefix("t" + text.dropFirst() + "\n"))
  }

  @Test func wideCharactersAreDeletedWhole() throws {
    let shell = try shell()
    shell.type("w(\"日本👩‍👩‍👧e\u{301}x\")")
    try shell.watch("all is there") { $0.lines.last == "graph> w(\"日本👩‍👩‍👧e\u{301}x\")" }
    shell.type(String(repeating: Self.left, count: 3) + "\u{7F}\u{7F}")
    try shell.watch("two are gone") { $0.lines.last == "graph> w(\"日本x\")" }
    #expect(shell.display.beforeCursor == "graph> w(\"日本")
    shell.type("\u{7F}語" + Self.left + "\u{1F}\u{1F}\u{1F}")
    try shell.watch("three changes taken back") { $0.lines.last == "graph> w(\"日本👩‍👩‍👧x\")" }
  }

  /// What is drawn by changes is what is drawn as a whole.
  @Test(arguments: [(UInt16(21), UInt64(5)), (34, 6), (80, 7)])
  func anyKeysLeaveTheScreenRight(_ columns: UInt16, _ seed: UInt64) throws {
    let shell = try shell(columns: columns)
    var random = SeededGenerator(seed: seed)
    let keys = [
      "p(", ")", "[", "]", "\"", "'", "% ", "/*", "*/", "X", "not ", "42", "語", "ё", "é",
      "e\u{301}", "👩‍👩‍👧", "word ", "a longer string of words ", "\u{1B}\n", "\u{1B}\n", Self.left,
      Self.left, "\u{1B}[C", Self.up, Self.down, "\u{1B}[1;5D", "\u{1B}[1;5C", "\u{1}", "\u{5}",
      "\u{7F}", "\u{1B}[3~", "\u{B}", "\u{15}", "\u{17}", "\u{19}", "\u{14}", "\u{1F}", "\u{1B}u",
      "\u{1B}[200~q(1,\r\t2)\u{1B}[201~",
    ]
    for _ in 0..<TestLength.count(6, long: 100) {
      for _ in 0..<8 {
        shell.type(keys.randomElement(using: &random) ?? "")
        if random.chance(40) { usleep(2000) }
      }
      shell.rest()
      let drawn = shell.display
      shell.type("\u{C}")
      shell.rest()
      let rows = Self.entry(drawn).count
      #expect(shell.display.styledLines.suffix(rows) == drawn.styledLines.suffix(rows))
      #expect(shell.display.beforeCursor == drawn.beforeCursor)
      // What is typed right behind it is the next entry's.
      shell.type("\u{3}")
    }
  }

  @Test func windowChangesAreFollowed() throws {
    let shell = try shell()
    let text = "k(\"a text of some length, which a narrow window breaks twice\", 1)."
    shell.type(text)
    try shell.watch("one row") { $0.lines.last == "graph> " + text }
    for columns: UInt16 in [30, 50, 22, 80] {
      shell.resize(columns: columns)
      try shell.watch("\(columns) columns") {
        Self.isEntry(text, $0)
          && Self.entry($0).count == (text.count + 7 + Int(columns) - 1) / Int(columns)
      }
      #expect(shell.display.lines.count { $0.hasPrefix("graph> ") } == 1)
    }
    try shell.enter("")
    try shell.enter("k(X, Y)?", then: "1 answer")
    #expect(history == text + "\nk(X, Y)?\n")
  }

  @Test func entriesHigherThanTheScreenAreShownAroundTheCursor() throws {
    let shell = try shell()
    let lines = (1...60).map { "n(\($0))." }
    shell.type("\u{1B}[200~\(lines.joined(separator: "\r"))\u{1B}[201~")
    try shell.watch("the end is shown") { $0.lines.last == "  ...> n(60)." }
    shell.type(String(repeating: Self.up, count: 59) + "\u{1}m(0). \u{5}")
    try shell.watch("the beginning is shown") { $0.beforeCursor == "graph> m(0). n(1)." }
    shell.type("\n")
    try shell.watch("a line more, which is run as it is complete") { $0.lines.last == "graph>" }
    #expect(shell.display.lines.count { $0.hasSuffix("> n(60).") } >= 1)
    shell.type("?(count(X)) :- n(X).\n")
    try shell.expect("60\n1 answer")
  }

  // MARK: Paste, search, completion

  @Test func pastedControlCharactersDoNothing() throws {
    let shell = try shell()
    shell.type("\u{1B}[200~v(1).\u{8}\u{1}\u{1B}[A\r\nv(2).\r\tv(X)?\u{1B}[201~")
    try shell.watch("three lines") {
      Self.entry($0).count == 3 && $0.beforeCursor.hasSuffix("v(X)?")
    }
    shell.type("\u{1F}")
    try shell.watch("the paste is taken back whole") { $0.lines.last == "graph>" }
    shell.type("\u{1B}[200~v(3).\rnever ends")
    usleep(100_000)
    shell.type("\u{3}")
    try shell.expect("^C\ngraph> ")
    #expect(history.isEmpty)
  }

  @Test func earlierInputsAreSearched() throws {
    let shell = try shell()
    for fact in ["apple(1).", "pear(2).", "apple(3)."] { try shell.enter(fact) }
    shell.type("x\u{12}APP")
    try shell.watch("the last") { Self.entry($0) == ["graph> apple(3).", "search: APP"] }
    shell.type("\u{12}")
    try shell.watch("the one before") { Self.entry($0) == ["graph> apple(1).", "search: APP"] }
    shell.type("\u{12}")
    try shell.watch("no more") { Self.entry($0).last?.hasPrefix("no earlier input") ?? false }
    shell.type("\u{7}")
    try shell.watch("what was there") { Self.entry($0) == ["graph> x"] }
    shell.type("\u{7F}\u{12}pea\u{1}no_\u{5}")
    try shell.watch("other keys go on with it") { Self.entry($0) == ["graph> no_pear(2)."] }
  }

  @Test func listedCompletionsStandAboveTheEntry() throws {
    let shell = try shell()
    try shell.enter("cats_and_dogs(1). cats_of_others(2).")
    shell.type("u(1),\n cats_\t")
    try shell.watch("both are listed, and the entry goes on") {
      $0.lines.dropLast(2).last?.hasPrefix("cats_and_dogs  (rule)   cats_of_others  (rule)")
        ?? false
        && Array($0.lines.suffix(2)) == ["graph> u(1),", "  ...>  cats_"]
    }
    shell.type("o\t")
    try shell.watch("the word is whole") { $0.beforeCursor == "  ...>  cats_of_others(" }
  }

  // MARK: Leaving

  @Test func interruptLeavesTheWholeEntryAsItIs() throws {
    let shell = try shell()
    shell.type("a(1,\n2,\n3" + Self.up + Self.up)
    try shell.watch("in the first row") { $0.beforeCursor.hasPrefix("graph> ") }
    shell.type("\u{3}")
    try shell.watch("the prompt is below") {
      Array($0.lines.suffix(4)) == ["graph> a(1,", " ...)> 2,", " ...)> 3^C", "graph>"]
    }
    // There is no job control in this session, so that Ctrl-Z stops nothing.
    shell.type("a(\u{1A}5).\n")
    try shell.enter("a(X)?", then: "1 answer")
    #expect(history == "a(5).\na(X)?\n")
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash")))
  func stoppedShellsGoOn() throws {
    let bash = try PseudoTerminal(
      ["--norc", "--noprofile", "-i"], environment: ["PS1": "$ "], folder: folder,
      program: "/bin/bash")
    bash.type("'\(GraphshCommand.executable.path)' graph.db\n")
    try bash.expect("graph> ")
    bash.type("stop(1,\n2\u{1A}")
    try bash.expect("Stopped")
    bash.type("stty -a | tr ' ' '\\n' | grep -x icanon; fg\n")
    try bash.expect("icanon\n")
    try bash.watch("the entry is back") {
      Array($0.lines.suffix(2)) == ["graph> stop(1,", " ...)> 2"]
    }
    try bash.enter("3).\nstop(X, Y)?", then: "1  23")
    try bash.expect("graph> ")
    bash.type("\u{4}")
    try bash.expect("$ ")
  }

  @Test func unfinishedEntriesAreHintedAt() throws {
    let shell = try shell()
    shell.type("z(1, 2)\n")
    let hint = "'?' asks it, '.' states it, Ctrl-C drops it"
    try shell.watch("above the entry, which goes on") {
      Array($0.lines.suffix(4)) == ["graph> z(1, 2)", hint, "graph> z(1, 2)", "  ...>"]
    }
    shell.type("x\u{7F}\u{4}")
    try shell.expect("the statement is not complete")
    shell.type("\u{4}")
    #expect(try shell.exitStatus() == 0)
  }
}
