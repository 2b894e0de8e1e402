import Graph
import Tuples

/// What is known of the literals of a column.
struct LiteralTraits: OptionSet {
  let rawValue: UInt8
  /// It may hold numbers, truth values or times.
  static let literals = Self(rawValue: 1)
  /// Some of them may be equal to terms of another spelling.
  static let forms = Self(rawValue: 2)
  /// Some of them may be numbers other than integers, of which arithmetic may make whole ones.
  static let fractions = Self(rawValue: 4)
}

/// Finds which columns of a program may hold literals that are equal to others of another spelling.
struct ColumnLiterals {
  private let program: LogicalProgram
  private let session: Session
  /// Whether expressions may give a float or a decimal, which may be whole.
  private let makesFloats: Bool
  private let graphMayDiffer: Bool
  /// Of the predicates that rules read or give.
  private var columns: [Int: [LiteralTraits]] = [:]
  private let derived: Set<Int>

  /// Nil where no two terms of the program, the session and the graph can be one value.
  ///
  /// - Parameter check: called now and then; what it throws ends the work.
  init?(_ program: LogicalProgram, _ session: Session, check: () throws -> Void) throws {
    let dictionary = session.dictionary
    let makesFloats = dictionary.hasFloats || program.makesFloats
    let mayDiffer = try dictionary.mayHaveForms
    guard mayDiffer || makesFloats else { return nil }
    self.program = program
    self.session = session
    self.makesFloats = makesFloats || mayDiffer
    graphMayDiffer = try session.graph?.hasLiteralForms() ?? false
    derived = Set(program.rules.map(\.head))
    // Only what a rule reads matters.
    var read: Set<Int> = derived
    for rule in program.rules {
      for literal in rule.body { if let predicate = literal.predicate { read.insert(predicate) } }
    }
    for predicate in read.sorted() {
      try check()
      columns[predicate] = try stored(predicate)
    }
    try carry(check)
  }

  subscript(predicate: Int, column: Int) -> LiteralTraits { columns[predicate]?[column] ?? [] }

  /// Whether a column holds literals that may be equal to others, by a look at what is stored.
  func mayDiffer(_ predicate: Int, _ column: Int) throws -> Bool {
    guard self[predicate, column].contains(.forms) else { return false }
    guard case .triples(let value) = program.predicates[predicate].source, column == 1,
      !derived.contains(predicate)
    else { return true }
    if let facts = session.facts(of: predicate),
      try session.traits(of: facts.columns[column].values).contains(.forms)
    {
      return true
    }
    return try session.objectTraits(of: value).contains(.forms)
  }

  func isDerived(_ predicate: Int) -> Bool { derived.contains(predicate) }

  // MARK: Facts and what is stored

  private func stored(_ predicate: Int) throws -> [LiteralTraits] {
    let arity = program.predicates[predicate].arity
    var traits = [LiteralTraits](repeating: [], count: arity)
    if let facts = session.facts(of: predicate) {
      for column in 0..<arity {
        traits[column] = try session.traits(of: facts.columns[column].values)
      }
    }
    switch program.predicates[predicate].source {
    case .program, .type, .newType: break
    case .triples, .relation:
      if try session.hasNumberAsSubject() { traits[0].insert(.literals) }
      // Whether some differ takes a look at all, which only a join is worth.
      traits[1].formUnion(graphMayDiffer ? [.literals, .forms] : .literals)
    case .newTriples: traits[1].formUnion(graphMayDiffer ? [.literals, .forms] : .literals)
    case .store(let relation):
      for (column, name) in relation.columns.enumerated() {
        switch name {
        case "object", "value":
          traits[column].formUnion(graphMayDiffer ? [.literals, .forms] : .literals)
        case "subject":
          if try session.hasNumberAsSubject() { traits[column].insert(.literals) }
        case "confidence": traits[column] = [.literals, .forms]
        case "predicate", "name", "text", "title", "source", "surface", "modality", "stance", "how",
          "type", "relation", "wording":
          break
        default: traits[column].insert(.literals)
        }
      }
    }
    return traits
  }

  // MARK: Rules

  /// A rule is looked at again where something new is known of a predicate that it reads. Traits only grow, so this
  /// ends, in time linear in the size of the rules.
  private mutating func carry(_ check: () throws -> Void) throws {
    var readers: [Int: [Int]] = [:]
    for (number, rule) in program.rules.enumerated() {
      for case .atom(let predicate, _) in rule.body where derived.contains(predicate) {
        readers[predicate, default: []].append(number)
      }
    }
    var pending = Array(program.rules.indices.reversed())
    var isPending = [Bool](repeating: true, count: program.rules.count)
    while let number = pending.popLast() {
      isPending[number] = false
      try check()
      let rule = program.rules[number]
      let variables = variables(of: rule)
      var hasNews = false
      for (place, column) in rule.columns.enumerated() {
        let found = traits(column, variables)
        if !self[rule.head, place].isSuperset(of: found) {
          columns[rule.head]?[place].formUnion(found)
          hasNews = true
        }
      }
      for reader in hasNews ? readers[rule.head] ?? [] : [] where !isPending[reader] {
        isPending[reader] = true
        pending.append(reader)
      }
    }
  }

  /// What the variables of a rule may hold: what all of its atoms allow, and what equations, ranges and lists give.
  func variables(of rule: LogicalRule) -> [Int: LiteralTraits] {
    var found: [Int: LiteralTraits] = [:]
    var isLiteral: [Int: Bool] = [:]
    for case .atom(let predicate, let terms) in rule.body {
      for (column, term) in terms.enumerated() {
        guard let variable = term.variable else { continue }
        let here = self[predicate, column]
        isLiteral[variable] = (isLiteral[variable] ?? true) && here.contains(.literals)
        found[variable, default: []].formUnion(here)
      }
    }
    for (variable, isLiteral) in isLiteral where !isLiteral { found[variable] = [] }
    for _ in rule.body {
      var hasNews = false
      for literal in rule.body {
        for (variable, traits) in given(by: literal, found) where found[variable] == nil {
          found[variable] = traits
          hasNews = true
        }
      }
      if !hasNews { break }
    }
    return found
  }

  private func given(
    by literal: LogicalLiteral, _ known: [Int: LiteralTraits]
  ) -> [(Int, LiteralTraits)] {
    switch literal {
    case .comparison(.equal, let left, let right):
      return [(left, right), (right, left)].compactMap { side, other in
        side.variable.map { ($0, traits(other, known)) }
      }
    case .range(.variable(let variable), _, _): return [(variable, .literals)]
    case .member(.variable(let variable), let elements):
      return [(variable, elements.reduce([]) { $0.union(traits($1, known)) })]
    case .search(_, let sentence, let score):
      return [(sentence.variable, LiteralTraits.literals), (score.variable, [.literals, .forms])]
        .compactMap { variable, traits in variable.map { ($0, traits) } }
    default: return []
    }
  }

  private func traits(
    _ column: LogicalRule.HeadColumn, _ variables: [Int: LiteralTraits]
  ) -> LiteralTraits {
    switch column {
    case .expression(let expression), .aggregate(.min, .some(let expression)),
      .aggregate(.max, .some(let expression)):
      traits(expression, variables)
    case .aggregate(.count, _), .aggregate(.countDistinct, _): .literals
    case .aggregate(.list, _), .aggregate(.set, _), .aggregate(.join, _): []
    case .aggregate(_, .call(.pair, let pair)): traits(pair[0], variables)
    case .aggregate: computed
    }
  }

  private var computed: LiteralTraits { makesFloats ? [.literals, .forms] : .literals }

  /// What arithmetic on some expressions gives: of integers only integers, whatever else the program holds.
  private func computed(
    of operands: [LogicalExpression], _ variables: [Int: LiteralTraits]
  ) -> LiteralTraits {
    operands.allSatisfy { traits($0, variables).isDisjoint(with: [.forms, .fractions]) }
      ? .literals : computed
  }

  func traits(
    _ expression: LogicalExpression, _ variables: [Int: LiteralTraits]
  ) -> LiteralTraits {
    switch expression {
    case .term(.variable(let variable)):
      return variables[variable] ?? computed
    case .term(.constant(let term)):
      return term.literalTraits
    case .term(.value): return []
    case .unaryMinus(let operand): return computed(of: [operand], variables)
    case .arithmetic(_, let left, let right): return computed(of: [left, right], variables)
    case .call(let function, let arguments):
      switch function {
      case .min, .max: return arguments.reduce([]) { $0.union(traits($1, variables)) }
      case .conditional: return arguments.dropFirst().reduce([]) { $0.union(traits($1, variables)) }
      case .lower, .upper, .trim, .substr, .concat, .replace, .str, .lang, .datatype, .weekday,
        .format, .split, .group, .pair:
        return []
      case .length, .year, .month, .day, .int, .canonical, .today, .date, .parts,
        .firstDay, .lastDay:
        return .literals
      case .abs, .round, .floor, .ceil: return computed(of: arguments, variables)
      case .float: return computed
      }
    }
  }
}

extension Term {
  /// What is to be known of a term where it meets others.
  var literalTraits: LiteralTraits {
    switch self {
    case .entity, .iri, .blank, .string, .languageString: return []
    case .integer, .boolean, .date: return .literals
    case .float, .typed, .dateTime:
      if literalValue == nil { return [] }
      return self == canonical ? [.literals, .fractions] : [.literals, .forms]
    }
  }
}

extension LogicalProgram {
  /// Whether a rule may give a float, a decimal or a literal of another spelling where no facts hold any.
  fileprivate var makesFloats: Bool {
    func makes(_ expression: LogicalExpression) -> Bool {
      switch expression {
      case .term(.constant(let term)):
        switch term {
        case .float, .typed, .dateTime: true
        default: false
        }
      case .term: false
      case .unaryMinus(let inner): makes(inner)
      case .arithmetic(_, let left, let right): makes(left) || makes(right)
      case .call(let function, let arguments):
        function == .float || arguments.contains(where: makes)
      }
    }
    return rules.contains { rule in
      rule.columns.contains { column in
        switch column {
        case .expression(let expression): makes(expression)
        case .aggregate(let function, let argument):
          function == .avg || argument.map(makes) ?? false
        }
      }
        || rule.body.contains { literal in
          switch literal {
          case .atom(let predicate, let terms), .negation(let predicate, let terms):
            [.store(.evidence), .store(.occurrence)].contains(predicates[predicate].source)
              || terms.contains { makes(.term($0)) }
          case .comparison(_, let left, let right): makes(left) || makes(right)
          case .test(_, let arguments, _): arguments.contains(where: makes)
          case .range(_, let low, let high): makes(low) || makes(high)
          case .member(_, let elements): elements.contains(where: makes)
          case .search: true
          }
        }
    }
  }
}
