import GQL
import Testing

@Suite struct WordClassesTests {
  /// The words of a kind.
  private func words(_ text: String, _ kind: WordClasses.Kind) -> [String] {
    let bytes = Array(text.utf8)
    return WordClasses(text).words.filter { $0.kind == kind }
      .map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  @Test func wordsAreClassedByWhatTheyAre() {
    let text = """
      insert owns("Kim"@en, 'a b', 2024-05-01). % all
      ?(count(X)) :- owns(X, $who, in: _), not old(X), /* or
      new */ X in 1..9 order by X desc limit 3 // end
      """
    #expect(words(text, .keyword) == ["insert", "not", "in", "order", "by", "desc", "limit"])
    #expect(words(text, .string) == ["\"Kim\"@en", "'a b'"])
    #expect(words(text, .number) == ["2024-05-01", "1", "9", "3"])
    #expect(words(text, .variable) == ["X", "X", "$who", "_", "X", "X", "X"])
    #expect(words(text, .comment) == ["% all", "/* or\nnew */", "// end"])
    #expect(words(text, .invalid).isEmpty)
  }

  @Test func namesAreNoKeywordsWhereTheyNameSomething() {
    #expect(words("insert(X), limit(Y), p(order, by)?", .keyword).isEmpty)
  }

  @Test(arguments: [
    ("p(\"a, X)?", ["\"a, X)?"]), ("p(X))?", [")"]), ("p([1)?", [")"]), ("p('a", ["'a"]),
    ("p(X) && q", ["&&"]), ("p(“a”)", ["“", "”"]),
  ])
  func whatIsNoWordIsInvalid(_ text: String, _ invalid: [String]) {
    #expect(words(text, .invalid) == invalid)
  }

  @Test func bracketsHavePartners() {
    #expect(WordClasses("p([1], (\")\"))").partners == [1: 12, 12: 1, 2: 4, 4: 2, 7: 11, 11: 7])
  }

  /// At each line, the same is open as in the lines before it alone.
  @Test(arguments: [
    "p(1,\n2)\n.\nq(", "[\n/* a\nb ( */\n]\n", "p(\"(\n).\n%(\n(\n[\n)", "/*\n\n", ".\n(\n.\n",
    "p(X)?\n\n?- q(\n", "// (\n(\n) [\n",
  ])
  func awaitsAtEachLineWhatTheLinesBeforeLeaveOpen(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let expected = (1..<lines.count).map { count in
      StatementScanner(lines[..<count].joined(separator: "\n") + "\n").awaited
    }
    #expect(WordClasses(text).awaitedAtLines == expected)
  }
}
