import Foundation
import TestSupport
import Testing

/// JSON of programs with several queries, and pages that hold queries.
@Suite struct SeveralSetsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: [String], input: String = "") throws -> GraphshCommand.Result {
    try GraphshCommand.run(arguments, input: input, in: folder.url)
  }

  private static let program = "p(1). p(2). p(X)? ?(N = count()) :- p(_). p(3)? p(9), p(X)?"

  @Test func severalSetsInJSONAreOneDocument() throws {
    try folder.write(Self.program, to: "a.gql")
    try folder.write("q(5). q(X)?", to: "b.gql")
    for (arguments, input, count) in [
      (["-f", "json"], Self.program, 4), (["run", "a.gql", "-f", "json"], "", 4),
      (["run", "a.gql", "b.gql", "-f", "json"], "", 5),
      (["query", Self.program, "-f", "json"], "", 4),
      (["run", "a.gql", "b.gql", "-f", "json", "--keep-going"], "", 5),
      (["-f", "json"], ".read b.gql\n.read a.gql\n", 5),
    ] {
      let result = try run(arguments, input: input)
      #expect(result.status == 0, "\(result.errors)")
      let sets = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [Any])
      #expect(sets.count == count, "\(arguments)")
      #expect(sets.contains { ($0 as? [[String: Int]]) == [["X": 1], ["X": 2]] })
    }
  }

  @Test func answersThatGoElsewhereMeanwhileDoNotPartTheDocument() throws {
    let result = try run(
      ["-f", "json"],
      input: "p(1). p(X)?\n.output f.json\np(X)?\n.output\np(X)?\n.output g.json\np(X)?\n")
    #expect(result.status == 0, "\(result.errors)")
    for (text, count) in [
      (result.output, 2), (try String(contentsOfFile: folder.path("f.json"), encoding: .utf8), 1),
      (try String(contentsOfFile: folder.path("g.json"), encoding: .utf8), 1),
    ] {
      let sets = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[[String: Int]]]
      #expect(sets == Array(repeating: [["X": 1]], count: count), "\(text)")
    }
  }

  @Test func aModeThatAProgramSetsMakesADocumentToo() throws {
    try folder.write("p(1).\n.mode json\np(X)? p(X)?\n", to: "mode.gql")
    let result = try run(["run", "mode.gql"])
    let sets = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [Any]
    #expect(sets?.count == 2)
    let changed = try run([], input: "p(1).\n.mode json\np(X)? p(X)?\n.mode tsv\np(X)?\n")
    #expect(changed.output.hasSuffix("]\n]\n\nX\n1\n"), "\(changed.output)")
  }

  @Test func oneSetIsTheArrayOfItsRows() throws {
    let result = try run(["query", "p(1). p(2). p(X)?", "-f", "json"])
    #expect(result.output == "[\n  {\"X\": 1},\n  {\"X\": 2}\n]\n")
  }

  @Test func whatStandsBeforeAnErrorIsADocument() throws {
    let result = try run(["-f", "json"], input: "p(1). p(X)?\n.mode nonsense\np(X)? p(1)?\n")
    #expect(result.status == 1)
    let sets = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [Any]
    #expect(sets?.count == 1)
  }

  private static let page = """
    # Ships

    ```gql
    sails(anna, riga). sails(berta, oslo).
    ```

    Who sails where?

    ~~~~ gql
    sails(Who, Where)?
    sails(anna, oslo)?
    ~~~~

    ```sh
    echo 'sails(X)?'
    ```

    ```gql
    reached(Where) :- sails(_, Where).
    reached(Where)?
    ```
    Bye.

    """

  @Test func answersStandBelowTheirBlocks() throws {
    let path = try folder.write(Self.page, to: "page.md")
    let result = try run(["run", "--markdown", "page.md"])
    #expect(result.status == 0)
    #expect(result.errors == "page.md: 2 blocks answered\n")
    let filled = try String(contentsOfFile: path, encoding: .utf8)
    #expect(
      filled.contains(
        """
        sails(anna, oslo)?
        ~~~~

        <!-- answers -->
        | Who | Where |
        | --- | --- |
        | anna | riga |
        | berta | oslo |
        false
        <!-- end of answers -->

        ```sh
        """), "\(filled)")
    #expect(
      filled.hasSuffix(
        """
        reached(Where)?
        ```

        <!-- answers -->
        | Where |
        | --- |
        | oslo |
        | riga |
        <!-- end of answers -->
        Bye.

        """), "\(filled)")

    #expect(try run(["run", "--markdown", "page.md"]).status == 0)
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == filled, "a second run changes nothing")

    try folder.write(filled.replacing("oslo", with: "turku"), to: "page.md")
    #expect(try run(["run", "--markdown", "page.md"]).status == 0)
    let changed = try String(contentsOfFile: path, encoding: .utf8)
    #expect(changed.contains("| riga |\n| turku |\n<!-- end of answers -->"))
    #expect(!changed.contains("oslo"))
  }

  @Test func aPageOfStandardInputGoesToStandardOutput() throws {
    let result = try run(["run", "--markdown", "-"], input: "```gql\nX = 6 * 7?\n```\n")
    #expect(result.output.contains("| X |\n| --- |\n| 42 |\n"))
    #expect(result.errors.isEmpty)
  }

  @Test func aPageWithAnErrorStaysAsItIs() throws {
    let text = "One.\n\n```gql\nX = 1?\n```\n\n```gql\nnobody(X)?\n```\n"
    let path = try folder.write(text, to: "page.md")
    let result = try run(["run", "--markdown", "page.md"])
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("page.md:8:1: error: nothing defines the predicate 'nobody'"))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    try folder.write("No block.\n", to: "none.md")
    #expect(try run(["run", "--markdown", "none.md"]).errors.contains("no gql block"))
  }
}
