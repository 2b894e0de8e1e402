import GQL
import TestSupport
import Testing

/// What constants and small relations lead to is computed, and no more, wherever in a program's rules they stand.
@Suite struct DemandTests {
  private static let left = "tc(X, Y) :- e(X, Y).\ntc(X, Y) :- tc(X, Z), e(Z, Y).\n"
  private static let right = "tc(X, Y) :- e(X, Y).\ntc(X, Y) :- e(X, Z), tc(Z, Y).\n"
  private static let nonlinear = "tc(X, Y) :- e(X, Y).\ntc(X, Y) :- tc(X, Z), tc(Z, Y).\n"
  private static let count = "?(count()) :- a(X)."

  /// Rules over `e`, a long chain with short cuts from 0 on, and `last`, a value near its end.
  static let programs: [(name: String, rules: String)] = [
    ("constant two rules up", left + "c(Y) :- tc(last, Y). b(Y) :- c(Y). a(Y) :- b(Y). " + count),
    ("right-linear", right + "a(Y) :- tc(last, Y). " + count),
    ("nonlinear", nonlinear + "a(Y) :- tc(last, Y). " + count),
    ("backwards", left + "a(X) :- tc(X, 9). " + count),
    ("equation", left + "a(Y) :- X = last, tc(X, Y). " + count),
    (
      "equation with the other form",
      left + "a(Y) :- tc(X, Y), last + 0.0 = Z, X = last.0. " + count
    ),
    ("small facts", left + "s(last). s(7000000). a(Y) :- s(X), tc(X, Y). " + count),
    ("small facts after", right + "s(last). s(7000000). a(Y) :- tc(X, Y), s(X). " + count),
    (
      "small relation of a rule",
      left + "s(last). s(4). r(X) :- s(X), X > 9. a(Y) :- r(X), tc(X, Y). " + count
    ),
    (
      "small relation of a recursion",
      left + "s(last). r(X) :- s(X). r(Y) :- r(X), e(X, Y). a(Y) :- r(X), tc(X, Y). " + count
    ),
    ("through stored pairs", left + "a(Z) :- e(last, X), tc(X, Z). " + count),
    (
      "mutual recursion",
      "odd(X, Y) :- e(X, Y). odd(X, Y) :- even(X, Z), e(Z, Y). even(X, Y) :- odd(X, Z), e(Z, Y). "
        + "a(Y) :- odd(last, Y). " + count
    ),
    (
      "mutual recursion from the right",
      "odd(X, Y) :- e(X, Y). odd(X, Y) :- e(X, Z), even(Z, Y). even(X, Y) :- e(X, Z), odd(Z, Y). "
        + "a(Y) :- even(last, Y). " + count
    ),
    (
      "same generation",
      "sg(X, Y) :- e(Z, X), e(Z, Y). sg(X, Y) :- e(A, X), sg(A, B), e(B, Y). a(Y) :- sg(9, Y). "
        + count
    ),
    ("below a negation", left + "b(Y) :- tc(last, Y). a(X) :- e(last, X), not b(X). " + count),
    ("negated", left + "a(X) :- e(_, X), X > last, not tc(last, X). " + count),
    ("in a negated group", left + "a(X) :- e(_, X), not (tc(last, X), e(X, _)). " + count),
    (
      "below aggregates",
      left + "n(count()) :- tc(last, Y). m(max(Y)) :- tc(last, Y). a(N + M) :- n(N), m(M). ?- a(X)."
    ),
    (
      "aggregates by group",
      left + "n(X, count(Y)) :- tc(X, Y). a(N) :- n(last, N). b(N) :- s(X), n(X, N). s(last). "
        + "?- a(X). ?- b(X)."
    ),
    (
      "two demands on one predicate",
      left + "b(Y) :- tc(last, Y). c(X) :- tc(X, 9). d(X, Y) :- c(X), b(Y). a(X) :- d(X, _). "
        + count
    ),
    ("both ends of one rule", left + "a(Y) :- tc(last, Y), tc(X, 9). " + count),
    ("a recursion over it", left + "a(Y) :- tc(last, Y). a(Y) :- a(X), tc(X, Y). " + count),
    (
      "many rules ask",
      left + (0..<12).map { "a(Y) :- tc(last, Y), Y != \($0). b\($0)(Y) :- tc(last, Y). " }.joined()
        + (0..<12).map { "?(count()) :- b\($0)(Y). " }.joined() + count
    ),
    (
      "a closure of a closure",
      left + "up(X, Y) :- tc(X, Y), tc(Y, X). up(X, Y) :- up(X, Z), tc(Z, Y). a(Y) :- up(last, Y). "
        + "b(Y) :- tc(last, Y). ?(count()) :- b(Y). " + count
    ),
  ]

  /// Steps of 1 and of 7, without a way back.
  private func source(_ rules: String, values: Int) -> String {
    let last = "\(values - 20)"
    return "e(X, Y) :- X in 0..\(values), Y = X + 1.\ne(X, Y) :- X in 0..\(values), Y = X + 7.\n"
      + rules.replacing("last", with: last)
  }

  @Test(arguments: programs.indices)
  func answersAreThoseOfTheWhole(number: Int) throws {
    let source = source(Self.programs[number].rules, values: 120)
    var options = Engine.Options()
    let found = try printedAnswers(of: source, options)
    options.optimizations = []
    #expect(try found == printedAnswers(of: source, options), "\(Self.programs[number].name)")
    #expect(found.contains { !$0.isEmpty })
  }

  /// All pairs of 30,000 values would take gigabytes.
  @Test(arguments: programs.indices)
  func noMoreIsComputedThanIsAsked(number: Int) throws {
    var options = Engine.Options()
    options.memoryLimit = 48 << 20
    options.timeout = .seconds(60)
    let found = try printedAnswers(
      of: source(Self.programs[number].rules, values: 30_000), options)
    #expect(found.contains { !$0.isEmpty }, "\(Self.programs[number].name)")
  }

  /// Where most values are demanded, the whole is computed, as it would be without demand.
  @Test func demandOfMostValuesIsGivenUp() throws {
    let engine = Engine(graph: nil)
    try engine.run(
      """
      e(X, Y) :- X in 0..20000, Y = X + 1, X mod 20 != 0.
      s(X) :- X in 0..20000, X mod 20 = 1.
      far(X, Y) :- e(X, Y).
      far(X, Y) :- e(X, Z), far(Z, W), e(W, Y).
      a(Y) :- s(X), far(X, Y).
      """, name: "program"
    ) { _ in }
    let plan = try engine.plan("a(Y)?")
    #expect(plan.strata.flatMap(\.predicates).contains("far"), "\(plan.profile)")
  }
}
