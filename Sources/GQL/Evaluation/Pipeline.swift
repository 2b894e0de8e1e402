import Graph
import Tuples

/// Runs a ``RulePlan``: blocks of rows flow through its steps into a sink.
final class Pipeline {
  private let plan: RulePlan
  private let context: EvaluationContext
  private let evaluator: ExpressionEvaluator
  private let sink: (Block) throws -> Bool
  private let operators: [Operator]
  private let start: Block
  /// What takes the place of rows and sink where whole runs go into the head's relation.
  private let insertion: RunInsertion?
  private var isStopped = false
  /// Rows that left each step, for a profile.
  private var rowsAfter: [Int]
  private let trace: EvaluationTrace.Entry?

  /// A step with what it needs at run time.
  private enum Operator {
    case probe(Probe, Block)
    case groups(GroupScan, Block)
    case intersection(Intersection, Block)
    case expand(Block)
    case inPlace
  }

  /// - Parameters:
  ///   - target: where runs go, in a plan that ends with them.
  ///   - sink: takes each block of results; false ends the evaluation, because nothing more is asked for.
  init(
    _ plan: RulePlan, span: SourceSpan, context: EvaluationContext, target: Relation? = nil,
    sink: @escaping (Block) throws -> Bool
  ) throws {
    self.plan = plan
    self.context = context
    self.sink = sink
    evaluator = ExpressionEvaluator(context: context, span: span)
    start = Block(width: plan.registers)
    rowsAfter = Array(repeating: 0, count: plan.steps.count)
    insertion = Self.insertion(plan, into: target)
    trace = try context.trace?.begin(plan, span)
    let bytes = plan.bytes
    if bytes > Self.littleMemory { try context.checkLimits(extra: bytes) }
    var carried: [[Int]] = []
    for (place, step) in plan.steps.enumerated() {
      var outputs: Set<Int> = []
      if case .join(let join) = step { outputs = Set(join.outputs.map(\.register)) }
      if case .intersect(_, let register) = step { outputs = [register] }
      if case .recentGroups(_, let keys, let group) = step {
        outputs = Set(keys.map(\.register) + [group])
      }
      carried.append(plan.liveAfter[place].filter { !outputs.contains($0) })
    }
    operators = plan.steps.enumerated().map { place, step in
      switch step {
      case .join(let join):
        if place >= plan.executedSteps { return .inPlace }
        return .probe(
          Probe(
            join.relation, index: Self.index(of: join), key: join.key,
            outputs: join.outputs.filter { plan.liveAfter[place].contains($0.register) },
            carried: carried[place],
            window: join.isGrowing ? join.window : .all, fixed: join.fixed),
          Block(width: plan.registers))
      case .recentGroups(let join, let keys, let group):
        let index = join.relation.growingIndex(
          on: keys.map(\.column), fixed: [], isStable: true)
        return .groups(
          GroupScan(index, keyRegisters: keys.map(\.register), groupRegister: group),
          Block(width: plan.registers))
      case .intersect(let joins, let register):
        let parts = joins.map {
          Intersection.Part(
            $0.relation, keyColumns: $0.keyColumns, key: $0.key, column: $0.outputs[0].column)
        }
        let isNeeded = plan.liveAfter[place].contains(register)
        return .intersection(
          Intersection(parts, register: isNeeded ? register : nil, carried: carried[place]),
          Block(width: plan.registers))
      case .bind(_, _, withTwin: true), .range(_, _, _, isBound: false),
        .member(_, _, isBound: false), .search:
        return .expand(Block(width: plan.registers))
      default: return .inPlace
      }
    }
  }

  /// What takes less is not worth a look at the limits.
  private static let littleMemory = 16 << 20

  /// The index by which a join is reached; nil for a scan.
  private static func index(of join: JoinStep) -> RowIndex? {
    if let lookUp = join.lookUp { return lookUp.rows.index }
    if !join.isGrowing {
      return join.keyColumns.isEmpty ? nil : join.relation.index(on: join.keyColumns)
    }
    if join.keyColumns.isEmpty, join.fixed.isEmpty || join.window == .recent { return nil }
    return join.relation.growingIndex(
      on: join.keyColumns, fixed: join.fixed, isStable: join.isStable)
  }

  private static func insertion(_ plan: RulePlan, into target: Relation?) -> RunInsertion? {
    guard let target else { return nil }
    switch plan.ending {
    case .rows: return nil
    case .lastJoin(let runs):
      guard let index = index(of: runs.join) else { return nil }
      return RunInsertion(
        runs.join.relation, index: index, .key(runs.join.key),
        window: runs.join.isGrowing ? runs.join.window : .all, column: runs.column, into: target,
        pairedWith: runs.value, isFirst: runs.isFirst)
    case .recentRuns(let runs, let group):
      let key = runs.join.relation.columns.indices.filter { $0 != runs.column }
      let index = runs.join.relation.growingIndex(on: key, fixed: [], isStable: true)
      return RunInsertion(
        runs.join.relation, index: index, .group(register: group), window: .recent,
        column: runs.column, into: target, pairedWith: runs.value, isFirst: runs.isFirst)
    }
  }

  /// Evaluates the plan once. False if the sink wanted no more.
  func run() throws -> Bool {
    isStopped = false
    start.count = 1
    guard let trace else {
      try run(from: 0, start)
      return !isStopped
    }
    let begin = ContinuousClock.now
    defer { context.trace?.end(trace, rows: rowsAfter, time: .now - begin) }
    try run(from: 0, start)
    return !isStopped
  }

  private func run(from first: Int, _ block: Block) throws {
    for place in first..<plan.executedSteps {
      guard block.count > 0 else { return }
      let live = plan.liveAfter[place]
      switch plan.steps[place] {
      case .join(let join):
        guard case .probe(let probe, let output) = operators[place] else {
          Self.failMismatch(place)
        }
        try join.lookUp?.prepare(for: block, join.key, context.check)
        probe.start(block)
        while probe.next(output) {
          try context.check()
          rowsAfter[place] += output.count
          try run(from: place + 1, output)
          if isStopped { return }
        }
        return
      case .recentGroups:
        guard case .groups(let groups, let output) = operators[place] else {
          Self.failMismatch(place)
        }
        groups.start()
        while groups.next(output) {
          try context.check()
          rowsAfter[place] += output.count
          try run(from: place + 1, output)
        }
        return
      case .intersect:
        guard case .intersection(let intersection, let output) = operators[place] else {
          Self.failMismatch(place)
        }
        intersection.start(block)
        while intersection.next(output) {
          try context.check()
          rowsAfter[place] += output.count
          try run(from: place + 1, output)
          if isStopped { return }
        }
        return
      case .exists(let join, let present):
        try join.lookUp?.prepare(for: block, join.key, context.check)
        exists(join, present, block, live)
      case .filter(let comparison, let left, let right):
        if let first = left.operand, let second = right.operand,
          block.keepRows(where: first, comparison.kernel, second, live: live)
        {
          break
        }
        block.compact(
          keeping: try evaluator.compare(comparison, left, right, block), registers: live)
      case .same(let left, let right):
        block.keepRows(where: left, equals: right, isEqual: true, live: live)
      case .bind(let register, let expression, let withTwin):
        if withTwin, try context.dictionary.mayHaveForms {
          try expand(place, block) { row, emit in
            guard let value = try self.value(expression, block, row) else { return }
            for form in try self.context.dictionary.forms(of: value) {
              try emit([(register, form)])
            }
          }
          return
        }
        try bind(register, expression, block, live)
      case .test(let test, let arguments, let negated):
        try self.test(test, arguments, negated, block, live)
      case .range(let register, let low, let high, let isBound):
        if isBound {
          try filterRange(register, low, high, block, live)
        } else {
          try expandRange(place, register, low, high, block)
          return
        }
      case .member(let register, let elements, let isBound):
        if isBound {
          try filterMembers(register, elements, block, live)
        } else {
          try expandMembers(place, register, elements, block)
          return
        }
      case .search(let words, let sentence, let score, let bindsSentence, let bindsScore):
        try search(place, words, sentence, score, bindsSentence, bindsScore, block)
        return
      }
      rowsAfter[place] += block.count
    }
    guard block.count > 0 else { return }
    if let insertion {
      rowsAfter[plan.steps.count - 1] += try insertion.add(block, progress: context.check)
    } else if try !sink(block) {
      isStopped = true
    }
  }

  private func exists(_ join: JoinStep, _ present: Bool, _ block: Block, _ live: [Int]) {
    if join.isMarked { return }
    let bound = join.keyColumns.count + join.fixed.count
    if bound == 0 {
      let rows =
        !join.isGrowing
        ? join.relation.count
        : join.window == .stable ? join.relation.recentStart : join.relation.recentEnd
      if (rows == 0) == present { block.count = 0 }
    } else if bound == join.relation.arity, join.readsSet, join.lookUp == nil {
      var key = [Operand](repeating: .constant(0), count: bound)
      for (column, operand) in zip(join.keyColumns, join.key) { key[column] = operand }
      for fixed in join.fixed { key[fixed.column] = .constant(fixed.value) }
      join.relation.keepRows(of: block, key, present: present, live: live)
    } else if join.seeksInRuns {
      let (group, sorted) = (join.keyColumns[0], join.keyColumns[1])
      RunTest.keepRows(
        of: block, key: join.key[0], member: join.key[1],
        in: join.relation.index(on: [group], sortedBy: sorted), of: join.relation,
        sortedBy: sorted, present: present, live: live)
    } else if let index = Self.index(of: join) {
      Probe.keepRows(
        of: block, matching: join.key, in: index, of: join.relation,
        window: join.isGrowing ? join.window : .all, present: present, live: live)
    }
  }

  private func bind(
    _ register: Int, _ expression: CompiledExpression, _ block: Block, _ live: [Int]
  ) throws {
    if let operand = expression.operand {
      block.fill(register, from: operand)
      return
    }
    if case .arithmetic(let arithmetic, let left, let right) = expression,
      let first = left.operand, let second = right.operand, let kernel = arithmetic.kernel,
      block.compute(kernel, first, second, into: register)
    {
      return
    }
    let values = try evaluator.values(expression, block)
    var flags = [UInt8](repeating: 1, count: block.count)
    var isWhole = true
    for row in 0..<block.count {
      if let value = values[row] {
        block[register, row] = value
      } else {
        flags[row] = 0
        isWhole = false
      }
    }
    if !isWhole { block.compact(keeping: flags, registers: live) }
  }

  private func test(
    _ test: TestFunction, _ arguments: [CompiledExpression], _ negated: Bool, _ block: Block,
    _ live: [Int]
  ) throws {
    var flags = [UInt8](repeating: 0, count: block.count)
    let known = TextKernel(dictionary: context.dictionary).holds(test, arguments, block)
    for row in 0..<block.count {
      if let holds = known?[row] {
        flags[row] = holds != negated ? 1 : 0
        continue
      }
      let terms = try arguments.compactMap { try evaluator.term($0, block, row) }
      guard terms.count == arguments.count,
        let holds = try evaluator.holds(test, terms)
      else { continue }
      flags[row] = holds != negated ? 1 : 0
    }
    block.compact(keeping: flags, registers: live)
  }

  private func value(_ expression: CompiledExpression, _ block: Block, _ row: Int) throws -> Int32?
  {
    switch expression.operand {
    case .register(let register)?: block[register, row]
    case .constant(let value)?: value
    case nil: try evaluator.term(expression, block, row).map(context.dictionary.intern)
    }
  }

  /// Operators are made from the steps, one for each: to go on would lose rows in silence.
  private static func failMismatch(_ place: Int) -> Never {
    preconditionFailure("step \(place) of a plan has the operator of another kind of step")
  }

  // MARK: Steps that give several rows for one

  /// Calls `rows` for each row of the block; each call of `emit` makes a row with some registers set.
  private func expand(
    _ place: Int, _ block: Block,
    rows: (Int, ([(register: Int, value: Int32)]) throws -> Void) throws -> Void
  ) throws {
    guard case .expand(let output) = operators[place] else { Self.failMismatch(place) }
    let live = plan.liveAfter[place]
    output.count = 0
    func push() throws {
      try context.check()
      rowsAfter[place] += output.count
      try run(from: place + 1, output)
      output.count = 0
    }
    for row in 0..<block.count where !isStopped {
      try rows(row) { cells in
        guard !isStopped else { return }
        output.appendRow(row, of: block, registers: live)
        for (register, value) in cells { output[register, output.count - 1] = value }
        if output.isFull { try push() }
      }
    }
    if output.count > 0, !isStopped { try push() }
  }

  private func range(
    _ low: CompiledExpression, _ high: CompiledExpression, _ block: Block, _ row: Int
  ) throws -> ValueRange? {
    guard let first = try evaluator.term(low, block, row),
      let last = try evaluator.term(high, block, row)
    else { return nil }
    guard let range = ValueRange(from: first, to: last) else {
      _ = evaluator.fail(.types(operation: "..", first.kindPhrase, last.kindPhrase))
      return nil
    }
    return range
  }

  private func expandRange(
    _ place: Int, _ register: Int, _ low: CompiledExpression, _ high: CompiledExpression,
    _ block: Block
  ) throws {
    try expand(place, block) { row, emit in
      guard let range = try self.range(low, high, block, row), var number = range.first else {
        return
      }
      while !self.isStopped {
        let value = try Self.value(number, of: range, self.context.dictionary)
        try emit([(register, value)])
        if number == range.last { break }
        number += 1
      }
    }
  }

  private static func value(
    _ number: Int64, of range: ValueRange, _ dictionary: SessionDictionary
  ) throws -> Int32 {
    if !range.areDays, let inline = Value(inline: number) { return inline.rawValue }
    return try dictionary.intern(range.term(number))
  }

  private func filterRange(
    _ register: Int, _ low: CompiledExpression, _ high: CompiledExpression, _ block: Block,
    _ live: [Int]
  ) throws {
    var flags = [UInt8](repeating: 0, count: block.count)
    for row in 0..<block.count {
      guard let range = try range(low, high, block, row) else { continue }
      let term = try context.dictionary.term(Value(rawValue: block[register, row]))
      flags[row] = range.contains(term) ? 1 : 0
    }
    block.compact(keeping: flags, registers: live)
  }

  private func expandMembers(
    _ place: Int, _ register: Int, _ elements: [CompiledExpression], _ block: Block
  ) throws {
    try expand(place, block) { row, emit in
      var seen: Set<Int32> = []
      for element in elements {
        guard let value = try self.value(element, block, row) else { continue }
        for form in try self.context.dictionary.forms(of: value) where seen.insert(form).inserted {
          try emit([(register, form)])
          if !self.isReadByAtom(register, after: place) { break }
        }
      }
    }
  }

  /// Whether a later step looks the register up in a relation, so that both forms of a number must be tried.
  private func isReadByAtom(_ register: Int, after place: Int) -> Bool {
    plan.steps[(place + 1)...].contains { step in
      if case .join(let join) = step {
        join.key.contains(.register(register))
      } else if case .exists(let join, present: true) = step {
        join.key.contains(.register(register))
      } else {
        false
      }
    }
  }

  private func filterMembers(
    _ register: Int, _ elements: [CompiledExpression], _ block: Block, _ live: [Int]
  ) throws {
    var flags = [UInt8](repeating: 0, count: block.count)
    for row in 0..<block.count {
      for element in elements {
        guard let value = try value(element, block, row) else { continue }
        if try evaluator.areEqual(block[register, row], value) {
          flags[row] = 1
          break
        }
      }
    }
    block.compact(keeping: flags, registers: live)
  }

  private func search(
    _ place: Int, _ words: CompiledExpression, _ sentence: Operand, _ score: Operand,
    _ bindsSentence: Bool, _ bindsScore: Bool, _ block: Block
  ) throws {
    guard let graph = context.dictionary.graph else { throw EngineError.noGraph }
    func cell(_ operand: Operand, _ row: Int) -> Int32 {
      switch operand {
      case .register(let register): block[register, row]
      case .constant(let value): value
      }
    }
    try expand(place, block) { row, emit in
      guard let term = try self.evaluator.term(words, block, row) else { return }
      guard let text = term.textValue else {
        _ = self.evaluator.fail(.type(operation: "search", term.kindPhrase))
        return
      }
      for match in try graph.search(text, limit: nil) {
        var cells: [(register: Int, value: Int32)] = []
        let found = try self.context.dictionary.intern(.integer(match.sentence))
        if bindsSentence, let register = sentence.register {
          cells.append((register, found))
        } else if cell(sentence, row) != found {
          continue
        }
        let rank = try self.context.dictionary.intern(.float(match.score))
        if bindsScore, let register = score.register {
          cells.append((register, rank))
        } else if try !self.evaluator.areEqual(cell(score, row), rank) {
          continue
        }
        try emit(cells)
      }
    }
  }
}
