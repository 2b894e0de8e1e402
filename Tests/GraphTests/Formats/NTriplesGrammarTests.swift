import Foundation
import Graph
import TestSupport
import Testing

/// Random lines, whole and damaged, are taken and refused as a regular expression of the grammar takes and refuses them.
@Suite struct NTriplesGrammarTests {
  private static let iri = #"<[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>"{}|^`\\]*>"#
  private static let letter = #"A-Za-z0-9_\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF"#
  /// As long as it can be, whatever follows: a label is not cut short to make two of it.
  private static let blank = "(?>_:[\(letter)](?:[\(letter).\\-]*[\(letter)\\-])?)"
  private static let string =
    #""(?:[^"\\\n\r]|\\[tbnrf"'\\]|\\u(?:[0-9A-CEFa-cef][0-9A-Fa-f]{3}|[Dd][0-7][0-9A-Fa-f]{2}))*""#
  private static let literal = "\(string)(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\\^\\^\(iri))?"
  private static let space = #"[ \t]*"#

  private static func grammar(_ tail: String) throws -> NSRegularExpression {
    let node = "(?:\(iri)|\(blank))"
    let object = "(?:\(iri)|\(blank)|\(literal))"
    return try NSRegularExpression(
      pattern: "^\(space)(?:\(node)\(space)\(iri)\(space)\(object)\(space)\(tail)\\.\(space))?$")
  }

  @Test(arguments: ["a.nt", "a.nq"])
  func takesWhatTheGrammarTakes(name: String) throws {
    let hasGraphs = name.hasSuffix("nq")
    let tail = hasGraphs ? "(?:(?:\(Self.iri)|\(Self.blank))\(Self.space))?" : ""
    let grammar = try Self.grammar(tail)
    var random = SeededGenerator(seed: 11)
    var options = ImportOptions()
    options.skipsErrors = true
    var (taken, refused) = (0, 0)
    for _ in 0..<TestLength.count(40, long: 2000) {
      var lines: [[UInt8]] = []
      for _ in 0..<20 {
        var line = Self.statement(&random, hasGraphs)
        for _ in 0..<Int.random(in: 0...2, using: &random) { Self.damage(&line, &random) }
        lines.append(line)
      }
      let expected = lines.indices.filter { number in
        guard let text = String(validating: lines[number], as: UTF8.self) else { return true }
        let whole = NSRange(location: 0, length: text.utf16.count)
        return grammar.firstMatch(in: text, range: whole) == nil
      }
      let fixture = try ImportFixture()
      let bytes = Array(lines.joined(separator: [10]))
      let report = try fixture.importBytes(bytes, as: name, options: options)
      let found = report.errors.map { error in
        if case .syntax(_, let line, _, _) = error { line - 1 } else { -1 }
      }
      #expect(found == expected, "\(String(decoding: bytes, as: UTF8.self))")
      taken += lines.count - expected.count
      refused += expected.count
    }
    #expect(taken > refused / 2 && refused > taken / 4)
  }

  private static func statement(_ random: inout SeededGenerator, _ hasGraphs: Bool) -> [UInt8] {
    func pick(_ choices: [String]) -> String { choices.randomElement(using: &random)! }
    func space() -> String { pick(["", " ", " ", " ", "\t", "  "]) }
    func name() -> String {
      (0..<Int.random(in: 0...90, using: &random)).map { _ in
        pick(["a", "b", "/", "1", "é", "语", "%20", "#"])
      }.joined()
    }
    func iri() -> String {
      "<" + pick(["http:", "https:", "x:", "a+b.c-1:", "h"]) + ":" + name() + ">"
    }
    func blank() -> String {
      "_:" + pick(["a", "1", "_"]) + pick(["", "b", ".b", "-", "é", "é.é1"])
    }
    func literal() -> String {
      let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        pick(["a", "b ", "<", ">", "'", #"\""#, #"\\"#, #"\n"#, #"\u00e9"#, "é", "😀", "."])
      }.joined()
      return "\"" + text + "\"" + pick(["", "", "@en", "@en-GB-1", "^^" + iri()])
    }
    let node = pick([iri(), iri(), blank()])
    let object = pick([iri(), blank(), literal(), literal()])
    let graph = hasGraphs ? pick(["", iri() + space(), blank() + " "]) : ""
    return Array(
      (space() + node + space() + iri() + space() + object + " " + graph + "." + space()).utf8)
  }

  /// Puts in, takes away or changes one byte.
  private static func damage(_ line: inout [UInt8], _ random: inout SeededGenerator) {
    let place = line.indices.randomElement(using: &random)!
    let bytes = Array(" \t<>\"\\{}|^`.:_@-ab1".utf8) + [0, 0x1F, 0x80, 0xC3, 0xE9, 0xFF]
    switch Int.random(in: 0..<3, using: &random) {
    case 0: line[place] = bytes.randomElement(using: &random)!
    case 1: line.insert(bytes.randomElement(using: &random)!, at: place)
    default: if line.count > 1 { line.remove(at: place) }
    }
  }
}
