import Graph

/// One conjunct of a body without disjunction.
indirect enum BodyItem {
  case atom(AtomSyntax)
  /// A predicate that the analyser knows by its number: one of a path, or a relation of the store.
  case predicate(Int, [ExpressionSyntax], SourceSpan)
  /// The zero steps of a path: both arguments are one.
  case same(ExpressionSyntax, ExpressionSyntax, nodes: Int, SourceSpan)
  case comparison(ComparisonOperator, ExpressionSyntax, ExpressionSyntax, SourceSpan)
  case range(ExpressionSyntax, ExpressionSyntax, ExpressionSyntax, SourceSpan)
  case member(ExpressionSyntax, [ExpressionSyntax], SourceSpan)
  /// A measure that is computed for what the items around it ask.
  case computed(Lowering.InputAtom)
  /// None of the alternatives holds.
  case negation([Alternative], SourceSpan)

  typealias Alternative = [BodyItem]

  var span: SourceSpan {
    switch self {
    case .atom(let atom): atom.span
    case .computed(let atom): atom.span
    case .predicate(_, _, let span), .same(_, _, _, let span), .comparison(_, _, _, let span),
      .range(_, _, _, let span), .member(_, _, let span), .negation(_, let span):
      span
    }
  }
}

/// Bodies to disjunctive normal form: each alternative becomes a rule.
extension Lowering {
  typealias Alternative = BodyItem.Alternative
  static let alternativeLimit = 4096
  /// Literals of all alternatives together.
  private static let itemLimit = 1 << 18

  /// The alternatives of a body; none where it can never hold.
  func alternatives(of formula: FormulaSyntax) throws -> [Alternative] {
    switch formula {
    case .truth(let truth, _): return truth ? [[]] : []
    case .conjunction(let parts, let span):
      if let dated = try dated(parts, span) { return try alternatives(of: dated) }
      if parts.contains(where: \.hasOptional) { return try joinedAround(parts, span) }
      var product: [Alternative] = [[]]
      for part in parts {
        try join(&product, try alternatives(of: part), at: span)
      }
      return product
    case .disjunction(let parts, let span):
      var sum: [Alternative] = []
      // What an optional part of one alternative binds is open in the others.
      let around = namesAround
      defer { namesAround = around }
      for part in parts {
        namesAround = around
        sum += try alternatives(of: part)
        if sum.count > Self.alternativeLimit {
          throw fail(.tooManyAlternatives(limit: Self.alternativeLimit), at: span)
        }
      }
      return sum
    case .negation(let inner, let span):
      return negation(of: try alternatives(of: inner), span)
    case .optional(let inner, let span): return try optional(inner, span)
    case .atom(let atom) where try isPredicateVariable(atom) && atom.named.isEmpty:
      return try unfolding(atom.arguments, at: atom.span) { values in
        let triple = [values[0], .variable(atom.name), values[1]]
        return [[.predicate(builder.predicates.number(of: .triple), triple, atom.span)]]
      }
    case .atom(let atom) where isMeasure(atom):
      return try measured(atom)
    case .atom(let atom) where asksGroups(atom): return try groups(atom)
    case .atom(let atom) where asksTime(atom): return try time(atom)
    case .atom(let atom) where !atom.named.isEmpty:
      return try unfolding(atom.values, at: atom.span) { try claims(atom, values: $0) }
    case .atom(let atom):
      return try unfolding(atom.arguments, at: atom.span) { [[.atom(replacing($0, in: atom))]] }
    case .path(let path, let atom):
      guard let lowered = try lower(path) else { throw Failure() }
      var result = try unfolding(atom.arguments, at: atom.span) {
        [[.predicate(lowered.steps, $0, atom.span)]]
      }
      if lowered.isNullable {
        result += try unfolding(atom.arguments, at: atom.span) {
          [[.same($0[0], $0[1], nodes: try self.nodes(of: path), atom.span)]]
        }
      }
      return result
    case .comparison(let comparison, let left, let right, let span):
      return try unfolding([left, right], at: span) {
        [[.comparison(comparison, $0[0], $0[1], span)]]
      }
    case .range(let element, let low, let high, let span):
      return try unfolding([element, low, high], at: span) {
        [[.range($0[0], $0[1], $0[2], span)]]
      }
    case .member(let element, let elements, let span):
      return try unfolding([element] + elements, at: span) {
        [[.member($0[0], Array($0.dropFirst()), span)]]
      }
    }
  }

  /// What holds where none of the alternatives does. A comparison becomes its opposite, three negations become one, and
  /// two negations of a test are none; two of a group stay, since the group binds nothing and its own variables are its own.
  private func negation(of alternatives: [Alternative], _ span: SourceSpan) -> [Alternative] {
    if alternatives.contains(where: \.isEmpty) { return [] }
    var items: [BodyItem] = []
    var rest: [Alternative] = []
    for alternative in alternatives {
      guard alternative.count == 1 else {
        rest.append(alternative)
        continue
      }
      switch alternative[0] {
      case .comparison(let comparison, let left, let right, let span):
        items.append(.comparison(comparison.opposite, left, right, span))
      case .negation(let inner, _):
        if inner.count == 1, inner[0].count == 1 {
          switch inner[0][0] {
          case .negation: items.append(inner[0][0])
          case .atom(let atom) where test(atom) != nil: items.append(inner[0][0])
          default: rest.append(alternative)
          }
        } else {
          rest.append(alternative)
        }
      default: rest.append(alternative)
      }
    }
    if !rest.isEmpty { items.append(.negation(rest, span)) }
    return [items]
  }

  /// Both at once: every pair. In place, so that a long conjunction costs no copy a literal.
  func join(
    _ first: inout [Alternative], _ second: [Alternative], at span: SourceSpan
  ) throws {
    if second.count == 1 {
      for index in first.indices { first[index] += second[0] }
      return
    }
    let items =
      second.count * first.reduce(0) { $0 + $1.count }
      + first.count * second.reduce(0) { $0 + $1.count }
    guard first.count * second.count <= Self.alternativeLimit, items <= Self.itemLimit else {
      throw fail(.tooManyAlternatives(limit: Self.alternativeLimit), at: span)
    }
    first = first.flatMap { left in second.map { left + $0 } }
  }

  func joined(
    _ first: [Alternative], _ second: [Alternative], at span: SourceSpan
  ) throws -> [Alternative] {
    var product = first
    try join(&product, second, at: span)
    return product
  }

  private func replacing(_ arguments: [ExpressionSyntax], in atom: AtomSyntax) -> AtomSyntax {
    var atom = atom
    atom.arguments = arguments
    return atom
  }

  /// What a literal means whose arguments hold no `if` and no range: each of those has become a variable with conditions of
  /// its own.
  func unfolding(
    _ arguments: [ExpressionSyntax], at span: SourceSpan,
    _ meaning: ([ExpressionSyntax]) throws -> [Alternative]
  ) throws -> [Alternative] {
    var conditions: [Alternative] = [[]]
    let unfolded = try arguments.map { try plain($0, &conditions, isArgument: true) }
    return try joined(conditions, try meaning(unfolded), at: span)
  }

  /// An expression without `if` and ranges; what they stand for is added to `conditions`.
  func plain(
    _ expression: ExpressionSyntax, _ conditions: inout [Alternative], isArgument: Bool = false
  ) throws -> ExpressionSyntax {
    switch expression {
    case .variable, .anonymous, .constant, .fixed, .name, .parameter, .condition: return expression
    case .negative(let inner, let span): return .negative(try plain(inner, &conditions), span)
    case .binary(let arithmetic, let left, let right, let span):
      return .binary(
        arithmetic, try plain(left, &conditions), try plain(right, &conditions), span)
    case .range(let low, let high, let span):
      guard isArgument else { throw fail(.rangeAsValue, at: span) }
      let hidden = hiddenVariable(for: span)
      let first = try plain(low, &conditions)
      let last = try plain(high, &conditions)
      try join(&conditions, [[.range(hidden, first, last, span)]], at: span)
      return hidden
    case .call(let atom):
      guard atom.name.text == "if", atom.arguments.count == 3,
        case .condition(let condition) = atom.arguments[0]
      else {
        let arguments = try atom.arguments.map { try plain($0, &conditions) }
        return .call(replacing(arguments, in: atom))
      }
      return try choice(condition, atom.arguments[1], atom.arguments[2], atom.span, &conditions)
    }
  }

  /// `if(Cond, A, B)`: a variable that is A where the condition holds, and B where it does not.
  private func choice(
    _ condition: FormulaSyntax, _ first: ExpressionSyntax, _ second: ExpressionSyntax,
    _ span: SourceSpan, _ conditions: inout [Alternative]
  ) throws -> ExpressionSyntax {
    let hidden = hiddenVariable(for: span)
    func branch(_ value: ExpressionSyntax, _ when: [Alternative]) throws -> [Alternative] {
      var inner: [Alternative] = [[]]
      let result = try plain(value, &inner)
      let values = inner.map { $0 + [BodyItem.comparison(.equal, hidden, result, span)] }
      return try joined(when, values, at: span)
    }
    let branches =
      try branch(first, try alternatives(of: condition))
      + branch(second, try alternatives(of: opposite(condition)))
    try join(&conditions, branches, at: span)
    return hidden
  }

  private func hiddenVariable(for span: SourceSpan) -> ExpressionSyntax {
    .variable(NameSyntax(text: RuleScope.hiddenName(for: span), span: span))
  }

  /// What holds where a condition does not. Negation moves inwards as far as there are no variables of the condition's
  /// own that it would tear apart.
  private func opposite(_ formula: FormulaSyntax) -> FormulaSyntax {
    guard onlyTests(formula) else { return .negation(formula, formula.span) }
    return switch formula {
    case .conjunction(let parts, let span): .disjunction(parts.map(opposite), span)
    case .disjunction(let parts, let span): .conjunction(parts.map(opposite), span)
    case .negation(let inner, _): inner
    case .comparison(let comparison, let left, let right, let span):
      .comparison(comparison.opposite, left, right, span)
    case .truth(let truth, let span): .truth(!truth, span)
    default: .negation(formula, formula.span)
    }
  }

  /// Whether a formula binds nothing whatever stands around it.
  private func onlyTests(_ formula: FormulaSyntax) -> Bool {
    switch formula {
    case .conjunction(let parts, _), .disjunction(let parts, _): parts.allSatisfy(onlyTests)
    case .negation(let inner, _): onlyTests(inner)
    case .comparison, .truth: true
    case .atom(let atom): test(atom) != nil
    case .path, .range, .member, .optional: false
    }
  }
}

extension ComparisonOperator {
  var opposite: ComparisonOperator {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }
}
