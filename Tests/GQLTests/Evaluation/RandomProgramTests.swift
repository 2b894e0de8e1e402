import GQL
import TestSupport
import Testing

/// Thousands of random programs mean the same to the engine, with optimisations on and off, and to an evaluator that
/// does the obvious. A failure names the seed, from which ``RandomProgram`` makes the program again.
@Suite struct RandomProgramTests {
  @Test(arguments: 0..<10)
  func engineAgreesWithTheObvious(part: Int) throws {
    var rows = 0
    let count = TestLength.count(200, long: 2000)
    for number in 0..<count {
      let seed = UInt64(part * count + number)
      let program = RandomProgram(seed: seed, hasOptionalParts: true)
      let expected = NaiveEvaluator(program).tables
      rows += program.layers.flatMap { $0 }.reduce(0) { $0 + (expected[$1.head]?.count ?? 0) }
      var generator = SeededGenerator(seed: seed ^ 0xFFFF)
      let some = Int.random(in: 0..<65_536, using: &generator)
      for optimizations: Engine.Optimizations in [.all, [], .init(rawValue: some)] {
        try check(program, expected, seed: seed, optimizations)
      }
    }
    #expect(rows > 1000, "the programs must have answers")
  }

  /// Goals with constants, each in a session of its own, so that nothing is known of what they demand.
  @Test(arguments: 0..<10)
  func demandChangesNoAnswer(part: Int) throws {
    var rows = 0
    let count = TestLength.count(150, long: 1500)
    for number in 0..<count {
      let seed = UInt64(100_000 + part * count + number)
      let program = RandomProgram(seed: seed)
      let expected = NaiveEvaluator(program).tables
      var generator = SeededGenerator(seed: seed)
      for name in Set(program.layers.flatMap { $0.map(\.head) }).sorted() {
        let arity = program.arity[name]!
        let all = expected[name] ?? []
        // Constants of a tuple that is there, or of none.
        let some = all.sorted { $0.description < $1.description }.randomElement(using: &generator)
        let values = (0..<arity).map { column in
          generator.chance(70)
            ? some?[column] ?? .number(1) : .number(Int.random(in: 0...5, using: &generator))
        }
        let bound = (0..<arity).filter { _ in generator.chance(60) }
        let terms = (0..<arity).map { bound.contains($0) ? values[$0].description : "V\($0)" }
        let columns = (0..<arity).map { bound.contains($0) ? "0" : "V\($0)" }
        var goal =
          "?(9, \(columns.joined(separator: ", "))) :- \(name)(\(terms.joined(separator: ", ")))"
        var wanted = Set(
          all.filter { row in bound.allSatisfy { row[$0] == values[$0] } }.map { row in
            ["9"] + (0..<arity).map { bound.contains($0) ? "0" : row[$0].description }
          })
        if generator.chance(30) {
          // A negated literal of the same predicate or another, with constants.
          let other = program.layers.flatMap { $0 }.randomElement(using: &generator)!.head
          let constants = (0..<program.arity[other]!).map { _ in
            TestValue.number(Int.random(in: 0...5, using: &generator))
          }
          let open = Int.random(in: 0..<constants.count, using: &generator)
          let hasMatch = (expected[other] ?? []).contains { row in
            row.indices.allSatisfy { $0 == open || row[$0] == constants[$0] }
          }
          let shown = constants.indices.map { $0 == open ? "_" : constants[$0].description }
          goal += ", not \(other)(\(shown.joined(separator: ", ")))"
          if hasMatch { wanted = [] }
        }
        // Asked at once, or of rules that hold the constants, one above another.
        if generator.chance(60) {
          goal = Self.throughRules(
            name, terms, shown: columns, bound: bound, values: values, goal, &generator)
        }
        rows += wanted.count
        for optimizations: Engine.Optimizations in [.all, .demand, .all.subtracting(.demand)] {
          var options = Engine.Options()
          options.optimizations = optimizations
          var found: Set<[String]> = []
          try Engine(graph: nil, options: options).run(
            program.description + "\n" + goal + ".", name: "random"
          ) { answers in
            for row in 0..<answers.rowCount {
              found.insert(
                try answers.columns.indices.map { try answers.text(row: row, column: $0) })
            }
          }
          if found != wanted {
            Issue.record(
              """
              seed \(seed), optimizations \(optimizations.rawValue)
              found \(found.subtracting(wanted).sorted { "\($0)" < "\($1)" })
              missed \(wanted.subtracting(found).sorted { "\($0)" < "\($1)" })
              \(program)
              \(goal).
              """)
          }
        }
      }
    }
    #expect(rows > 200, "the goals must have answers")
  }

  /// The same goal, asked of a predicate whose rules ask it: its constants stand in a rule, or in a small relation that the
  /// rule joins, or in a negated group.
  private static func throughRules(
    _ name: String, _ terms: [String], shown: [String], bound: [Int], values: [TestValue],
    _ goal: String, _ generator: inout SeededGenerator
  ) -> String {
    var lines: [String] = []
    var body = "\(name)(\(terms.joined(separator: ", ")))"
    var (joined, arguments) = ([String](), terms)
    for column in bound where generator.chance(50) {
      lines.append("small\(column)(\(values[column])).")
      if generator.chance(50) { lines.append("small\(column)(none).") }
      arguments[column] = "S\(column)"
      joined.append("small\(column)(S\(column))")
    }
    if !joined.isEmpty {
      joined.append("\(name)(\(arguments.joined(separator: ", ")))")
      if generator.chance(50) { joined.shuffle(using: &generator) }
      body = joined.joined(separator: ", ")
    }
    let open = shown.filter { $0 != "0" }
    let columns = (["9"] + open).joined(separator: ", ")
    lines.append("up0(\(columns)) :- \(body).")
    if generator.chance(30) {
      // What is demanded is also a recursion's first step.
      lines.append("up0(\(columns)) :- up0(\(columns)), \(body).")
    }
    lines.append("up1(\(columns)) :- up0(\(columns)).")
    if generator.chance(30) {
      lines.append("up2(\(columns)) :- up1(\(columns)), not not (\(body), up0(\(columns))).")
    } else {
      lines.append("up2(\(columns)) :- up1(\(columns)).")
    }
    let asked = goal.replacing(
      ":- \(name)(\(terms.joined(separator: ", ")))", with: ":- up2(\(columns))", maxReplacements: 1
    )
    return lines.joined(separator: "\n") + "\n" + asked
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
