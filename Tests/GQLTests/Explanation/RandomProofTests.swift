import GQL
import TestSupport
import Testing

/// Every answer of random programs has a proof that checks, and what is no answer is refuted by literals that fail.
@Suite struct RandomProofTests {
  @Test(arguments: 0..<6)
  func everyAnswerHasAProofThatChecks(part: Int) throws {
    var proofs = 0
    let count = TestLength.count(40, long: 600)
    for number in 0..<count {
      let seed = UInt64(500_000 + part * count + number)
      let program = RandomProgram(seed: seed, gathersAggregates: true)
      let meaning = NaiveEvaluator(program)
      let checker = ProofChecker(program: program, meaning: meaning)
      let engine = Engine(graph: nil)
      try engine.run(program.description, name: "random") { _ in }
      for name in Set(program.layers.joined().map(\.head)).sorted() {
        for row in (meaning.tables[name] ?? []).sorted(by: { "\($0)" < "\($1)" }).prefix(12) {
          let fact = "\(name)(\(row.map(\.description).joined(separator: ", ")))"
          let found = try engine.why(fact + "?")
          guard found.count == 1 else {
            Issue.record("seed \(seed): no proof of \(fact)\n\(program)")
            return
          }
          if let fault = checker.fault(of: found[0]) {
            Issue.record("seed \(seed): \(fault)\n\(found[0])\n\(program)")
            return
          }
          proofs += 1
        }
        try checkRefutations(of: name, engine, program, meaning, seed)
      }
    }
    #expect(proofs > 100)
  }

  private func checkRefutations(
    of name: String, _ engine: Engine, _ program: RandomProgram, _ meaning: NaiveEvaluator,
    _ seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let row = (0..<program.arity[name]!).map { _ in
      TestValue.number(Int.random(in: 0...5, using: &generator))
    }
    guard meaning.tables[name]?.contains(row) != true else { return }
    let refutation = try engine.whyNot(
      "\(name)(\(row.map(\.description).joined(separator: ", ")))?")
    guard case .missing = refutation.finding else {
      Issue.record("seed \(seed): \(refutation)\n\(program)")
      return
    }
    for attempt in refutation.attempts {
      guard case .literal(_, let bindings, _) = attempt.failure else { continue }
      for binding in bindings {
        let literal = binding.literal
        // A group's text does not have its values in it.
        if literal.hasPrefix("!") || literal.contains("not ") || literal.hasPrefix("(") { continue }
        guard let (name, row) = ProofChecker.fact(literal), !row.isEmpty else { continue }
        if meaning.tables[name]?.contains(row) == true {
          Issue.record("seed \(seed): \(literal) is said to fail\n\(refutation)\n\(program)")
        }
      }
    }
  }

  /// A rule that gives another value, or has no binding, proves nothing.
  @Test func aggregatesOfOneHeadAreToldApart() throws {
    let engine = Engine(graph: nil)
    try engine.run(
      """
      item(a, 3). item(a, 4). item(b, 5). other(a, 7). known(a). known(b). known(c).
      n(X, sum(V)) :- item(X, V).
      n(X, max(V)) :- other(X, V).
      n(X, 0) :- known(X), not item(X, _).
      n(X, count(V)) :- other(X, V).
      all(count()) :- item(_, V), V > 9.
      all(sum(V)) :- item(_, V).
      """, name: "p.gql"
    ) { _ in }
    func ground(_ query: String) throws -> String {
      let proofs = try engine.why(query)
      #expect(proofs.count == 1)
      return "\(proofs[0])".split(separator: "\n")[0].description
    }
    #expect(try ground("n(a, 7)?").contains("over 1 row by n(X, max(V))"))
    #expect(try ground("n(a, 1)?").contains("over 1 row by n(X, count(V))"))
    #expect(try ground("n(c, 0)?").contains("by n(X, 0) :- known(X), not item(X, _)."))
    #expect(try ground("all(0)?").contains("over 0 rows by all(count())"))
    #expect(try ground("all(12)?").contains("over 3 rows by all(sum(V))"))
  }

  /// Equal ways round a circle, none of which may prove itself.
  @Test func bestValuesRoundACircleAreProved() throws {
    let engine = Engine(graph: nil)
    try engine.run(
      """
      road(a, b, 0). road(b, a, 0). road(b, c, 0). road(c, a, 0). road(s, c, 2). road(s, a, 2).
      dist(s, 0).
      dist(Y, min(D)) :- dist(X, D0), road(X, Y, W), D = D0 + W.
      near(X) :- dist(X, D), D < 3.
      """, name: "p.gql"
    ) { _ in }
    for place in ["a", "b", "c"] {
      #expect(try engine.why("dist(\(place), 2)?").count == 1)
      #expect(try engine.why("near(\(place))?").count == 1)
    }
  }
}
