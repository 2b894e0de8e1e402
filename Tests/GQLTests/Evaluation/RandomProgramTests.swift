import GQL
import TestSupport
import Testing

/// Thousands of random programs mean the same to the engine, with optimisations on and off, and to an evaluator that
/// does the obvious. A failure names the seed, from which ``RandomProgram`` makes the program again.
@Suite struct RandomProgramTests {
  @Test(arguments: 0..<10)
  func engineAgreesWithTheObvious(part: Int) throws {
    var rows = 0
    for number in 0..<200 {
      let seed = UInt64(part * 200 + number)
      let program = RandomProgram(seed: seed)
      let expected = NaiveEvaluator(program).tables
      rows += program.layers.flatMap { $0 }.reduce(0) { $0 + (expected[$1.head]?.count ?? 0) }
      var generator = SeededGenerator(seed: seed ^ 0xFFFF)
      let some = Int.random(in: 0..<8192, using: &generator)
      for optimizations: Engine.Optimizations in [.all, [], .init(rawValue: some)] {
        try check(program, expected, seed: seed, optimizations)
      }
    }
    #expect(rows > 1000, "the programs must have answers")
  }

  private func check(
    _ program: RandomProgram, _ expected: [String: Set<[TestValue]>], seed: UInt64,
    _ optimizations: Engine.Optimizations
  ) throws {
    var options = Engine.Options()
    options.optimizations = optimizations
    let engine = Engine(graph: nil, options: options)
    let names = program.layers.flatMap { $0.map(\.head) }.reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    var source = program.description + "\n"
    var wanted: [Set<[String]>] = []
    var generator = SeededGenerator(seed: seed)
    // First with a constant in one column, so that nothing is known of the predicate yet.
    for name in names {
      let arity = program.arity[name]!
      let bound = Int.random(in: 0..<arity, using: &generator)
      let constant = TestValue.number(Int.random(in: 0...5, using: &generator))
      let variables = (0..<arity).map { "V\($0)" }
      var terms = variables
      terms[bound] = constant.description
      let shown = ["0"] + variables.enumerated().filter { $0.offset != bound }.map(\.element)
      source +=
        "?(\(shown.joined(separator: ", "))) :- \(name)(\(terms.joined(separator: ", "))).\n"
      wanted.append(
        Set(
          (expected[name] ?? []).filter { $0[bound] == constant }.map { row in
            ["0"] + row.enumerated().filter { $0.offset != bound }.map(\.element.description)
          }))
    }
    for name in names {
      let variables = (0..<program.arity[name]!).map { "V\($0)" }
      source += "?- \(name)(\(variables.joined(separator: ", "))).\n"
      wanted.append(Set((expected[name] ?? []).map { $0.map(\.description) }))
    }
    var results: [Set<[String]>] = []
    do {
      try engine.run(source, name: "random") { answers in
        var rows: Set<[String]> = []
        for row in 0..<answers.rowCount {
          rows.insert(
            try answers.columns.indices.map { try answers.text(row: row, column: $0) })
        }
        #expect(rows.count == answers.rowCount, "seed \(seed): a row stands twice")
        results.append(rows)
      }
    } catch {
      Issue.record("seed \(seed), optimizations \(optimizations.rawValue): \(error)\n\(source)")
      return
    }
    if results != wanted {
      let place = zip(results, wanted).enumerated().first { $1.0 != $1.1 }?.offset ?? -1
      Issue.record(
        """
        seed \(seed), optimizations \(optimizations.rawValue), query \(place)
        found \(place < 0 ? [] : results[place].subtracting(wanted[place]).map(\.description).sorted())
        missed \(place < 0 ? [] : wanted[place].subtracting(results[place]).map(\.description).sorted())
        \(source)
        """)
    }
  }
}
