import Graph
import Tuples

/// Turns a rule into a plan: which literal comes when, and how each relation is reached.
///
/// Every atom is tried as the first; the others follow greedily, each time the one with the fewest expected rows,
/// and the order with the least work in sum wins. What can be tested is tested at once.
struct Planner {
  let program: LogicalProgram
  let dictionary: SessionDictionary
  let options: Engine.Optimizations
  /// The tuples of a predicate as far as they are known.
  let relation: (Int) throws -> Relation
  /// Those of a stored predicate that agree with some values, where they can be had without the others.
  var part: (Int, [FixedColumn]) throws -> Relation? = { _, _ in nil }
  /// What is known of a predicate whose tuples are in the store and not in memory.
  var stored: (Int) throws -> StoredRelation? = { _ in nil }
  /// The tuples of the last round, where they are not a window of the relation itself.
  let recent: (Int) -> Relation?
  /// Predicates of the stratum under evaluation, whose relations grow.
  let growing: Set<Int>
  /// Columns of a growing relation whose values may change in place, and so can be no key.
  let unstableColumn: (Int) -> Int?

  /// Called now and then; what it throws ends the planning.
  var progress: () throws -> Void = {}

  /// - Parameter delta: the literal that reads only the tuples of the last round.
  func plan(_ rule: LogicalRule, number: Int, delta: Int? = nil) throws -> RulePlan {
    let order = try JoinOrder(rule, planner: self)
      .best(delta: delta, asWritten: !options.contains(.joinOrder))
    var builder = try PlanBuilder(planner: self, rule: rule, number: number, delta: delta)
    return try builder.build(order)
  }

  // MARK: Estimates

  /// Whether a literal can be taken that gives values to variables.
  func canExpand(_ literal: LogicalLiteral, _ bound: Set<Int>) -> Bool {
    switch literal {
    case .atom: true
    case .range(_, let low, let high): (low.variables + high.variables).allSatisfy(bound.contains)
    case .member(_, let elements): elements.flatMap(\.variables).allSatisfy(bound.contains)
    case .search(let words, _, _): words.variables.allSatisfy(bound.contains)
    default: false
    }
  }

  /// Rows that a literal is expected to give for one row with these variables bound.
  func estimate(_ literal: LogicalLiteral, _ bound: Set<Int>, isDelta: Bool) throws
    -> Double
  {
    switch literal {
    case .atom(let predicate, let terms):
      if isDelta, growing.contains(predicate) { return 1 }
      if let stored = try stored(atom: predicate, terms) {
        return stored.rows(
          terms.indices.filter { terms[$0].variable.map(bound.contains) ?? true })
      }
      var relation = try relation(of: predicate, terms)
      var columns = Array(terms.indices)
      if !growing.contains(predicate) {
        (relation, columns) = try sliced(relation, terms)
      }
      let size = RelationSize(relation, isGrowing: growing.contains(predicate))
      var rows = size.rows
      var seen = bound
      for (place, column) in columns.enumerated() {
        switch terms[column] {
        case .variable(let variable):
          if !seen.insert(variable).inserted { rows /= size.values(place) }
        default: rows /= size.values(place)
        }
      }
      return rows
    case .member(_, let elements): return Double(elements.count)
    case .range: return 100
    case .search: return 50
    default: return 1
    }
  }

  /// The tuples of an atom's predicate; of a stored one perhaps only those that agree with the constants.
  func relation(of predicate: Int, _ terms: [LogicalTerm]) throws -> Relation {
    if !growing.contains(predicate), terms.contains(where: { $0.variable == nil }) {
      let fixed = try terms.indices.filter { terms[$0].variable == nil }
        .map { FixedColumn(column: $0, value: try value(terms[$0])) }
      if let part = try part(predicate, fixed) { return part }
    }
    return try relation(predicate)
  }

  /// What is known of an atom's predicate where its tuples are in the store, and those with its constants are no small part
  /// of them.
  func stored(atom predicate: Int, _ terms: [LogicalTerm]) throws -> StoredRelation? {
    guard !growing.contains(predicate), let stored = try stored(predicate) else { return nil }
    let constants = terms.indices.filter { terms[$0].variable == nil }
    return stored.size.broad.isSuperset(of: constants) ? stored : nil
  }

  /// The part of a relation that agrees with an atom's constants, and the columns that are left.
  func sliced(_ relation: Relation, _ terms: [LogicalTerm]) throws -> (Relation, [Int]) {
    var relation = relation
    var columns = Array(terms.indices)
    guard terms.count > 1 else { return (relation, columns) }
    while columns.count > 1 {
      let constants = columns.indices.filter { terms[columns[$0]].variable == nil }
      // The column with the fewest values first: its slices are wanted most often.
      let place = constants.min {
        relation.distinctCount(column: $0) < relation.distinctCount(column: $1)
      }
      guard let place else { break }
      relation = relation.slice(column: place, value: try value(terms[columns[place]]))
      columns.remove(at: place)
    }
    return (relation, columns)
  }

  func value(_ term: LogicalTerm) throws -> Int32 {
    switch term {
    case .constant(let term): try dictionary.intern(term)
    case .value(let value): value.rawValue
    case .variable: preconditionFailure("a variable has no value in a plan")
    }
  }
}

/// How large a relation is, as far as plans go by it.
///
/// A relation that grows is planned for when little of it is there: it counts as larger in proportion, because an order
/// that takes each of its rows for one of another's is good for no more than the first of them.
struct RelationSize {
  private let relation: Relation
  private let factor: Double
  private static let leastGrown = 1000.0

  init(_ relation: Relation, isGrowing: Bool) {
    self.relation = relation
    factor = isGrowing ? max(Self.leastGrown / Double(max(relation.count, 1)), 1) : 1
  }

  var rows: Double {
    factor > 1 ? Self.leastGrown : Double(relation.count)
  }

  /// Different values of a column, at least one.
  func values(_ column: Int) -> Double {
    max(Double(relation.count == 0 ? 1 : relation.distinctCount(column: column)) * factor, 1)
  }
}

/// Stored rows that can be looked up without reading all of them.
struct StoredRelation {
  var size: RelationStatistics
  /// The look-up by some columns.
  var lookUp: ([Int]) -> StoredLookUp

  /// Rows that are expected for given values in some columns.
  func rows(_ columns: [Int]) -> Double {
    columns.reduce(Double(size.rows)) { $0 / Double(max(size.different[$1], 1)) }
  }
}

extension LogicalTerm {
  var variable: Int? { if case .variable(let variable) = self { variable } else { nil } }
}

extension LogicalExpression {
  var variables: [Int] {
    switch self {
    case .term(let term): term.variable.map { [$0] } ?? []
    case .unaryMinus(let operand): operand.variables
    case .arithmetic(_, let left, let right): left.variables + right.variables
    case .call(_, let arguments): arguments.flatMap(\.variables)
    }
  }

  /// The variable, if the expression is no more than that.
  var variable: Int? { if case .term(let term) = self { term.variable } else { nil } }
}

extension LogicalLiteral {
  var isAtom: Bool { if case .atom = self { true } else { false } }

  /// Variables that have a value after the literal.
  var bindable: [Int] {
    switch self {
    case .atom(_, let terms): terms.compactMap(\.variable)
    case .comparison(.equal, let left, let right):
      [left.variable, right.variable].compactMap(\.self)
    case .range(let term, _, _), .member(let term, _): [term.variable].compactMap(\.self)
    case .search(_, let sentence, let score): [sentence, score].compactMap(\.variable)
    case .negation, .comparison, .test: []
    }
  }

  /// All variables of the literal.
  var variables: [Int] {
    switch self {
    case .atom(_, let terms), .negation(_, let terms): terms.compactMap(\.variable)
    case .comparison(_, let left, let right): left.variables + right.variables
    case .test(_, let arguments, _): arguments.flatMap(\.variables)
    case .range(let term, let low, let high):
      [term.variable].compactMap(\.self) + low.variables + high.variables
    case .member(let term, let elements):
      [term.variable].compactMap(\.self) + elements.flatMap(\.variables)
    case .search(let words, let sentence, let score):
      words.variables + [sentence, score].compactMap(\.variable)
    }
  }
}
