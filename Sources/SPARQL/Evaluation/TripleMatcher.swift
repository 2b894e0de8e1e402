import Graph

/// Joins solutions with a triple pattern.
///
/// For few solutions the triples are looked up by what each binds, through the store's indexes; once that has cost as much as
/// reading all triples that the pattern's terms allow, these are read and kept in a table, and the rest is looked up there.
final class TripleMatcher: SolutionExtender {
  private let pattern: TriplePattern
  private let reader: TripleReader
  private let state: EvaluationState
  /// The terms of the pattern by place; nil for variables. Nil in all where the file lacks one of them.
  private let terms: [Int32?]?
  /// The variables of the pattern by place.
  private let places: [Int?]
  /// What it costs about to read all that the terms allow.
  private let scanCost: Int
  private var lookUpCost = 0
  /// Tables of all triples that the terms allow, by the places that are looked up.
  private var tables: [[Int]: Table] = [:]
  private var scanned: TripleReader.Triples?

  /// Steps of a scan that one look-up is worth.
  private static let lookUpSteps = 24

  private struct Table {
    var triples: TripleReader.Triples
    var index: RowIndexByKey
  }

  init(_ pattern: TriplePattern, graph: ActiveGraph, state: EvaluationState) throws {
    self.pattern = pattern
    self.state = state
    reader = TripleReader(graph: graph, state: state)
    places = Self.places(pattern)
    var terms: [Int32?] = []
    var isKnown = true
    for (place, node) in Self.nodes(pattern).enumerated() {
      guard case .term(let term) = node else {
        terms.append(nil)
        continue
      }
      guard let stored = try state.terms.stored(term, isResource: place < 2) else {
        isKnown = false
        break
      }
      terms.append(place == 1 ? try state.terms.resource(stored: stored.rawValue) : stored.rawValue)
    }
    self.terms = isKnown ? terms : nil
    scanCost =
      isKnown ? try PatternEstimate(pattern, reader: reader, state: state).rows(bound: []) : 0
  }

  static func nodes(_ pattern: TriplePattern) -> [PatternNode] {
    guard case .node(let predicate) = pattern.verb else { return [] }
    return [pattern.subject, predicate, pattern.object]
  }

  private static func places(_ pattern: TriplePattern) -> [Int?] {
    nodes(pattern).map(\.patternVariable)
  }

  func variables(after input: [Int]) -> [Int] {
    var variables = input
    for case let variable? in places where !variables.contains(variable) {
      variables.append(variable)
    }
    return variables
  }

  func extend(_ input: Solutions) throws -> Solutions {
    var result = Solutions(variables: variables(after: input.variables))
    guard let terms, input.count > 0 else { return result }
    let columns = places.map { variable in variable.flatMap { input.column(of: $0) } }
    for (bound, rows) in Self.partition(columns, input.count) {
      result.append(try extend(rows.map { input.rows($0) } ?? input, bound: bound, terms))
    }
    return result
  }

  /// The rows by the places of the pattern that they bind; nil where these are all rows.
  private static func partition(
    _ columns: [[Int32]?], _ count: Int
  ) -> [(bound: [Int], rows: [Int32]?)] {
    let places = columns.indices.filter { columns[$0] != nil }
    let isWhole = places.allSatisfy { !(columns[$0]?.contains(Solutions.unbound) ?? false) }
    if isWhole { return [(places, nil)] }
    var parts: [Int: [Int32]] = [:]
    for row in 0..<count {
      var mask = 0
      for place in places where columns[place]?[row] != Solutions.unbound { mask |= 1 << place }
      parts[mask, default: []].append(Int32(truncatingIfNeeded: row))
    }
    return parts.sorted { $0.key < $1.key }.map { mask, rows in
      (places.filter { mask & 1 << $0 != 0 }, rows)
    }
  }

  /// - Parameter bound: the places that all rows bind.
  private func extend(
    _ input: Solutions, bound: [Int], _ terms: [Int32?]
  ) throws -> Solutions {
    let keys = bound.map { place -> [Int32] in
      places[place].flatMap { input.column(of: $0) } ?? []
    }
    let table = try table(bound, keys, count: input.count, terms)
    let values = [table.triples.subjects, table.triples.predicates, table.triples.objects]
    var (rows, matches): ([Int32], [Int32]) = ([], [])
    for row in 0..<input.count {
      let before = matches.count
      table.index.find(keys, row, into: &matches)
      let number = Int32(truncatingIfNeeded: row)
      for _ in before..<matches.count { rows.append(number) }
      try state.checkNowAndThen()
      if matches.count >> 18 != before >> 18 { try state.check(bytes: matches.count * 8) }
    }
    let free = places.indices.filter { places[$0] != nil && !bound.contains($0) }
    if let repeated = Self.repeated(free.map { places[$0] }) {
      // One variable in two free places: both must have the same value.
      let kept = matches.indices.filter {
        values[free[repeated.0]][Int(matches[$0])] == values[free[repeated.1]][Int(matches[$0])]
      }
      rows = kept.map { rows[$0] }
      matches = kept.map { matches[$0] }
    }
    if free.count == 3, places[0] == places[1], places[1] == places[2] {
      let kept = matches.indices.filter {
        values[0][Int(matches[$0])] == values[2][Int(matches[$0])]
      }
      rows = kept.map { rows[$0] }
      matches = kept.map { matches[$0] }
    }
    try state.check()
    let extended = variables(after: input.variables)
    var result = Solutions(variables: extended)
    result.count = rows.count
    for (column, variable) in extended.enumerated() {
      if let place = free.first(where: { places[$0] == variable }) {
        result.columns[column] = matches.map { values[place][Int($0)] }
      } else if let own = input.column(of: variable) {
        result.columns[column] = rows.map { own[Int($0)] }
      }
    }
    return result
  }

  /// Two places of one variable, if there are.
  private static func repeated(_ variables: [Int?]) -> (Int, Int)? {
    for first in variables.indices {
      for second in variables.indices where second > first {
        if variables[first] == variables[second] { return (first, second) }
      }
    }
    return nil
  }

  // MARK: Triples

  /// Triples that fit the terms, among them all that fit some row, with an index by the bound places.
  private func table(
    _ bound: [Int], _ keys: [[Int32]], count: Int, _ terms: [Int32?]
  ) throws -> Table {
    if let known = tables[bound] { return known }
    if !bound.isEmpty, let triples = try lookUp(bound, keys, count, terms) {
      return Table(triples: triples, index: index(triples, bound))
    }
    let triples = try scanned ?? reader.triples(terms[0], terms[1], terms[2])
    scanned = triples
    let table = Table(triples: triples, index: index(triples, bound))
    try state.hold(bytes: table.index.bytes + triples.count * 12)
    tables[bound] = table
    return table
  }

  private func index(_ triples: TripleReader.Triples, _ bound: [Int]) -> RowIndexByKey {
    let columns = [triples.subjects, triples.predicates, triples.objects]
    return RowIndexByKey(bound.map { columns[$0] }, count: triples.count)
  }

  /// The triples that fit the terms and some row; nil once it is cheaper to read all that fit the terms.
  private func lookUp(
    _ bound: [Int], _ keys: [[Int32]], _ count: Int, _ terms: [Int32?]
  ) throws -> TripleReader.Triples? {
    func isWorth(_ lookUps: Int) -> Bool {
      let cost = lookUps * Self.lookUpSteps
      guard lookUpCost + cost < scanCost else { return false }
      lookUpCost += cost
      return true
    }
    // A predicate that is known with one end that is not.
    if bound.count == 1, bound[0] != 1, let predicate = terms[1], terms[2 - bound[0]] == nil {
      let values = Self.distinct(keys[0])
      guard isWorth(values.count) else { return nil }
      let areObjects = bound[0] == 2
      let pairs = try reader.pairs(predicate, keys: values, areObjects: areObjects)
      return TripleReader.Triples(
        subjects: areObjects ? pairs.others : pairs.keys,
        predicates: [Int32](repeating: predicate, count: pairs.keys.count),
        objects: areObjects ? pairs.keys : pairs.others)
    }
    var numbers = RowKeys(width: keys.count)
    let firsts = (0..<count).filter { numbers.number(keys, $0).isNew }
    guard isWorth(firsts.count) else { return nil }
    var triples = TripleReader.Triples()
    for row in firsts {
      var parts = terms
      for (number, place) in bound.enumerated() { parts[place] = keys[number][row] }
      let found = try reader.triples(parts[0], parts[1], parts[2])
      triples.subjects += found.subjects
      triples.predicates += found.predicates
      triples.objects += found.objects
      try state.checkNowAndThen()
    }
    return triples
  }

  /// The different values, ascending.
  private static func distinct(_ values: [Int32]) -> [Int32] {
    var distinct: [Int32] = []
    for value in values.sorted() where distinct.last != value { distinct.append(value) }
    return distinct
  }
}
