import GQL
import TestSupport
import Testing

/// What is made of a program by the edits of its mistakes.
@Suite struct CorrectionTests {
  private func correction(_ text: String, after earlier: String = "") throws -> String? {
    let engine = Engine(graph: nil)
    try engine.run(earlier, name: "earlier") { _ in }
    do {
      try engine.run(text, name: "program") { _ in }
      Issue.record("\(text.prefix(80)) has no mistake")
      return nil
    } catch let error as DiagnosticsError {
      return error.correction
    }
  }

  @Test func aLineOfManyTypographicMarksIsMendedAtOnce() throws {
    let count = 5000
    let line = String(repeating: "p(“a”). ", count: count)
    let clock = ContinuousClock()
    var mended: String?
    let time = try clock.measure { mended = try correction(line + "\np(‘b’).\n") }
    #expect(mended == String(repeating: "p(\"a\"). ", count: count) + "\np('b').\n")
    #expect(time < TestLength.hang)
  }

  @Test func mistakesOfOneProgramAreMendedTogether() throws {
    #expect(
      try correction("q(1 2).\nq(*, X)?\nq(X, Y) AND X > 1?")
        == "q(1, 2).\nq(_, X)?\nq(X, Y), X > 1?")
  }

  @Test func aPrefixThatTheSessionHasDeclaredIsNoMistake() throws {
    let text = "p(e:a, 1).\np(e:a, *)?\n"
    #expect(
      try correction(text, after: "@prefix e: <http://example.org/>.") == "p(e:a, 1).\np(e:a, _)?\n"
    )
  }
}
