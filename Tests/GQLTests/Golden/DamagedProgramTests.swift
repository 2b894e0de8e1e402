import Foundation
import GQL
import TestSupport
import Testing

/// Damaged and outsized programs end with errors or answers, never with a crash, and in time that grows with the text.
@Suite struct DamagedProgramTests {
  private static func analyze(_ bytes: [UInt8]) -> [Diagnostic] {
    var analyzer = Analyzer()
    do {
      _ = try analyzer.analyze(
        SourceText(name: "program.gql", bytes: bytes), catalog: EmptyCatalog())
      return []
    } catch let error as DiagnosticsError {
      // Rendering looks at every place.
      #expect(!error.rendered().isEmpty)
      return error.diagnostics
    } catch {
      Issue.record("\(error)")
      return []
    }
  }

  /// Every golden program with bytes removed, doubled, replaced and moved; a seed reproduces a failure.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func damagedProgramsAreRefusedOrRead(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let folder = Repository.root.appending(path: "Tests/Golden")
    for path in GoldenTests.paths {
      let original = Array(try Data(contentsOf: folder.appending(path: path)))
      var bytes = original
      for _ in 0..<(1 + Int(random.next() % 6)) where bytes.count > 4 {
        let place = Int(random.next() % UInt64(bytes.count - 3))
        switch random.next() % 5 {
        case 0: bytes.removeSubrange(place..<(place + 1 + Int(random.next() % 3)))
        case 1: bytes.insert(contentsOf: bytes[place..<(place + 3)], at: place)
        case 2: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 3: bytes.insert(Array("()[],;.:-?!\"'+*^|@$".utf8)[Int(random.next() % 19)], at: place)
        default: bytes.swapAt(place, Int(random.next() % UInt64(bytes.count)))
        }
      }
      _ = Self.analyze(bytes)
    }
  }

  @Test(arguments: ["(", "not ", "-", "abs(", "^", "!", "[", "p("])
  func deepNestingIsAnError(_ opener: String) {
    let text = "q(X) :- " + String(repeating: opener, count: 100_000) + "p(X).\np(1)."
    #expect(!Self.analyze(Array(text.utf8)).isEmpty)
  }

  @Test func longChainsAreReadOrRefused() {
    let many = 100_000
    let conjunction = "q(X) :- " + String(repeating: "p(X), ", count: many) + "p(X). p(1)."
    #expect(Self.analyze(Array(conjunction.utf8)).isEmpty)
    let sum = "q(" + String(repeating: "1 + ", count: many) + "1)."
    #expect(Self.analyze(Array(sum.utf8)).count == 1)
    let disjunction = "q(X) :- " + String(repeating: "p(X) ; ", count: many) + "p(X). p(1)."
    #expect(Self.analyze(Array(disjunction.utf8)).count == 1)
    let product =
      "q(X) :- " + String(repeating: "(p(X) ; p(X)), ", count: 100) + "p(X). p(1)."
    #expect(Self.analyze(Array(product.utf8)).count == 1)
  }

  /// Ten times the facts take about ten times the time; a quadratic step would take a hundred times.
  @Test func factsAreReadInLinearTime() {
    func seconds(_ count: Int) -> Double {
      let text = (0..<count).map { "edge(n\($0 % 5000), \"name \($0)\", \($0)).\n" }.joined()
      let bytes = Array(text.utf8)
      let clock = ContinuousClock()
      return (0..<3).map { _ in
        let time = clock.measure { _ = Self.analyze(bytes) }
        return Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
      }.min() ?? 0
    }
    let small = seconds(10_000)
    #expect(seconds(100_000) < 40 * small)
  }
}
