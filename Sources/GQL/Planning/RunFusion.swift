import Tuples

extension RulePlan {
  /// Lets the last join of a rule with two columns in its head, or the tuples of the last round, go into the head's
  /// relation as whole runs.
  ///
  ///     p(X, Y) :- Δp(X, Z), step(Z, Y).     the steps of each Z are a run, paired with X
  ///     p(X, Y) :- step(X, Z), Δp(Z, Y).     the new Y of each Z are a run, paired with each X that leads to Z
  mutating func fuseRuns() {
    guard head.count == 2, case .rows = ending else { return }
    if !fuseRecent() { fuseLastJoin() }
    liveAfter = liveRegisters(atEnd: [])
  }

  private mutating func fuseLastJoin() {
    // Only what an index finds has runs.
    guard case .join(let join)? = steps.last, join.isStable, join.lookUp == nil,
      join.window != .recent,
      !join.keyColumns.isEmpty || join.isGrowing && !join.fixed.isEmpty
    else { return }
    let outputs = head.map { operand in
      join.outputs.first { operand == .register($0.register) }
    }
    switch (outputs[0], outputs[1]) {
    case (nil, let moving?):
      ending = .lastJoin(
        RunEnding(join: join, column: moving.column, value: head[0], isFirst: true))
    case (let moving?, nil):
      ending = .lastJoin(
        RunEnding(join: join, column: moving.column, value: head[1], isFirst: false))
    default: break
    }
  }

  private mutating func fuseRecent() -> Bool {
    guard case .join(let join)? = steps.first, steps.count > 1, join.window == .recent,
      join.isStable, join.fixed.isEmpty, join.outputs.count == join.relation.arity,
      (2...GroupScan.mostKeyColumns + 1).contains(join.relation.arity),
      let moving = join.outputs.first(where: { head[1] == .register($0.register) }),
      head[0] != .register(moving.register),
      !steps.dropFirst().contains(where: { $0.reads.contains(moving.register) })
    else { return false }
    let keys = join.outputs.filter { $0.column != moving.column }
    // Where the value is of the same tuple, each run would be of one row.
    guard !keys.contains(where: { head[0] == .register($0.register) }) else { return false }
    let group = registers
    registers += 1
    steps[0] = .recentGroups(join, keys: keys, group: group)
    ending = .recentRuns(
      RunEnding(join: join, column: moving.column, value: head[0], isFirst: true), group: group)
    return true
  }
}
