import Foundation
import GQL
import Graph
import TestSupport
import Testing

/// Proofs and refutations as data, JSON and pictures. What they say in words is in `Tests/Golden/explanations`.
@Suite struct ExplanationTests {
  private static let program = """
    edge(a, b). edge(b, c). edge(c, d). edge(a, d).
    path(X, Y) :- edge(X, Y).
    path(X, Y) :- path(X, Z), edge(Z, Y).
    total(count(Y)) :- edge(a, Y).
    lonely(X) :- edge(X, _), not edge(_, X).
    """

  private func engine(_ program: String = Self.program) throws -> Engine {
    let engine = Engine(graph: nil)
    try engine.run(program, name: "paths.gql") { _ in }
    return engine
  }

  private func object(_ json: String) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  @Test func proofsAreObjectsOfJSON() throws {
    let proof = try #require(try engine().why("path(a, c)?").first)
    let json = try object(proof.json)
    #expect(json["fact"] as? String == "path(\"a\", \"c\")")
    #expect(json["ground"] as? String == "rule")
    #expect(json["place"] as? String == "paths.gql:3")
    let parts = try #require(json["because"] as? [[String: Any]])
    #expect(parts.count == 2)
    #expect(parts[1]["ground"] as? String == "fact")
  }

  /// A level for each step: more than a thread's own stack has room for.
  @Test func deepProofsAreShown() throws {
    let chain = try engine(
      "at(0). at(Y) :- at(X), X < 3000, Y = X + 1. on(0). on(Y) :- on(X), X < 6000, Y = X + 1.")
    let proof = try #require(try chain.why("at(3000)?").first)
    #expect(proof.size == 9001)
    #expect(proof.description.split(separator: "\n").count == 9001)
    #expect(ExplanationDot.text(of: [proof]).contains("at(3000)"))
    #expect(proof.json.hasPrefix("{\"fact\":"))
    #expect(throws: EngineError.proofTooDeep(levels: 5000)) { try chain.why("on(6000)?") }
  }

  /// Most pairs of atoms that give a long path were themselves found too late to be its proof.
  @Test func aProofIsFoundAmongManyThatCameTooLate() throws {
    let chain = try engine(
      "e(X, Y) :- X in 1..199, Y = X + 1. t(X, Y) :- e(X, Y). t(X, Z) :- t(X, Y), t(Y, Z).")
    for (end, steps) in [(100, 99), (130, 129), (200, 199)] {
      let proof = try #require(try chain.why("t(1, \(end))?").first)
      // A join for each two parts; each step is a path, an edge, its range and its sum.
      #expect(proof.size == 5 * steps - 1, "1 to \(end)")
    }
  }

  /// What is missing is looked for in relations that are computed as for any query.
  @Test func refutingALargeRecursionTakesNoLongerThanAsking() throws {
    let closure = try engine(
      "e(X, Y) :- X in 1..1500, K in 1..3, Y = (X * 7 + K * 13) mod 1501.\n"
        + "t(X, Y) :- e(X, Y).\nt(X, Z) :- t(X, Y), t(Y, Z).")
    let refutation = try closure.whyNot("t(1, 9000)?")
    #expect(refutation.description.hasPrefix("t(1, 9000)   missing"))
    #expect(refutation.description.contains("fails at e(1, 9000)"))
  }

  @Test func refutationsAreObjectsOfJSON() throws {
    let json = try object(try engine().whyNot("path(d, a)?").json)
    #expect(json["finding"] as? String == "missing")
    let rules = try #require(json["rules"] as? [[String: Any]])
    #expect(rules.count == 2)
    #expect(rules[0]["failure"] as? String == "literal")
    #expect(rules[0]["literal"] as? String == "edge(\"d\", \"a\")")
    let bindings = try #require(rules[0]["bindings"] as? [[String: Any]])
    #expect((bindings[0]["missing"] as? [String: Any])?["finding"] as? String == "missing")
  }

  @Test func whatHoldsIsProved() throws {
    let refutation = try engine().whyNot("path(a, _)?")
    guard case .holds(let proof) = refutation.finding else {
      Issue.record("\(refutation)")
      return
    }
    #expect(proof.size == 2)
  }

  /// Every fact that is missing of a random program has a refutation in which each literal that is said to fail does.
  @Test func bindingsThatFailDoFail() throws {
    let engine = try engine()
    for first in "abcd" {
      for second in "abcd" {
        let fact = "path(\(first), \(second))"
        let proofs = try engine.why(fact + "?")
        let refutation = try engine.whyNot(fact + "?")
        if case .holds = refutation.finding {
          #expect(proofs.count == 1, "\(fact)")
          continue
        }
        #expect(proofs.isEmpty, "\(fact)")
        for attempt in refutation.attempts {
          guard case .literal(_, let bindings, _) = attempt.failure else {
            Issue.record("\(attempt)")
            continue
          }
          for binding in bindings {
            #expect(try engine.why(binding.literal + "?").isEmpty, "\(binding.literal)")
          }
        }
      }
    }
  }

  @Test func aLargeRefutationIsCut() throws {
    var program = "p0(X) :- q(X), r(X).\nq(1..50). r(100).\n"
    for number in 1...40 {
      program +=
        "p\(number)(X) :- p\(number - 1)(X), q(X). p\(number)(X) :- q(Y), p\(number - 1)(Y), X = Y + 1.\n"
    }
    let refutation = try engine(program).whyNot("p40(7)?")
    #expect(refutation.description.utf8.count < 1 << 16)
    #expect(refutation.description.contains("ask for it by itself"))
  }

  @Test func refutingStopsAtTheTimeLimit() throws {
    let engine = try engine("n(1..3000). big(X) :- n(X), n(Y), n(Z), X + Y + Z = 100000.")
    engine.options.timeout = .milliseconds(300)
    #expect(throws: EngineError.timeout(seconds: 0.3)) { try engine.whyNot("big(_)?") }
  }

  @Test func picturesArePicturesToGraphviz() throws {
    let engine = try engine()
    let texts = [
      ExplanationDot.text(of: try engine.why("path(a, X)?") + engine.why("lonely(a)?")),
      ExplanationDot.text(of: try engine.whyNot("path(d, \"<&\\\"\")?")),
    ]
    for text in texts {
      #expect(text.hasPrefix("digraph explanation {"))
      guard let drawn = try Graphviz.drawing(text, as: "canon") else { continue }
      #expect(drawn.status == 0 && drawn.errors.isEmpty, "\(drawn.errors): \(text)")
    }
  }

  @Test func aProfileCountsWhatLeftEachStep() throws {
    let plan = try engine().plan("path(X, Y)?")
    let rules = plan.strata.flatMap(\.rules)
    let scan = try #require(rules.first { $0.text == "path(X, Y) :- edge(X, Y)." })
    #expect(scan.runs == 1)
    #expect(scan.steps.map(\.rows) == [4])
    #expect(plan.interruption == nil)
    #expect(plan.profile.contains("4 rows"))
  }

  /// What a demanded goal reads is found by the program's own rules.
  @Test func aPlanShowsEachRuleAsItIsWritten() throws {
    let program = """
      step(X, Y) :- X in 1..9, Y = X + 1.
      at(X, Y) :- step(X, Y).
      at(X, Z) :- at(X, Y), step(Y, Z), Z != 5.
      tally(X, count(Y)) :- at(X, Y).
      """
    let plan = try engine(program).plan("tally(1, N)?")
    let steps = plan.strata.filter { $0.predicates == ["step"] }
    #expect(steps.map { $0.rules.map(\.text) } == [["step(X, Y) :- X in 1..9, Y = X + 1."]])
  }

  @Test func aPlanShowsWhatAGoalDemands() throws {
    let plan = try engine().plan("path(a, X)?")
    #expect(plan.description.contains("path/bf(X, Y) :- demand of path/bf(X), edge(X, Y)."))
  }

  @Test func anInterruptedPlanShowsWhatCameBefore() throws {
    let engine = try engine("n(0). n(X) :- n(Y), X = Y + 1.")
    engine.options.timeout = .milliseconds(200)
    let plan = try engine.plan("n(X)?")
    #expect(plan.interruption == .timeout(seconds: 0.2))
    #expect(plan.description.contains("n(X) :- n(Y), X = Y + 1."))
  }
}
