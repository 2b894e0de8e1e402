/// Finds solutions that are compatible with a row: equal in every variable that both bind.
///
/// Solutions are divided by which of the shared variables they bind, and each part is indexed by the variables that a row binds
/// too: so rows without unbound values take one look-up.
final class CompatibleIndex {
  let solutions: Solutions
  /// Variables of the columns that rows have too.
  let shared: [Int]
  private let columns: [[Int32]]
  /// The rows that bind the shared variables of a mask.
  private var parts: [Int: [Int32]] = [:]
  private var indexes: [[Int]: RowIndexByKey] = [:]

  /// - Parameter input: the variables of the rows that will be looked for.
  init(_ solutions: Solutions, input: [Int], _ state: EvaluationState) throws {
    self.solutions = solutions
    shared = solutions.variables.filter(input.contains)
    columns = shared.map { solutions.column(of: $0) ?? [] }
    for row in 0..<solutions.count {
      parts[Self.mask(columns, row), default: []].append(Int32(truncatingIfNeeded: row))
    }
    try state.hold(bytes: solutions.count * 16)
  }

  static func mask(_ columns: [[Int32]], _ row: Int) -> Int {
    var mask = 0
    for place in columns.indices where columns[place][row] != Solutions.unbound {
      mask |= 1 << place
    }
    return mask
  }

  /// Appends the numbers of the compatible solutions.
  ///
  /// - Parameters:
  ///   - columns: the shared variables' columns of the rows.
  ///   - mustShare: whether a variable must be bound on both sides, as MINUS wants it.
  func find(_ columns: [[Int32]], _ row: Int, mustShare: Bool = false, into found: inout [Int32]) {
    let mask = Self.mask(columns, row)
    for (part, rows) in parts {
      let common = mask & part
      if mustShare, common == 0 { continue }
      let places = columns.indices.filter { common & 1 << $0 != 0 }
      let index = index(part, common, places, rows)
      let before = found.count
      index.find(places.map { columns[$0] }, row, into: &found)
      for place in before..<found.count { found[place] = rows[Int(found[place])] }
    }
  }

  private func index(_ part: Int, _ common: Int, _ places: [Int], _ rows: [Int32]) -> RowIndexByKey
  {
    if let known = indexes[[part, common]] { return known }
    let keys = places.map { place in rows.map { columns[place][Int($0)] } }
    let index = RowIndexByKey(keys, count: rows.count)
    indexes[[part, common]] = index
    return index
  }
}

/// Joins solutions with those of a source, which are all computed at first.
final class HashExtender: SolutionExtender {
  private let source: any SolutionSource
  private let state: EvaluationState
  private var index: CompatibleIndex?

  init(_ source: any SolutionSource, _ state: EvaluationState) {
    (self.source, self.state) = (source, state)
  }

  func variables(after input: [Int]) -> [Int] {
    input + source.variables.filter { !input.contains($0) }
  }

  func extend(_ input: Solutions) throws -> Solutions {
    let index = try index ?? CompatibleIndex(source.all(state), input: input.variables, state)
    self.index = index
    let shared = index.shared.map { input.column(of: $0) ?? [] }
    var (rows, matches): ([Int32], [Int32]) = ([], [])
    for row in 0..<input.count {
      let before = matches.count
      index.find(shared, row, into: &matches)
      let number = Int32(truncatingIfNeeded: row)
      for _ in before..<matches.count { rows.append(number) }
      try state.checkNowAndThen()
      if matches.count >> 18 != before >> 18 { try state.check(bytes: matches.count * 8) }
    }
    let extended = variables(after: input.variables)
    var result = Solutions(variables: extended)
    result.count = rows.count
    for (column, variable) in extended.enumerated() {
      let own = input.column(of: variable)
      let other = index.solutions.column(of: variable)
      result.columns[column] = rows.indices.map { place in
        let value = own.map { $0[Int(rows[place])] } ?? Solutions.unbound
        if value != Solutions.unbound { return value }
        return other.map { $0[Int(matches[place])] } ?? Solutions.unbound
      }
    }
    return result
  }
}
