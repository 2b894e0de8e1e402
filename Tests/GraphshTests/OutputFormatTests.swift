import Foundation
import TestSupport
import Testing

/// Each format, as other programs read it.
@Suite struct OutputFormatTests {
  /// Text that every format has to take care of.
  private static let awkward = [
    "plain", "", "comma, \"quote\"", "two\nlines", "tab\there", "back\\slash", "pipe | star *",
    "日本語", "e\u{301}", "👩‍👩‍👧", "<b>&amp;</b>", "bell\u{7}",
  ]

  private func run(
    _ program: String, _ arguments: String..., status: Int32 = 0
  ) throws -> String {
    let folder = try TemporaryFolder()
    let result = try GraphshCommand.run(
      arguments + ["-c", program], in: folder.url)
    #expect(result.status == status, "\(result.errors)")
    return result.output
  }

  /// A program with one row for each awkward text, in order.
  private static var program: String {
    awkward.enumerated().map { place, text in
      let escaped = text.unicodeScalars.map { scalar in
        scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
          ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
      }
      return "p(\(place), \"\(escaped.joined())\").\n"
    }.joined() + "p(Place, Text)?"
  }

  /// Fields of CSV after RFC 4180.
  private func records(ofCSV text: String) -> [[String]] {
    var records: [[String]] = []
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      if isQuoted {
        if scalar != "\"" {
          field.unicodeScalars.append(scalar)
        } else if scalars.first == "\"" {
          field.unicodeScalars.append("\"")
          scalars.removeFirst()
        } else {
          isQuoted = false
        }
      } else if scalar == "\"" {
        isQuoted = true
      } else if scalar == "," {
        fields.append(field)
        field = ""
      } else if scalar == "\r", scalars.first == "\n" {
        scalars.removeFirst()
        records.append(fields + [field])
        fields = []
        field = ""
      } else {
        field.unicodeScalars.append(scalar)
      }
    }
    return records
  }

  @Test func csvIsReadBackAsItWas() throws {
    let records = records(ofCSV: try run(Self.program, "-f", "csv"))
    #expect(records[0] == ["Place", "Text"])
    #expect(records.dropFirst().map { $0[1] } == Self.awkward)
  }

  @Test func tsvHasOneLineForEachRow() throws {
    let lines = try run(Self.program, "-f", "tsv").split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == Self.awkward.count + 2)
    #expect(lines[0] == "Place\tText")
    #expect(lines[4] == "3\ttwo\\nlines")
    #expect(lines[5] == "4\ttab\\there")
    #expect(lines[6] == "5\tback\\\\slash")
  }

  @Test func jsonIsReadBackAsItWas() throws {
    let text = try run(Self.program, "-f", "json")
    let rows = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    #expect(rows.map { $0["Text"] as? String } == Self.awkward)
    #expect(rows.map { $0["Place"] as? Int } == Array(0..<Self.awkward.count))
  }

  @Test func jsonLinesAreOneObjectEach() throws {
    let lines = try run(Self.program, "-f", "jsonl").split(separator: "\n")
    let texts = try lines.map { line in
      (try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["Text"]
        as? String
    }
    #expect(texts == Self.awkward)
  }

  @Test func jsonKeepsKindsOfValues() throws {
    let program = "p(1, 2.5, true, 2024-05-06, \"1\"). p(A, B, C, D, E)?"
    #expect(
      try run(program, "-f", "jsonl")
        == "{\"A\": 1, \"B\": 2.5, \"C\": true, \"D\": \"2024-05-06\", \"E\": \"1\"}\n")
  }

  @Test func emptyAnswersAreWholeInEveryFormat() throws {
    let program = "p(1). p(X), X > 1?"
    #expect(try run(program, "-f", "csv") == "X\r\n")
    #expect(try run(program, "-f", "tsv") == "X\n")
    #expect(try run(program, "-f", "json") == "[]\n")
    #expect(try run(program, "-f", "jsonl") == "")
    #expect(try run(program, "-f", "table") == "X\n─\n0 answers\n")
    #expect(try run(program, "-f", "box") == "┌───┐\n│ X │\n├───┤\n└───┘\n0 answers\n")
    #expect(try run(program, "-f", "markdown") == "| X |\n| --- |\n")
  }

  @Test(arguments: ["table", "box", "csv", "tsv", "json", "jsonl", "markdown", "nt", "line", "dot"])
  func queriesWithoutVariablesAnswerTrueOrFalse(format: String) throws {
    #expect(try run("p(1). p(1)?", "-f", format) == "true\n")
    // Two values by themselves are no JSON.
    let both = format == "json" ? "[true\n,\nfalse\n]\n" : "true\nfalse\n"
    #expect(try run("p(1). p(1)? p(2)?", "-f", format) == both)
  }

  @Test func headerCanBeLeftOut() throws {
    let program = "p(1, 2). p(X, Y)?"
    #expect(try run(program, "-f", "csv", "--no-header") == "1,2\r\n")
    #expect(try run(program, "-f", "tsv", "--no-header") == "1\t2\n")
    #expect(try run(program, "-f", "table", "--no-header") == "1  2\n1 answer\n")
  }

  @Test func tableAlignsWideAndCombiningCharacters() throws {
    let program = "p(1, \"日本語\", \"x\"). p(22, \"e\\u{301}\", \"y\"). p(N, Text, End)?"
    #expect(
      try run(program, "-f", "table") == """
         N  Text    End
        ──  ──────  ───
         1  日本語  x
        22  e\u{301}       y
        2 answers

        """)
    #expect(
      try run(program, "-f", "box") == """
        ┌────┬────────┬─────┐
        │  N │ Text   │ End │
        ├────┼────────┼─────┤
        │  1 │ 日本語 │ x   │
        │ 22 │ e\u{301}      │ y   │
        └────┴────────┴─────┘
        2 answers

        """)
  }

  @Test func tableInAPipeHasAllRows() throws {
    let lines = try run("p(X) :- X in 1..100. p(X)?", "-f", "table").split(separator: "\n")
    #expect(lines.count == 103)
    #expect(lines.last == "100 answers")
  }

  @Test func setsOfAnswersStandApart() throws {
    #expect(try run("p(1). q(2). p(X)? q(Y)?", "-f", "tsv") == "X\n1\n\nY\n2\n")
  }

  @Test func markdownEscapesItsOwnMarks() throws {
    let output = try run("p(\"a|b\", \"*c* <d>\"). p(X, Y)?", "-f", "markdown")
    #expect(output == "| X | Y |\n| --- | --- |\n| a\\|b | \\*c\\* &lt;d> |\n")
  }

  @Test func triplesAreWrittenAsNTriples() throws {
    let program =
      "p(<http://example.org/a>, <http://example.org/b>, \"say \\\"hi\\\"\"). p(S, P, O)?"
    #expect(
      try run(program, "-f", "nt")
        == "<http://example.org/a> <http://example.org/b> \"say \\\"hi\\\"\" .\n")
    #expect(
      try run("p(1). p(X)?", "-f", "nt")
        == "\"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n")
  }

  @Test func linesShowOneValueEach() throws {
    #expect(
      try run("p(\"a b\", 2). p(1.5, 3). ?(Name, N) :- p(Name, N) order by N.", "-f", "line")
        == "Name = \"a b\"\n   N = 2\n\nName = 1.5\n   N = 3\n")
  }

  @Test func rowsOfTwoColumnsAreEdgesInDot() throws {
    let dot = try run("edge(\"a\\\"b\", c). edge(X, Y)?", "-f", "dot")
    #expect(dot.contains("digraph graphsh {"))
    #expect(dot.contains("\"t0\" [label=<a&quot;b>"))
    #expect(dot.contains("\"t0\" -> \"t1\" ["))
    let labelled = try run("edge(a, b, c). edge(X, Y, Z)?", "-f", "dot")
    #expect(labelled.contains("label=\" b \""))
  }
}
