import Foundation
import TestSupport
import Testing

/// The shell's own commands and keys, typed on a terminal over a small graph.
@Suite struct ShellCommandTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try NeighboursGraph.write(to: folder.path("graph.db"))
  }

  private func shell(
    _ arguments: [String] = [], environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      [folder.path("graph.db")] + arguments, environment: environment, columns: 120,
      folder: folder)
    try terminal.expect("graph> ")
    return terminal
  }

  // MARK: Mended input

  @Test(arguments: [
    ("met(Holm, Who)?", "met(\"Holm\", Who)?"), ("met(\"Holm\", who)?", "met(\"Holm\", Who)?"),
    ("met(Mara Holm, Who)?", "met(\"Mara Holm\", Who)?"),
    ("met(“Holm”, Who)?", "met(\"Holm\", Who)?"), ("met(\"Holm, Who)?", "met(\"Holm\", Who)?"),
    ("met(\"Holm\" Who)?", "met(\"Holm\", Who)?"), ("met(\"Holm\", Who?", "met(\"Holm\", Who)?"),
    ("met(\"Mara Holn\", Who)?", "met(\"Mara Holm\", Who)?"),
    ("person(X) AND met(\"Holm\", X)?", "person(X), met(\"Holm\", X)?"),
    ("count(X) :- met(\"Holm\", X)?", "?(count(X)) :- met(\"Holm\", X)."),
    ("meets(\"Holm\", ?who)?", "meets(\"Holm\", Who)?"),
    ("person(X), date(F, D), D > \"2024-06-01\"?", "person(X), date(F, D), D > 2024-06-01?"),
  ])
  func upArrowGivesTheMendedInput(_ typed: String, _ mended: String) throws {
    let shell = try shell()
    shell.type(typed + "\n")
    try shell.expect("up-arrow: " + mended + "\n")
    try shell.expect("graph> ")
    shell.type("\u{1B}[A")
    try shell.expect(mended)
    shell.type("\n")
    try shell.expect("answer")
  }

  @Test func rightInputOffersNothing() throws {
    let shell = try shell()
    #expect(try !answer("met(\"Holm\", Who)?", in: shell).contains("up-arrow"))
    #expect(try !answer("person(Person), met(Person, X)?", in: shell).contains("variable"))
  }

  @Test func emptyAnswerSaysWhatIsMissing() throws {
    let shell = try shell()
    let denied = try answer("raise(\"Holm\", X)?", in: shell)
    #expect(denied.contains("nothing says raise(\"Mara Holm\", _)"), "\(denied)")
    #expect(denied.contains("the text has it only as denied"))
    #expect(denied.contains("Mara Holm raise harbour dues in May"))
    let joined = try answer("visited(X, Y), met(Y, _)?", in: shell)
    #expect(joined.contains("nothing satisfies met(\"Lindau\", _)"), "\(joined)")
    #expect(try !answer("met(\"Holm\", X)?", in: shell).contains("nothing"))
    // In batch, answers stand alone.
    let batch = try GraphshCommand.run(
      ["query", "raise(\"Holm\", X)?", "--db", folder.path("graph.db")])
    #expect(batch.errors.isEmpty, "\(batch.errors)")
  }

  @Test func ofPersonsWithOneNameTheMuchMentionedIsMeant() throws {
    let insert = "insert person(\"Nora Brandt\"). insert met(\"Nora Brandt\", \"Ida Falk\")."
    let made = try GraphshCommand.run(
      ["query", insert, "--db", folder.path("graph.db")])
    #expect(made.status == 0, "\(made.errors)")
    // Nora is not mentioned by any text.
    let found = try GraphshCommand.run(
      ["query", "met(\"Brandt\", X)?", "--db", folder.path("graph.db")])
    #expect(found.output == "X\nMara Holm\n", "\(found.errors)")
    let refused = try GraphshCommand.run(
      ["query", "met(\"Falk\", X)?", "--db", folder.path("graph.db")])
    #expect(refused.status == 1)
    #expect(refused.errors.contains("Ida Falk (person"))
    #expect(refused.errors.contains("Jon Falk (person"))
  }

  // MARK: What there is

  @Test func firstScreenShowsTheGraphAndQueriesThatHaveAnswers() throws {
    let terminal = try PseudoTerminal([folder.path("graph.db")], columns: 120, folder: folder)
    let screen = try terminal.expect("graph> ")
    #expect(screen.contains("1 document of 2024-05-06"), "\(screen)")
    #expect(screen.contains("people         Mara Holm, "))
    #expect(screen.contains("places         Lindau"))
    let queries = screen.split(separator: "\n").drop { !$0.contains("  try ") }.prefix(3).map {
      $0.replacing("  try ", with: "").trimmingCharacters(in: .whitespaces)
    }
    #expect(queries.count == 3)
    for query in queries {
      let shown = try answer(query, in: terminal)
      #expect(shown.contains("answer") && !shown.contains("0 answers"), "\(query): \(shown)")
    }
  }

  @Test func describeTellsOfEveryKindOfName() throws {
    let shell = try shell()
    for (name, part) in [
      ("met", "a predicate, with 3 facts"), ("person", "a type, of 4 entities"),
      ("Holm", "Mara Holm: person"), ("lindau.txt", "document 1: A week in Lindau"),
      ("statement", "statement(id, subject, predicate, object): a relation of every graph"),
    ] {
      let shown = try answer(".describe \(name)", in: shell)
      #expect(shown.contains(part), "\(shown)")
      #expect(shown.contains("such as"), "\(shown)")
    }
    try answer("linked(X, Y) :- met(X, Y).", in: shell)
    #expect(try answer(".describe linked", in: shell).contains("linked(X, Y) :- met(X, Y)."))
    #expect(
      try answer(".describe Hulm", in: shell).contains("nothing goes by the name Hulm: did you"))
  }

  @Test func helpExplainsCommandsFunctionsSettingsAndNames() throws {
    let shell = try shell()
    for (word, part) in [
      ("why", ".why FACT"), (".rules", ".rules remove 2"), ("substr", "substr(S, Start, Len)"),
      ("rows", "takes a number"), ("met", "a predicate"), ("date", "without quotes"),
      ("subst", "did you mean substr?"),
    ] {
      let shown = try answer(".help \(word)", in: shell)
      #expect(shown.contains(part), "\(shown)")
    }
    #expect(try answer(".functions weekday", in: shell).contains("Monday, Tuesday"))
  }

  @Test func aroundDrawsTheNeighbourhood() throws {
    let shell = try shell()
    let near = try answer(".around Holm", in: shell)
    #expect(near.contains("Mara Holm (person)\n├─ "), "\(near)")
    #expect(near.contains("visit → Lindau"))
    #expect(!near.contains("Ida Falk"))
    #expect(try answer(".around Holm 2", in: shell).contains("Ida Falk"))
    #expect(try answer(".around Holm 9", in: shell).contains("takes 1 to 3 hops"))
  }

  // MARK: Completion

  /// What is typed with its Tab, and what the line is then, or what is listed.
  @Test(arguments: [
    ("visite\t", "visited("), ("visit(le\t", "visit(le"), ("met(ma\t", "met(\"Mara Holm\""),
    ("met(\"te\t", "met(\"Teo Brandt\""), ("@imp\t", "@import "), ("X = upp\t", "X = upper("),
    ("met(X, Y) ord\t", "met(X, Y) order by "),
    ("statement(F, \"Holm\", rai\t", "statement(F, \"Holm\", raise"),
    ("person(X), starts_\t", "person(X), starts_with("), (".set row\t", ".set rows "),
    (".sources o\t", ".sources o"),
    ("met(Whoever, Y), person(Who\t", "met(Whoever, Y), person(Whoever"),
    ("alias(E, N), stat\t", "alias(E, N), statement("), (".describe pers\t", ".describe person"),
    ("met(\"Holm\", cla\t", "met(\"Holm\", claim: "), (".hist\t", ".history "),
    (".path \"Lindau\" \"Mar\t", ".path \"Lindau\" \"Mara Holm\""),
    (".path Lindau Mar\t", ".path Lindau \"Mara Holm\""),
    (".about \"Mar\t", ".about \"Mara Holm\""),
  ])
  func tabCompletesByPlace(_ typed: String, _ line: String) throws {
    let shell = try shell()
    shell.type(typed)
    // The line as a comment, which the history keeps.
    shell.type("\u{1}#\n")
    try shell.expect("a comment begins with")
    let history = try String(contentsOfFile: folder.path("state/graphsh/history"), encoding: .utf8)
    #expect(history == "#" + line.trimmingCharacters(in: .whitespaces) + "\n")
  }

  @Test func listedNamesShowWhatTheyAre() throws {
    let shell = try shell()
    shell.type("met(\t")
    let shown = try shell.expect("graph> met(")
    #expect(shown.contains("Mara Holm  (person)"), "\(shown)")
    #expect(!shown.contains("harbour dues"))
    shell.type("\u{3}")
    try shell.expect("graph> ")
    shell.type(".open \(folder.path("gra"))\t")
    shell.type("\u{1}#\n")
    try shell.expect("a comment begins with")
    let history = try String(contentsOfFile: folder.path("state/graphsh/history"), encoding: .utf8)
    #expect(history == "#.open \(folder.path("graph.db"))\n")
  }

  @Test func undoTakesBackWhatWasTyped() throws {
    let shell = try shell()
    shell.type("met(\"Holm\", Who)?xy")
    try shell.expect("?xy")
    shell.type("\u{1F}\u{1F}\n")
    try shell.expect("1 answer")
  }

  // MARK: Rules

  @Test func rulesAreListedTakenOutAndExchanged() throws {
    try folder.write("start(1).", to: "config/graphsh/init.gql")
    let shell = try shell()
    try answer("linked(X, Y) :- met(X, Y).", in: shell)
    try answer("boss(ada). linked(X, Y)?", in: shell)
    let list = try answer(".rules", in: shell)
    #expect(list.contains("1  start(1).   % "), "\(list)")
    #expect(list.contains("2  linked(X, Y) :- met(X, Y).\n3  boss(ada).\n"))
    #expect(try answer(".rules boss", in: shell).contains("3  boss(ada)."))
    try answer(".rules replace 2 linked(X, Y) :- visited(X, Y).", in: shell)
    #expect(try answer("linked(X, Y)?", in: shell).contains("Lindau"))
    try answer(".rules remove boss", in: shell)
    #expect(try answer("boss(X)?", in: shell).contains("nothing defines"))
    #expect(try answer(".rules remove 9", in: shell).contains("no rule 9"))
    #expect(try answer(".rules replace 2 p(X) :-", in: shell).contains("error"))
    #expect(try answer("linked(X, Y)?", in: shell).contains("Lindau"))
    try answer(".clear", in: shell)
    #expect(try answer("linked(X, Y)?", in: shell).contains("nothing defines"))
    #expect(try answer("start(X)?", in: shell).contains("1 answer"))
  }

  @Test func lastAnswerIsARelation() throws {
    let shell = try shell()
    try answer("met(\"Holm\", Who)?", in: shell)
    #expect(try answer("_(X), met(X, Y)?", in: shell).contains("Mara Holm"))
    #expect(try answer("_(X, \"Mara Holm\")?", in: shell).contains("1 answer"))
    #expect(try answer("_(A, B, C)?", in: shell).contains("takes 1 argument"))
  }

  @Test func editRunsWhatTheEditorGives() throws {
    let shell = try shell(environment: ["EDITOR": "sed -i s/met/visited/", "VISUAL": ""])
    try answer("met(\"Holm\", X)?", in: shell)
    shell.type(".edit\n")
    try shell.expect("graph> visited(\"Holm\", X)?")
    try shell.expect("Lindau")
    try shell.expect("graph> ")
    try answer("near(X, Y) :- met(X, Y).", in: shell)
    // What it runs is shown as if it had been typed, behind a prompt of its own.
    shell.type(".edit 1\n")
    try shell.expect("graph> .rules replace 1 near(X, Y) :- visited(X, Y).")
    try shell.expect("graph> ")
    #expect(try answer("near(X, Y)?", in: shell).contains("Lindau"))
  }

  // MARK: Where answers go

  @Test func answersGoToCommandsAndFiles() throws {
    let shell = try shell()
    try answer(".output | sed s/^/piped:/ > \(folder.path("piped.txt"))", in: shell)
    try answer("met(\"Holm\", X)?", in: shell)
    try answer(".output", in: shell)
    let piped = try String(contentsOfFile: folder.path("piped.txt"), encoding: .utf8)
    #expect(piped == "piped:X\npiped:Teo Brandt\n")
    try answer(".once \(folder.path("once.txt"))", in: shell)
    #expect(try !answer("met(\"Holm\", X)?", in: shell).contains("Teo"))
    #expect(try answer("met(\"Holm\", X)?", in: shell).contains("Teo"))
    let once = try String(contentsOfFile: folder.path("once.txt"), encoding: .utf8)
    #expect(once == "X\nTeo Brandt\n")
    try answer(".once | sed s/^/one:/", in: shell)
    #expect(try answer("met(\"Holm\", X)?", in: shell).contains("one:Teo Brandt"))
    try answer(".output | true", in: shell)
    usleep(1_000_000)
    let said = try answer("statement(A, B, C, D)?", in: shell)
    #expect(said.contains("the command that took the answers has ended"), "\(said)")
    #expect(try answer("met(\"Holm\", X)?", in: shell).contains("Teo"))
  }

  @Test func safeSessionsRunNothingAndStay() throws {
    let shell = try shell(["--safe"])
    for line in [".output | cat", ".once | cat", ".edit", ".cd /", ".open other.db"] {
      #expect(try answer(line, in: shell).contains("--safe: "), "\(line)")
    }
  }

  @Test func longAnswersGoThroughThePager() throws {
    let shell = try shell(environment: ["PAGER": "sed s/^/page:/"])
    #expect(try !answer("met(\"Holm\", X)?", in: shell).contains("page:"))
    let long = try answer("X in 1..60?", in: shell)
    #expect(long.contains("page:60\n"), "\(long)")
    try answer(".set pager off", in: shell)
    #expect(try answer("X in 1..60?", in: shell).contains(".set rows 0 shows all"))
    #expect(try answer(".set pager", in: shell).contains("pager off"))
  }

  @Test func sourcesStandBesideTheRows() throws {
    let shell = try shell()
    try answer(".sources on", in: shell)
    let shown = try answer("met(\"Holm\", X)?", in: shell)
    #expect(shown.contains("document"), "\(shown)")
    #expect(shown.contains("lindau.txt"))
    #expect(shown.contains("Mara Holm met Teo Brandt"))
    try answer(".sources off", in: shell)
    #expect(try !answer("met(\"Holm\", X)?", in: shell).contains("lindau.txt"))
  }

  @Test func answersBeforeAnErrorAreShownWithTheirSources() throws {
    let shell = try shell(["--timeout", "1s"])
    try answer(".sources on", in: shell)
    let shown = try answer(
      "n(0). n(Y) :- n(X), Y = X + 1. met(\"Holm\", X)? n(-1)?", in: shell)
    #expect(shown.contains("Mara Holm met Teo Brandt"), "\(shown)")
    #expect(shown.contains("--timeout"))
  }

  @Test func interruptStopsARejection() throws {
    let shell = try shell()
    shell.type(".reject met(A, B), X in 1..1000000, Y in 1..1000000, X + Y = 0\n")
    try shell.expect("X + Y = 0\n")
    usleep(700_000)
    shell.type("\u{3}")
    try shell.expect("graph> ")
    #expect(try answer("met(\"Holm\", X)?", in: shell).contains("Teo"))
  }

  @Test func watchShowsWhatComesAndGoes() throws {
    let shell = try shell()
    shell.type(".watch met(\"Holm\", X)\n")
    try shell.expect("1 row now; Ctrl-C ends the watch")
    try shell.expect("  Teo Brandt")
    let made = try GraphshCommand.run(
      ["query", "insert met(\"Mara Holm\", \"Zoe Quell\").", "--db", folder.path("graph.db")])
    #expect(made.status == 0, "\(made.errors)")
    try shell.expect("+ Zoe Quell")
    let gone = try GraphshCommand.run(
      ["query", "delete met(\"Mara Holm\", \"Zoe Quell\").", "--db", folder.path("graph.db")])
    #expect(gone.errors == "deleted 1 fact\n")
    try shell.expect("- Zoe Quell")
    shell.type("\u{3}")
    try shell.expect("graph> ")
    #expect(try answer("met(\"Holm\", X)?", in: shell).contains("1 answer"))
  }

  @Test func graphAndFolderCanBeChanged() throws {
    let other = try GraphshCommand.run(
      ["query", "insert likes(ada, ben).", "--db", folder.path("other.db")])
    #expect(other.status == 0)
    try FileManager.default.createDirectory(
      atPath: folder.path("inner"), withIntermediateDirectories: true)
    let shell = try shell()
    try answer("near(X, Y) :- likes(X, Y). likes(cleo, dora).", in: shell)
    #expect(try answer(".open \(folder.path("other.db"))", in: shell).contains("1 fact"))
    #expect(try answer("near(X, Y)?", in: shell).contains("2 answers"))
    #expect(try answer(".cd \(folder.path("inner"))", in: shell).contains("inner"))
    #expect(try answer("likes(ada, X)?", in: shell).contains("ben"))
    #expect(try answer(".cd nowhere", in: shell).contains("nowhere: "))
  }

  @Test func timeIsToldOnce() throws {
    let shell = try shell()
    #expect(try answer(".set timer", in: shell).contains("timer under tables"))
    try answer(".timer on", in: shell)
    let table = try answer("met(\"Holm\", X)?", in: shell)
    #expect(table.contains("1 answer (") && !table.contains("time: "), "\(table)")
    #expect(try answer("person(\"Holm\")?", in: shell).contains("time: "))
    try answer(".timer off", in: shell)
    #expect(try answer("met(\"Holm\", X)?", in: shell).contains("1 answer\n"))
    let all = try answer(".set", in: shell)
    for name in ["mode table", "rows 40", "sources off", "pager ", "timeout ", "threads "] {
      #expect(all.contains(name), "\(all)")
    }
  }

  @Test func aFailedCommandSaysOneThing() throws {
    let shell = try shell()
    let said = try answer(".ingest nofile.txt", in: shell)
    #expect(said.contains("no such file") && !said.contains("reported"), "\(said)")
  }
}
