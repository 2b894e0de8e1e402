import Graph

/// Whether a pattern has a solution once the values of a row are put in the place of its variables (SPARQL 1.1 Query Language,
/// section 18.6, `exists` and `substitute`).
final class ExistsTest {
  private let pattern: Algebra
  private let isNegated: Bool
  private let builder: OperatorBuilder
  private let input: [Int]
  /// Variables of the rows that the pattern speaks of.
  private let shared: [Int]
  private let number: Int
  /// The pattern as a function on rows, where it can be one.
  private let extender: (any SolutionExtender)?
  private var known: [[Int32]: Bool] = [:]

  init(
    _ group: GroupPattern, isNegated: Bool, over variables: [Int], _ builder: OperatorBuilder
  ) throws {
    var translation = Translation(builder.state.variables)
    pattern = translation.pattern(group)
    builder.state.variables = translation.variables
    self.isNegated = isNegated
    self.builder = builder
    input = variables
    let mentioned = Substitution.mentioned(in: pattern)
    shared = variables.filter(mentioned.contains)
    number = builder.state.variables.fresh()
    extender = try builder.patternExtender(pattern, bound: Set(shared), seesOuter: true)
  }

  /// `true` or `false` for each row.
  func values(of solutions: Solutions) throws -> [Int32] {
    let columns = shared.map { solutions.column(of: $0) ?? [] }
    var keys = RowKeys(width: shared.count)
    var numbers: [Int] = []
    var distinct = Solutions(variables: shared)
    for row in 0..<solutions.count {
      let (key, isNew) = keys.number(columns, row)
      numbers.append(key)
      guard isNew else { continue }
      for place in columns.indices { distinct.columns[place].append(columns[place][row]) }
      distinct.count += 1
    }
    let found = try extender.map { try matched(distinct, by: $0) } ?? substituted(distinct)
    let terms = builder.state.terms
    let (yes, no) = (try terms.intern(.boolean(true)), try terms.intern(.boolean(false)))
    return numbers.map { found[$0] != isNegated ? yes : no }
  }

  private func matched(
    _ rows: Solutions, by extender: any SolutionExtender
  ) throws -> [Bool] {
    var numbered = rows
    numbered.add(number, Array(0..<Int32(truncatingIfNeeded: rows.count)))
    var found = [Bool](repeating: false, count: rows.count)
    for row in try extender.extend(numbered).column(of: number) ?? [] { found[Int(row)] = true }
    return found
  }

  /// One row after another, each kind of row once.
  private func substituted(_ rows: Solutions) throws -> [Bool] {
    var found: [Bool] = []
    for row in 0..<rows.count {
      try builder.state.check()
      let key = rows.row(row)
      if let known = known[key] {
        found.append(known)
        continue
      }
      var values: [Int: Term] = [:]
      for (place, variable) in shared.enumerated() where key[place] != Solutions.unbound {
        values[variable] = try builder.state.terms.term(key[place])
      }
      let source = try builder.source(Substitution(values: values).apply(pattern))
      var isFound = false
      while !isFound, let more = try source.next() { isFound = more.count > 0 }
      if known.count < 1 << 16 { known[key] = isFound }
      found.append(isFound)
    }
    return found
  }
}
