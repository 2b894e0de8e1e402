import Graph

/// Finds which columns, variables and names can hold entities, predicates or types of the store.
///
/// Columns and variables that must agree are one class (union–find over rules, equations and lists). A class is marked
/// where it meets a column of the store; a name of a marked class is looked up, any other is just a constant.
struct NameFlow {
  struct Kind: OptionSet {
    let rawValue: UInt8
    static let entity = Kind(rawValue: 1)
    static let predicate = Kind(rawValue: 2)
    static let type = Kind(rawValue: 4)
    /// It is stored by `insert`, so that a name that nothing goes by is a new entity.
    static let inserted = Kind(rawValue: 8)
  }

  /// Of each node another of its class, or itself where it stands for the class.
  private var parent: [Int32] = []
  private var sizes: [Int32] = []
  private var kinds: [Kind] = []
  private var columnBase: [Int] = []
  private let predicates: [LogicalPredicate]
  /// Predicates that the program adds to: their columns join what meets in them. Columns of the store alone are not
  /// joined through: that would make one class of all that is stored.
  private let isDefined: [Bool]
  private let nameBase: Int

  /// - Parameter progress: called now and then; what it throws ends the work
  init(
    predicates: [LogicalPredicate], rules: [LogicalRule], names: Int, defined: Set<Int>,
    inserted: Set<Int>, deleted: Set<Int>, progress: () throws -> Void
  ) rethrows {
    self.predicates = predicates
    var isDefined = predicates.indices.map { defined.contains($0) }
    for rule in rules { isDefined[rule.head] = true }
    self.isDefined = isDefined
    var count = 0
    columnBase = predicates.map { predicate in
      defer { count += predicate.arity }
      return count
    }
    nameBase = count
    count += names
    parent = (0..<Int32(count)).map { $0 }
    sizes = [Int32](repeating: 1, count: count)
    kinds = [Kind](repeating: [], count: count)
    for (number, predicate) in predicates.enumerated() {
      for column in 0..<predicate.arity {
        kinds[columnBase[number] + column] = predicate.kind(ofColumn: column)
      }
    }
    for predicate in inserted.union(deleted) {
      let kind: Kind = inserted.contains(predicate) ? [.entity, .inserted] : .entity
      kinds[columnBase[predicate]].formUnion(kind)
      kinds[columnBase[predicate] + 2].formUnion(kind)
    }
    for (number, rule) in rules.enumerated() {
      if number & 0xFFF == 0 { try progress() }
      add(rule)
    }
  }

  // MARK: What was found

  func kind(ofName index: Int) -> Kind { kinds[root(nameBase + index)] }
  func kind(ofColumn column: Int, of predicate: Int) -> Kind {
    kinds[root(columnBase[predicate] + column)]
  }
  func classOf(name index: Int) -> Int { root(nameBase + index) }
  func classOf(column: Int, of predicate: Int) -> Int { root(columnBase[predicate] + column) }

  // MARK: Building

  private mutating func add(_ rule: LogicalRule) {
    let base = parent.count
    for _ in rule.variables {
      parent.append(Int32(parent.count))
      sizes.append(1)
      kinds.append([])
    }
    for (column, head) in rule.columns.enumerated() {
      switch head {
      case .expression(let expression), .aggregate(.min, .some(let expression)),
        .aggregate(.max, .some(let expression)):
        if let node = node(expression, base) { join(node, columnBase[rule.head] + column) }
      case .aggregate(_, let expression): _ = expression.map { node($0, base) }
      }
    }
    for literal in rule.body { add(literal, base) }
    // The ends of edges are of one kind with each other, and with what paths between them are asked for.
    if case .ofNodes = rule.measure { join(base, base + 1) }
    if case .paths = rule.measure { for end in 1..<4 { join(base, base + end) } }
    if rule.measure == .similarNames { kinds[root(columnBase[rule.head] + 1)].insert(.entity) }
  }

  private mutating func add(_ literal: LogicalLiteral, _ base: Int) {
    switch literal {
    case .atom(let predicate, let terms), .negation(let predicate, let terms):
      for (column, term) in terms.enumerated() {
        guard let node = node(term, base) else { continue }
        if isDefined[predicate] || predicates[predicate].source == .program {
          join(node, columnBase[predicate] + column)
        } else {
          let root = root(node)
          kinds[root].formUnion(predicates[predicate].kind(ofColumn: column))
        }
      }
    case .comparison(_, let left, let right):
      if let first = node(left, base), let second = node(right, base) { join(first, second) }
    case .member(let term, let elements):
      for element in elements {
        if let first = node(term, base), let second = node(element, base) { join(first, second) }
      }
    case .test, .range, .search: break
    }
  }

  private func node(_ term: LogicalTerm, _ base: Int) -> Int? {
    guard case .variable(let variable) = term else { return nil }
    return OpenName.index(ofVariable: variable).map { nameBase + $0 } ?? base + variable
  }

  /// The class of an expression's value: that of a term, and for `min` and `max` of two that of both.
  private mutating func node(_ expression: LogicalExpression, _ base: Int) -> Int? {
    switch expression {
    case .term(let term): return node(term, base)
    case .call(.min, let arguments), .call(.max, let arguments):
      let nodes = arguments.map { node($0, base) }
      if case .some(.some(let first)) = nodes.first, case .some(.some(let second)) = nodes.last {
        join(first, second)
        return first
      }
      return nil
    default: return nil
    }
  }

  private mutating func join(_ first: Int, _ second: Int) {
    var (left, right) = (root(first), root(second))
    guard left != right else { return }
    // The smaller class goes into the larger, so that ways stay short.
    if sizes[left] < sizes[right] { swap(&left, &right) }
    sizes[left] += sizes[right]
    kinds[left].formUnion(kinds[right])
    parent[right] = Int32(left)
  }

  private func root(_ node: Int) -> Int {
    var node = node
    while Int(parent[node]) != node { node = Int(parent[node]) }
    return node
  }
}

extension LogicalPredicate {
  /// What of the store a column holds, or is declared to hold.
  func kind(ofColumn column: Int) -> NameFlow.Kind {
    var kind: NameFlow.Kind =
      switch source {
      case .program: []
      case .triples, .relation, .type, .newTriples, .newType: .entity
      case .store(let relation): relation.kind(ofColumn: column)
      }
    if columnTypes.indices.contains(column), columnTypes[column] == .entity {
      kind.insert(.entity)
    }
    return kind
  }
}

extension StoreRelation {
  fileprivate func kind(ofColumn column: Int) -> NameFlow.Kind {
    switch self {
    case .triple: column == 1 ? .predicate : .entity
    case .fact, .statement: column == 0 ? [] : column == 2 ? .predicate : .entity
    case .qualifier, .circumstance: column == 2 ? .entity : []
    case .related: column > 1 ? .entity : []
    case .said, .mention, .alias, .label: column == 0 ? .entity : []
    case .type: column == 0 ? .entity : .type
    case .evidence, .negated, .modality, .stance, .date, .reported, .occurrence, .time, .relation,
      .wording, .document, .sentence, .documentProperty,
      .documentCharacters, .sentencePage:
      []
    }
  }
}
