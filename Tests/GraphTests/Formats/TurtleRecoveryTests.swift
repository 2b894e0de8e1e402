import Graph
import TestSupport
import Testing

/// What is left out after an error in Turtle and TriG, and what is not.
@Suite struct TurtleRecoveryTests {
  /// Texts with the lines of the errors; all that is good in them is `e:s e:p` and a number, in that order.
  static let damaged: [(name: String, text: String, lines: [Int], numbers: Int)] = [
    ("a.ttl", "e:s e:p 0 .\ne:b e:p f:b .\ne:c e:p \"x .\ne:s e:p 1 .", [2, 3], 2),
    ("a.ttl", "e:a e:p ( 7 f:y 8 ) .\ne:s e:p 0 .", [1], 1),
    ("a.ttl", "e:a e:p [ e:q 7 ; e:r f:y ] , 8 .\ne:s e:p 0 .", [1], 1),
    ("a.ttl", "e:a e:p 7 ; e:q \"x\"@en_US .\ne:s e:p 0 .", [1], 1),
    ("a.ttl", "e:a e:p e:x{y} . e:s e:p 0 .", [1], 1),
    ("a.ttl", "e:a e:p e:x{y .\ne:s e:p 0 .", [1], 1),
    ("a.ttl", "e:a e:p <x y. z> . e:s e:p 0 .", [1], 1),
    ("a.ttl", "e:a e:p <x . e:a e:p 7 .\ne:s e:p 0 .", [1], 1),
    ("a.ttl", "e:a e:p it's . e:a e:p 7 .\ne:s e:p 0 .", [1], 1),
    ("a.ttl", "e:a f:p \"\"\"x\n. e:a e:p 7 .\n\"\"\" .\ne:s e:p 0 .", [1], 1),
    ("a.ttl", "e:a e:p ( 7 .\ne:s e:p 0 .\ne:a e:p [ 7 . e:a e:p 7 . ] .\ne:s e:p 1 .", [1, 3], 2),
    ("a.ttl", "e:a e:p 7 # no stop .\ne:b e:p 8 .\ne:s e:p 0 .", [2], 1),
    ("a.ttl", "{ e:a e:p 7 . e:a e:p 8 . }\n. e:s e:p 0 .", [1, 2], 1),
    ("a.ttl", "@prefix : <x y> .\n:a e:p 7 .\ne:s e:p 0 .", [1, 2], 1),
    ("a.ttl", "e:s e:p 0 .\ne:a e:p \"\"\"7 .\ne:b e:p 8 .", [2], 1),
    ("a.ttl", "e:s e:p 0 .\ne:a e:p 7", [2], 1),
    ("a.trig", "f:g { e:a e:p 7 . e:a e:p 8 . } e:s e:p 0 .", [1], 1),
    ("a.trig", "{ e:a e:p f:x . e:s e:p 0 . e:a f:p 7 } e:s e:p 1 .", [1, 1], 2),
    ("a.trig", "{ e:a e:p e:x{y} . e:s e:p 0 }", [1], 1),
    ("a.trig", "{ e:s e:p 0 . ", [1], 1),
  ]

  @Test(arguments: damaged.indices)
  func leavesOutWholeStatements(index: Int) throws {
    let (name, text, lines, numbers) = Self.damaged[index]
    let prefix = "PREFIX e: <x:> "
    let fixture = try ImportFixture()
    var options = ImportOptions()
    options.skipsErrors = true
    let report = try fixture.importText(prefix + text, as: name, options: options)
    #expect(report.errors.map(Self.line) == lines, "\(report.errors)")
    let expected = (0..<numbers).map { "e:s e:p \($0) .\n" }.joined()
    #expect(try fixture.quads() == quads(prefix + expected, as: "a.ttl"))
    // Without the option nothing comes in.
    #expect(try ImportFixture().failure(of: prefix + text, as: name) != nil)
  }

  /// Errors and long statements wherever a window of the file may end.
  @Test func leavesOutTheSameInALargeFile() throws {
    var random = SeededGenerator(seed: 5)
    var text = "@prefix e: <x:> .\n"
    var (good, bad) = ([Int](), [Int]())
    var line = 2
    while text.utf8.count < 1_500_000 {
      let filler = String(repeating: "é", count: Int.random(in: 0...60, using: &random))
      switch Int.random(in: 0..<12, using: &random) {
      case 0:
        text += "e:a e:p ( 1 \"\(filler)\" f:x ) .\n"
        bad.append(line)
        line += 1
      case 1:
        text += "e:a e:p \"\"\"\(filler)\n. \"\"\" , .\n"
        bad.append(line + 1)
        line += 2
      case 2:
        text += "# \(filler) .\n\n"
        line += 2
      default:
        text += "e:s\n  e:p \(line) , \"\(filler)\" .\n"
        good.append(line)
        line += 2
      }
      if text.utf8.count % 97 == 0 {
        let long = (0..<60_000).map { "\($0)" }.joined(separator: " ")
        text += "e:l e:p ( \(long) f:x ) .\n"
        bad.append(line)
        line += 1
      }
    }
    let fixture = try ImportFixture()
    var options = ImportOptions()
    options.skipsErrors = true
    let report = try fixture.importText(text, as: "a.ttl", options: options)
    #expect(report.errors.map(Self.line) == Array(bad.prefix(ImportReport.keptErrors)))
    #expect(report.skipped == bad.count)
    #expect(report.statements == 2 * good.count)
  }

  @Test func stopsWhenItIsTold() throws {
    struct Stop: Error {}
    let fixture = try ImportFixture()
    let statement = "<x:s> <x:p> \"\"\"" + String(repeating: "a", count: 4_000_000)
    for text in [statement + "\"\"\" .", statement] {
      let path = try fixture.folder.write(text, to: "a.ttl")
      var calls = 0
      #expect(throws: Stop.self) {
        try fixture.graph.importFiles([path]) { _ in
          calls += 1
          throw Stop()
        }
      }
      #expect(calls == 1)
    }
  }

  private static func line(_ error: FormatError) -> Int {
    if case .syntax(_, let line, _, _) = error { line } else { -1 }
  }
}
