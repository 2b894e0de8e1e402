import Foundation
import GQL
import Synchronization
import TestSupport
import Testing

/// A wish to stop, the time limit and the memory limit hold in every stage of a run.
@Suite struct StoppingTests {
  /// Facts of distinct names, about so many bytes a thousand as there are thousands.
  private static func facts(_ count: Int) -> String {
    (0..<count).map { "edge(node\($0), \"name of \($0)\", \($0 % 1000)).\n" }.joined()
  }

  private static let product = "n(0..2500).\n"

  /// Programs that would take seconds or minutes in one stage, by its name.
  static let programs: [(stage: String, program: @Sendable () -> String)] = [
    ("reading facts", { facts(400_000) }),
    (
      "reading rules",
      { (0..<60_000).map { "p\($0)(X) :- p\($0 / 2)(X), q(X, \($0)).\n" }.joined() }
    ),
    (
      "a closure",
      {
        product + "e(X, Y) :- n(X), Y = (X * 7 + 1) mod 2501 ; n(X), Y = (X * X) mod 2501.\n"
          + "t(X, Y) :- e(X, Y).\nt(X, Z) :- t(X, Y), t(Y, Z), X != Z.\n?(count()) :- t(X, Y).\n"
      }
    ),
    ("a product", { product + "?(count()) :- n(X), n(Y), n(Z), X + Y > Z.\n" }),
    (
      "distinct rows",
      { product + "p(Z, X) :- n(X), n(Y), Z = X * 2501 + Y.\n?(count()) :- p(X, Y).\n" }
    ),
    (
      "checking rules and types",
      {
        "@declare p0(x: integer).\np0(1).\n"
          + (1..<60_000).map { "p\($0)(X) :- p\($0 / 2)(X).\np\($0)(X) :- p\($0 - 1)(X).\n" }
          .joined()
      }
    ),
    ("lists", { product + "?(G, list(Y)) :- n(X), n(Y), G = X * 1000 + Y mod 1000.\n" }),
    (
      "long texts",
      {
        "s(0, \"abcdefghij\").\ns(I, T) :- s(J, S), J < 20, I = J + 1, T = S + S.\nn(1..400).\n"
          + "?(max(L)) :- s(20, S), n(K), L = length(replace(concat(K, S), \"a\", \"xyz\")).\n"
      }
    ),
    ("sorting", { product + "?(S, X) :- n(X), n(Y), S = concat(Y, \"-\", X) order by S desc.\n" }),
    ("groups", { product + "?(G, list(Y), count()) :- n(X), n(Y), G = X * 10 + Y mod 10.\n" }),
    (
      "best values",
      { "d(0, 0).\nd(Y, min(D)) :- d(X, C), Y = X + 1, D = C + 1.\n?(count()) :- d(X, D).\n" }
    ),
    (
      "a regular expression",
      {
        "s(0, \"ab\").\ns(I, T) :- s(J, S), J < 20, I = J + 1, T = S + S.\n"
          + "?(I) :- n(K), s(I, T), matches(T, concat(\"(.*a.*b){\", K, \"}(a|b.{60})*c\")).\nn(1..400).\n"
      }
    ),
  ]

  private func delay(of program: String, stoppedAfter seconds: Double) -> Duration? {
    let engine = Engine(graph: nil)
    let cancellation = engine.cancellation
    let asked = Mutex<ContinuousClock.Instant?>(nil)
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: seconds)
      asked.withLock { $0 = .now }
      cancellation.cancel()
    }
    do {
      try engine.run(program, name: "test") { _ in }
      return nil
    } catch {
      #expect(error as? EngineError == .cancelled)
      return asked.withLock { $0 }.map { .now - $0 }
    }
  }

  @Test(arguments: programs.indices)
  func everyStageCanBeLeft(number: Int) {
    let (stage, program) = Self.programs[number]
    let delay = delay(of: program(), stoppedAfter: 0.1)
    #expect(delay != nil, "\(stage): must not end by itself")
    #expect(delay ?? .zero < TestLength.hang, "\(stage)")
  }

  @Test func anImportCanBeLeft() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<600_000).map { "name \($0),\($0).5,2026-01-\(10 + $0 % 20)\n" }.joined()
    let path = try folder.write(rows, to: "rows.csv")
    let delay = delay(
      of: "@import p \"\(path)\".\n?(count(), max(X)) :- p(_, X, _).", stoppedAfter: 0.03)
    #expect(delay ?? .zero < TestLength.hang)
  }

  @Test func theMemoryLimitHoldsWhileReading() throws {
    func limited(_ program: String, _ bytes: Int) throws {
      var options = Engine.Options()
      options.memoryLimit = bytes
      try Engine(graph: nil, options: options).run(program, name: "test") { _ in }
    }
    let limit = 1 << 22
    #expect(throws: EngineError.memoryLimit(bytes: limit)) {
      try limited(Self.facts(60_000), limit)
    }
    #expect(throws: Never.self) { try limited(Self.facts(60_000), 1 << 28) }
    let folder = try TemporaryFolder()
    let rows = (0..<200_000).map { "a rather long name of the row \($0),\($0)\n" }.joined()
    let path = try folder.write(rows, to: "rows.csv")
    #expect(throws: EngineError.memoryLimit(bytes: limit)) {
      try limited("@import p \"\(path)\".\n?(count()) :- p(_, _).", limit)
    }
  }

  /// The session is as before, and what was read of the program is gone.
  @Test func whatIsStoppedWhileReadingLeavesNothing() throws {
    let engine = Engine(graph: nil)
    try engine.run("edge(a, b, 1).", name: "first") { _ in }
    engine.options.memoryLimit = 1 << 21
    #expect(throws: EngineError.self) {
      try engine.run(Self.facts(60_000), name: "second") { _ in }
    }
    engine.options.memoryLimit = nil
    var count = 0
    try engine.run("?- edge(X, Y, N).", name: "third") { count = $0.rowCount }
    #expect(count == 1)
  }

  @Test func eachQueryHasItsTime() throws {
    var options = Engine.Options()
    options.timeout = .milliseconds(800)
    var answers = 0
    try Engine(graph: nil, options: options).run("p(1). ?- p(X). ?- p(1). ?- p(2).", name: "test") {
      _ in
      answers += 1
      Thread.sleep(forTimeInterval: 0.5)
    }
    #expect(answers == 3, "together they take longer than one may")
  }

  @Test func theTimeOfReadingCounts() {
    var options = Engine.Options()
    options.timeout = .milliseconds(20)
    #expect(throws: EngineError.timeout(seconds: 0.02)) {
      try Engine(graph: nil, options: options).run(Self.facts(400_000), name: "test") { _ in }
    }
  }
}
