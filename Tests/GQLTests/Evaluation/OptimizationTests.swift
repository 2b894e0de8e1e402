import GQL
import TestSupport
import Testing

/// Programs of every shape that has a way of its own to be evaluated, over relations large enough that it is taken: the
/// answers are the same with all optimisations, with none, and with each switched off.
@Suite struct OptimizationTests {
  static let programs: [String] = [
    // Walks: from each source, from one, to one, over cycles, over a forest, and with seeds of another relation.
    "t(X, Y) :- e(X, Y).\nt(X, Y) :- t(X, Z), e(Z, Y).\n?- t(3, Y).\n?- t(X, 5).\n?- t(3, 5).\n?- t(X, Y).",
    "t(X, Y) :- e(X, Y).\nt(X, Y) :- e(X, Z), t(Z, Y).\n?- t(3, Y).\n?- t(X, 5).\n?- t(X, Y).",
    "t(X, Y) :- e(X, Y).\nt(X, Y) :- t(X, Z), t(Z, Y).\n?- t(3, Y).\n?- t(X, 5).\n?- t(X, Y).",
    "t(X, Y) :- tree(X, Y).\nt(X, Y) :- t(X, Z), tree(Z, Y).\n?- t(3, Y).\n?- t(X, 5).\n?- t(X, Y).",
    "t(X, Y) :- e(X, Y).\nt(X, Y) :- tree(X, Y).\nt(X, Y) :- t(X, Z), tree(Z, Y).\n?- t(X, 7).\n?- t(X, Y).",
    "t(X, Y) :- s(X, Y).\nt(X, Y) :- t(X, Z), s(Z, Y).\ns(X, Y) :- e(X, Y), X < 60.\ns(X, Y) :- s(Y, X).\n?- t(X, Y).",
    "?- e+(4, Y).\n?- (e|tree)+(X, 9).\n?- e*(2, Y).",
    // Mutual and other recursion.
    "odd(X, Y) :- e(X, Y).\nodd(X, Y) :- even(X, Z), e(Z, Y).\neven(X, Y) :- odd(X, Z), e(Z, Y).\n"
      + "?- even(1, Y).\n?- odd(X, 2).\n?- even(X, Y).",
    "sg(X, Y) :- tree(Z, X), tree(Z, Y).\nsg(X, Y) :- tree(A, X), sg(A, B), tree(B, Y).\n?- sg(17, Y).\n?- sg(X, Y).",
    "p(Y, X) :- a(Y, X).\np(Y, X) :- e(Y, Z), X < 300, p(Z, X).\np(Y, W) :- l(Y, X), p(X, Z), p(Z, W).\n"
      + "p(Z, W) :- m(Y, X), p(Y, Z), p(X, W).\n?- p(X, Y).\n?- p(1, Y).",
    "f(X, Y) :- a(X, Y).\nf(X, Y) :- f(X, Z), g(Z, Y).\ng(X, W) :- l(Y, X), h(Y, Z), l(Z, W).\n"
      + "h(X, Y) :- f(Z, X), f(Z, Y).\nh(X, Y) :- f(Z, X), g(Z, W), f(W, Y).\n?- h(X, Y).\n?- g(X, Y).",
    "q(X, Y, Z) :- w(X, Y, Z).\nq(X, Y, Z) :- q(X, Y, V), w(V, Y, Z).\nq(X, 1, Z) :- q(X, 2, Z), q(Z, 2, X).\n?- q(X, Y, Z).",
    // Pairs that become rows of bits, to which whole runs are added.
    "d(X, Y) :- w(X, Y, _).\nd(X, Y) :- d(X, Z), d(Z, Y).\nd(X, Y) :- l(X, A), d(A, B), m(B, Y).\n?- d(X, Y).",
    "t(X, Y) :- w(X, Y, _).\nt(X, Y) :- t(X, A), t(A, B), t(B, Y).\n?- t(X, Y).",
    // New tuples of three columns, taken by two of them.
    "v(X, H) :- a(X, H).\nv(X, H) :- l(X, Y), v(Y, H).\nh(O, F, H) :- w(X, Y, F), v(X, O), v(Y, H).\n"
      + "v(X, H) :- w(X, Y, F), v(Y, O), h(O, F, H).\n?- v(X, H).\n?- h(O, F, H).",
    // Equivalences.
    "c(X, Y) :- e(X, Y), X < 100.\nc(X, Y) :- c(Y, X).\nc(X, Z) :- c(X, Y), c(Y, Z).\n?- c(X, Y).\n?- c(8, Y).",
    // Best values.
    "d(0, 0).\nd(Y, min(C)) :- d(X, C0), w(X, Y, W), C = C0 + W.\n?- d(X, C).\n?- d(7, C).",
    "d(X, min(X)) :- e(X, Y).\nd(Y, min(L)) :- d(X, L), e(X, Y).\n?- d(X, L).",
    "d(0, 100).\nd(Y, max(C)) :- d(X, C0), w(X, Y, W), C = min(C0, W).\n?- d(X, C).",
    "d(0, 0).\nd(Y, min(C)) :- d(X, C0), tree(X, Y), C = C0 - Y.\n?- d(X, C).",
    "d(0, 0.5).\nd(Y, min(C)) :- d(X, C0), w(X, Y, W), C = C0 + W / 4.0.\n?- d(X, C), C > 3.25.\n"
      + "?(X mod 3, sum(C), avg(C), max(C), count()) :- d(X, C).",
    "d(0, 0).\nd(Y, min(C)) :- d(X, B), X < 400, K in 1..3, Y = X + K, C = B + K * K + 1.\n?- d(X, C).",
    "d(0, 0).\nd(Y, min(C)) :- d(X, B), X < 60, K in [1, 2, 5], L in -2..0, Y = X + K, C = B + K + L.\n?- d(X, C).",
    // Joins, cyclic bodies, negation, groups.
    "p(X, Z) :- e(X, Y), e(Y, Z), X != Z, not e(X, Z).\n?- p(X, Z).\n?(Z, count()) :- p(X, Z).",
    "?- e(X, Y), e(Y, Z), e(X, Z).\n?- e(X, Y), e(Y, Z), e(Z, X).",
    "?(X, count(), sum(W), min(W), max(W)) :- w(X, Y, W).\n?(Y, count(X)) :- w(X, Y, _).\n?(sum(W)) :- w(_, _, W).",
    "k(X, Y) :- e(X, Y), not tree(X, Y).\ng(X, count(), sum(Y)) :- k(X, Y).\n"
      + "g(X, 0, 0) :- tree(X, _), not k(X, _).\nu(X, Y, W) :- k(X, Y), w(_, Y, W).\n"
      + "?- k(X, Y), not k(Y, X).\n?- g(X, C, S).\n?(Y, count()) :- u(X, Y, W).\n?- u(3, Y, W).",
    "p(Z, X) :- e(X, Y), e(Y, Z), not w(Z, _, X), not tree(X, Z), Z > 3.\n?- p(X, Y).",
    "?(N = count()) :- e(X, Y), e(Y, Z).\n?(X) :- e(X, _), not tree(X, _).\n?- w(X, 3, W), e(3, W).",
  ]

  @Test(arguments: programs.indices)
  func answersDependOnNoOptimization(number: Int) throws {
    // Large enough for what is only done with many rows.
    let source = Self.facts(seed: UInt64(number), scale: 10) + Self.programs[number]
    let expected = try answers(source, [])
    #expect(expected.contains { !$0.isEmpty }, "the program must have answers")
    #expect(try answers(source, .all) == expected)
  }

  @Test(arguments: programs.indices)
  func eachOptimizationCanBeSwitchedOff(number: Int) throws {
    let source = Self.facts(seed: UInt64(number), scale: 1) + Self.programs[number]
    let expected = try answers(source, [])
    for bit in 0..<17 {
      let others = Engine.Optimizations(rawValue: ~(1 << bit))
      #expect(try answers(source, others) == expected, "without optimisation \(bit)")
    }
  }

  @Test func importedRowsThatStandTwiceCountOnce() throws {
    var generator = SeededGenerator(seed: 5)
    var lines: [String] = []
    for _ in 0..<9000 {
      lines.append(
        (0..<3).map { _ in "\(Int.random(in: 0..<20, using: &generator))" }.joined(separator: "\t"))
    }
    let folder = try TemporaryFolder()
    _ = try folder.write(lines.joined(separator: "\n"), to: "t.tsv")
    let found = try answers(
      """
      @import t "\(folder.path("t.tsv"))".
      k(X, Y, Z) :- t(X, Y, Z), X < 12.
      n(X, count()) :- k(X, Y, Z).
      ?(N = count()) :- k(X, Y, Z).
      ?(S = sum(C)) :- n(X, C).
      ?(N = count()) :- t(X, Y, Z), t(Y, X, Z).
      """, .all)
    let rows = Set(lines)
    let some = rows.filter { Int($0.split(separator: "\t")[0])! < 12 }.count
    let mirrored = rows.filter {
      let cells = $0.split(separator: "\t")
      return rows.contains("\(cells[1])\t\(cells[0])\t\(cells[2])")
    }.count
    #expect(found.flatMap(\.self) == ["\(some)", "\(some)", "\(mirrored)"])
  }

  /// When a recursive rule is planned, its own predicates are empty; none must be joined as if that cost nothing.
  @Test func anOrderIsGoodForMoreThanTheFirstRows() throws {
    var generator = SeededGenerator(seed: 6)
    func number() -> Int { Int.random(in: 0..<4000, using: &generator) }
    var lines: [String] = []
    for object in 0..<4000 { lines.append("new(\(number()), \(object)).") }
    for _ in 0..<2000 {
      lines.append("move(\(number()), \(number())).")
      lines.append("load(\(number()), \(number()), \(number() % 20)).")
      lines.append("store(\(number()), \(number() % 20), \(number())).")
    }
    let engine = Engine(graph: nil)
    try engine.run(
      lines.joined(separator: "\n") + """

        v(X, H) :- new(X, H).
        v(X, H) :- move(X, Y), v(Y, H).
        h(O, F, H) :- store(X, F, Y), v(X, O), v(Y, H).
        v(X, H) :- load(X, Y, F), v(Y, O), h(O, F, H).
        """, name: "program"
    ) { _ in }
    let plan = try engine.plan("h(O, F, H)?")
    let most = plan.strata.flatMap(\.rules).flatMap(\.steps).map(\.rows).max()
    #expect(try #require(most) < 200_000, "\(plan.profile)")
  }

  private static func facts(seed: UInt64, scale: Int) -> String {
    var generator = SeededGenerator(seed: seed)
    var lines: Set<String> = []
    func number(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
    for _ in 0..<450 * scale { lines.insert("e(\(number(900 * scale)), \(number(900 * scale))).") }
    for _ in 0..<18 * scale { lines.insert("e(\(number(10 * scale)), \(number(10 * scale))).") }
    for child in 1..<40 * scale { lines.insert("tree(\(number(child)), \(child)).") }
    for _ in 0..<15 * scale {
      lines.insert("a(\(number(20 * scale)), \(number(20 * scale))).")
      lines.insert("l(\(number(20 * scale)), \(number(20 * scale))).")
      lines.insert("m(\(number(20 * scale)), \(number(20 * scale))).")
    }
    for _ in 0..<60 * scale {
      lines.insert("w(\(number(20 * scale)), \(number(20 * scale)), \(number(50))).")
    }
    return lines.sorted().joined(separator: "\n") + "\n"
  }

  private func answers(_ source: String, _ optimizations: Engine.Optimizations) throws -> [[String]]
  {
    var options = Engine.Options()
    options.optimizations = optimizations
    return try printedAnswers(of: source, options)
  }
}
