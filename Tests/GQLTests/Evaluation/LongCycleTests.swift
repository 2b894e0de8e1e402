import GQL
import Testing

/// Recursion through many predicates, as programs write it.
@Suite struct LongCycleTests {
  /// Each round of such a cycle brings one fact of one predicate, so that a round must not look at all of them: that took
  /// minutes here.
  @Test(arguments: ["(X)?", "(X), X = 1?"])
  func aRoundCostsWhatItBringsHoweverManyPredicatesThereAre(_ asked: String) throws {
    let count = 8_000
    let rules = (0..<count).map { "step\(($0 + 1) % count)(X) :- step\($0)(X)." }
    var options = Engine.Options()
    options.timeout = .seconds(60)
    var rows = 0
    try Engine(graph: nil, options: options).run(
      "step0(1).\n" + rules.joined(separator: "\n") + "\nstep\(count - 1)\(asked)", name: "cycle"
    ) { rows += $0.rowCount }
    #expect(rows == 1)
  }

  /// The rounds of a fixpoint order the facts of a proof, also where some predicates rest while others go on.
  @Test func aProofGoesRoundTheCycleInOrder() throws {
    let program = """
      a(0).
      b(N) :- a(N), N < 40.
      c(N) :- b(N).
      a(M) :- c(N), M = N + 1.
      b(N) :- d(N).
      d(N) :- b(N), N > 100.
      """
    let engine = Engine(graph: nil)
    try engine.run(program, name: "rounds") { _ in }
    let proof = try #require(try engine.why("a(40)?").first)
    // Forty times a, c, b and the two conditions, and the fact that it begins with.
    #expect(proof.size == 201)
  }
}
