import Foundation
import TestSupport
import Testing

/// The rules and facts of a session when they are run again: on another graph, or after one was taken out.
@Suite struct SessionRuleTests {
  let folder: TemporaryFolder
  private var other: String { folder.path("other.db") }

  init() throws {
    folder = try TemporaryFolder()
    for (name, fact) in [("graph.db", "likes(ada, ben)"), ("other.db", "likes(cleo, dora)")] {
      let made = try GraphshCommand.run(
        ["query", "insert \(fact).", "--db", folder.path(name)])
      #expect(made.status == 0, "\(made.errors)")
    }
  }

  private func shell() throws -> PseudoTerminal {
    let terminal = try PseudoTerminal([folder.path("graph.db")], columns: 160, folder: folder)
    try terminal.expect("graph> ")
    return terminal
  }

  private func facts(of graph: String) throws -> String {
    try GraphshCommand.run(["query", "?(count()) :- triple(S, P, O).", "--db", graph]).output
  }

  @Test func whatAnIncludedFileChangesIsNotChangedAgain() throws {
    let list = folder.path("list.csv")
    let file = try folder.write(
      "insert likes(emil, fay). near(X, Y) :- likes(X, Y). @export near \"\(list)\". near(X, Y)?\n",
      to: "inc.gql")
    let shell = try shell()
    #expect(try answer("@include \"\(file)\".", in: shell).contains("inserted 1 fact"))
    try FileManager.default.removeItem(atPath: list)
    try answer("far(1).", in: shell)
    try answer("delete likes(emil, fay).", in: shell)
    try answer(".rules remove far", in: shell)
    #expect(try facts(of: folder.path("graph.db")) == "count()\n1\n")
    #expect(try answer(".open \(other)", in: shell).contains("1 fact"))
    #expect(try facts(of: other) == "count()\n1\n")
    #expect(try answer("near(X, Y)?", in: shell).contains("dora"))
    #expect(!FileManager.default.fileExists(atPath: list))
  }

  @Test(arguments: [
    ["why", "near(X, Y)"], ["whynot", "near(ben, _)"], ["export", "--query", "near(X, Y)?"],
  ])
  func whatBringsTheRulesChangesNothing(arguments: [String]) throws {
    let list = folder.path("list.csv")
    let rules = try folder.write(
      "near(X, Y) :- likes(X, Y). insert likes(lea, max). @export near \"\(list)\".",
      to: "rules.gql")
    let result = try GraphshCommand.run(arguments + ["--program", rules, "--db", other])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains(arguments[0] == "whynot" ? "fails at likes(" : "dora"))
    #expect(try facts(of: other) == "count()\n1\n")
    #expect(!FileManager.default.fileExists(atPath: list))
  }

  /// Longer than what is typed.
  @Test func theStatementsOfALongProgramAreKeptOneByOne() throws {
    let facts = (0..<9000).map { "road(\($0), \($0 + 1)).\n" }.joined()
    let file = try folder.write(
      facts + "insert likes(gus, hal).\nnear(X, Y) :- likes(X, Y).\n", to: "long.gql")
    let shell = try shell()
    #expect(try answer(".read \(file)", in: shell).contains("inserted 1 fact"))
    #expect(try answer(".rules near", in: shell).contains("9001  near(X, Y) :- likes(X, Y)."))
    try answer(".open \(other)", in: shell)
    #expect(try answer("near(X, Y)?", in: shell).contains("1 answer"))
    #expect(try answer("road(8999, X)?", in: shell).contains("9000"))
    #expect(try self.facts(of: other) == "count()\n1\n")
  }

  @Test(arguments: ["insert likes(ida, jon).", "delete likes(ada, ben).", "near(X, Y)?"])
  func onlyARuleTakesThePlaceOfOne(text: String) throws {
    let shell = try shell()
    try answer("near(X, Y) :- likes(X, Y).", in: shell)
    let said = try answer(".rules replace 1 \(text)", in: shell)
    #expect(said.contains("only a rule or a fact can replace one"), "\(said)")
    #expect(try facts(of: folder.path("graph.db")) == "count()\n1\n")
    #expect(try answer(".rules", in: shell).contains("1  near(X, Y) :- likes(X, Y)."))
  }

  @Test func aGraphThatTheRulesDoNotGoWithIsNotOpened() throws {
    let made = try GraphshCommand.run(
      ["query", "insert sails(anna, riga).", "--db", folder.path("ships.db")])
    #expect(made.status == 0)
    let shell = try shell()
    try answer("near(X, Y) :- likes(X, Y).", in: shell)
    let said = try answer(".open \(folder.path("ships.db"))", in: shell)
    #expect(said.contains("nothing defines the predicate 'likes'"), "\(said)")
    #expect(said.contains("graph.db stays open"))
    #expect(try answer("near(X, Y)?", in: shell).contains("ben"))
    try answer("insert likes(ada, kim).", in: shell)
    #expect(try facts(of: folder.path("graph.db")) == "count()\n2\n")
    #expect(try facts(of: folder.path("ships.db")) == "count()\n1\n")
    try answer(".clear", in: shell)
    #expect(try answer(".open \(folder.path("ships.db"))", in: shell).contains("1 fact"))
    #expect(try answer("sails(anna, X)?", in: shell).contains("riga"))
  }
}
