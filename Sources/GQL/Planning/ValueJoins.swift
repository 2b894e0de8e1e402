import Graph

/// Lets atoms meet by value where a column may hold one value in several spellings:
///
///     p(X), q(X)     becomes     p(X1), q(X2), X1 = X2, X = min(X1, X2)
///
/// An equation tries every term that is equal to what it knows, so each relation is still reached by its index; the
/// variable itself gets the form that comes first in the order of all values. A negated atom is compared with the
/// canonical forms of all that the predicate holds. Where no column may differ, nothing is changed.
struct ValueJoins {
  private var program: LogicalProgram
  private let columns: ColumnLiterals
  private let dictionary: SessionDictionary
  /// Predicates that hold the canonical forms of another's columns.
  private var canonical: [Canonical: Int] = [:]
  private var hasChanged = false

  private struct Canonical: Hashable {
    let predicate: Int
    let columns: [Int]
  }

  /// The rules of a program as they must be evaluated now.
  static func apply(
    to rules: RuleTable, _ session: Session, check: () throws -> Void
  ) throws -> RuleTable {
    guard let columns = try ColumnLiterals(rules.program, session, check: check) else {
      return rules
    }
    var joins = ValueJoins(
      program: rules.program, columns: columns, dictionary: session.dictionary)
    for number in rules.program.rules.indices {
      try check()
      try joins.rewrite(number)
    }
    guard joins.hasChanged else { return rules }
    let stratification = try Stratification(joins.program, progress: check)
    joins.program.strata = try stratification.strata(progress: check)
    return RuleTable(joins.program)
  }

  private init(program: LogicalProgram, columns: ColumnLiterals, dictionary: SessionDictionary) {
    self.program = program
    self.columns = columns
    self.dictionary = dictionary
  }

  /// Where a variable or a constant stands in a body.
  private struct Place {
    let literal: Int
    /// Of an atom; nil for what a range or a list binds.
    let column: Int?
    let traits: LiteralTraits
  }

  private mutating func rewrite(_ number: Int) throws {
    let rule = program.rules[number]
    var changed = rule
    let variables = columns.variables(of: rule)
    for (variable, places) in places(in: rule, variables).sorted(by: { $0.key < $1.key }) {
      let atoms = places.filter { $0.column != nil }
      guard places.count > 1, !atoms.isEmpty,
        places.allSatisfy({ $0.traits.contains(.literals) }),
        try places.contains(where: { try mayDiffer($0, in: rule) })
      else { continue }
      if atoms.count > 1 { changed.separate(variable, at: atoms.map { ($0.literal, $0.column) }) }
      // What a range or a list holds is tried by value; the variable has the form that the atoms give it.
      for place in places where place.column == nil {
        changed.compare(variable, at: place.literal)
      }
      hasChanged = true
    }
    for (place, literal) in rule.body.enumerated() {
      switch literal {
      case .atom(let predicate, let terms):
        for (column, term) in terms.enumerated() {
          guard case .constant(let constant) = term,
            try mayDiffer(constant, columns[predicate, column], columns.isDerived(predicate))
          else { continue }
          changed.separate(constant, at: (place, column))
          hasChanged = true
        }
      case .negation(let predicate, let terms):
        try rewrite(negation: place, of: predicate, terms, in: &changed, variables)
      default: break
      }
    }
    program.rules[number] = changed
  }

  private func mayDiffer(_ place: Place, in rule: LogicalRule) throws -> Bool {
    guard let column = place.column, let predicate = rule.body[place.literal].predicate else {
      return place.traits.contains(.forms)
    }
    return try columns.mayDiffer(predicate, column)
  }

  private func places(
    in rule: LogicalRule, _ variables: [Int: LiteralTraits]
  ) -> [Int: [Place]] {
    var places: [Int: [Place]] = [:]
    for (number, literal) in rule.body.enumerated() {
      switch literal {
      case .atom(let predicate, let terms):
        for (column, term) in terms.enumerated() {
          guard let variable = term.variable else { continue }
          places[variable, default: []].append(
            Place(literal: number, column: column, traits: columns[predicate, column]))
        }
      case .range(.variable(let variable), _, _):
        places[variable, default: []].append(
          Place(literal: number, column: nil, traits: .literals))
      case .member(.variable(let variable), let elements):
        let traits = elements.reduce(LiteralTraits()) {
          $0.union(columns.traits($1, variables))
        }
        places[variable, default: []].append(
          Place(literal: number, column: nil, traits: traits))
      default: break
      }
    }
    return places
  }

  /// Whether a column may hold a term that is equal to a constant and not the same.
  private func mayDiffer(
    _ constant: Term, _ traits: LiteralTraits, _ isDerived: Bool
  ) throws -> Bool {
    guard traits.contains(.literals), constant.literalValue != nil else { return false }
    if isDerived, traits.contains(.forms) { return true }
    return try dictionary.forms(of: dictionary.intern(constant)).count > 1
  }

  // MARK: Negation

  private mutating func rewrite(
    negation place: Int, of predicate: Int, _ terms: [LogicalTerm], in rule: inout LogicalRule,
    _ variables: [Int: LiteralTraits]
  ) throws {
    var differing: [Int] = []
    for (column, term) in terms.enumerated() {
      let traits = columns[predicate, column]
      guard traits.contains(.literals) else { continue }
      switch term {
      case .variable(let variable):
        // What only the negation has means any value.
        guard let known = variables[variable], known.contains(.literals) else { continue }
        if traits.union(known).contains(.forms) { differing.append(column) }
      case .constant(let constant):
        if try traits.contains(.forms) && constant.literalValue != nil
          || mayDiffer(constant, traits, columns.isDerived(predicate))
        {
          differing.append(column)
        }
      case .value: break
      }
    }
    guard !differing.isEmpty else { return }
    var compared = terms
    for column in differing {
      if case .constant(let constant) = terms[column] {
        compared[column] = .constant(constant.canonical)
      } else {
        let variable = rule.addVariable()
        compared[column] = .variable(variable)
        rule.body.append(
          .comparison(
            .equal, .term(.variable(variable)), .call(.canonical, [.term(terms[column])])))
      }
    }
    rule.body[place] = .negation(
      predicate: canonicalForms(of: predicate, differing, span: rule.span), compared)
    hasChanged = true
  }

  /// A predicate with the tuples of another, some columns of it in their canonical forms.
  private mutating func canonicalForms(
    of predicate: Int, _ differing: [Int], span: SourceSpan
  ) -> Int {
    let key = Canonical(predicate: predicate, columns: differing)
    if let known = canonical[key] { return known }
    let original = program.predicates[predicate]
    let number = program.predicates.count
    program.predicates.append(
      LogicalPredicate(name: original.name, arity: original.arity, isSynthetic: true))
    canonical[key] = number
    let terms = (0..<original.arity).map { LogicalTerm.variable($0) }
    program.rules.append(
      LogicalRule(
        head: number,
        columns: terms.enumerated().map { column, term in
          .expression(
            differing.contains(column) ? .call(.canonical, [.term(term)]) : .term(term))
        },
        body: [.atom(predicate: predicate, terms)],
        variables: terms.indices.map { "V\($0)" }, span: span))
    return number
  }
}

extension LogicalRule {
  /// A new variable without a name.
  fileprivate mutating func addVariable() -> Int {
    variables.append("_")
    return variables.count - 1
  }

  /// Gives each place of a variable one of its own, and lets them be equal.
  fileprivate mutating func separate(_ variable: Int, at places: [(literal: Int, column: Int?)]) {
    var parts: [LogicalExpression] = []
    for place in places {
      let part = addVariable()
      put(part, at: place.literal, place.column)
      parts.append(.term(.variable(part)))
    }
    for part in parts.dropFirst() { body.append(.comparison(.equal, parts[0], part)) }
    let least = parts.dropFirst().reduce(parts[0]) { .call(.min, [$0, $1]) }
    body.append(.comparison(.equal, .term(.variable(variable)), least))
  }

  /// Lets a range or a list bind a variable of its own that is equal to one.
  fileprivate mutating func compare(_ variable: Int, at literal: Int) {
    let part = addVariable()
    put(part, at: literal, nil)
    body.append(.comparison(.equal, .term(.variable(part)), .term(.variable(variable))))
  }

  /// Puts a variable that is equal to it in the place of a constant.
  fileprivate mutating func separate(_ constant: Term, at place: (literal: Int, column: Int)) {
    let part = addVariable()
    put(part, at: place.literal, place.column)
    body.append(.comparison(.equal, .term(.variable(part)), .term(.constant(constant))))
  }

  private mutating func put(_ variable: Int, at literal: Int, _ column: Int?) {
    switch body[literal] {
    case .atom(let predicate, var terms):
      if let column { terms[column] = .variable(variable) }
      body[literal] = .atom(predicate: predicate, terms)
    case .range(_, let low, let high): body[literal] = .range(.variable(variable), low, high)
    case .member(_, let elements): body[literal] = .member(.variable(variable), elements)
    default: break
    }
  }
}
