import Graph

/// Queries that are one atom of constants and variables, all of them shown: they come by the thousand, and there is
/// nothing about them to unfold, to split or to check.
extension Lowering {
  /// The rule of such a query, the same as ``lowerRule(head:arguments:body:implicit:span:)`` makes; nil for any other.
  func plainRule(
    head: Int, columns: [(name: String, value: ExpressionSyntax)], body: FormulaSyntax?,
    span: SourceSpan
  ) throws -> LogicalRule? {
    guard case .atom(let atom)? = body, atom.named.isEmpty, columns.count < 64,
      try !isPredicateVariable(atom), !isMeasure(atom), !asksTime(atom)
    else { return nil }
    var variables: [String] = []
    for column in columns {
      guard case .variable(let name) = column.value, !variables.contains(name.text) else {
        return nil
      }
      variables.append(name.text)
    }
    // The numbers of the arguments that are variables; of no meaning for the others.
    var numbers: [Int] = []
    var seen: UInt64 = 0
    for argument in atom.arguments {
      switch argument {
      case .constant, .name: numbers.append(0)
      case .variable(let name):
        guard let number = variables.firstIndex(of: name.text), seen >> UInt64(number) & 1 == 0
        else { return nil }
        seen |= 1 << UInt64(number)
        numbers.append(number)
      default: return nil
      }
    }
    guard seen == 1 << UInt64(variables.count) - 1,
      let predicate = try plainPredicate(atom.name, arity: atom.arguments.count)
    else { return nil }
    let terms = zip(atom.arguments, numbers).map { argument, number -> LogicalTerm in
      switch argument {
      case .constant(let term, let span): constant(term, at: span)
      case .name(let name): word(name)
      default: .variable(number)
      }
    }
    return LogicalRule(
      head: head, columns: variables.indices.map { .expression(.term(.variable($0))) },
      body: [.atom(predicate: predicate, terms)], variables: variables, span: span)
  }

  /// The number of a predicate without declared types, known to be none of the functions that stand as atoms.
  private func plainPredicate(_ name: NameSyntax, arity: Int) throws -> Int? {
    guard
      definitions.isDefined(name.text) || name.isQuoted
        || TestFunction(rawValue: name.text) == nil, name.text != "search" || name.isQuoted
    else { return nil }
    let key = try key(of: name, arity: arity)
    if let known = plainPredicates[key] { return known }
    guard let number = try predicate(name, arity: arity, use: .body),
      builder.predicates[number].columnTypes.isEmpty
    else { return nil }
    plainPredicates[key] = number
    return number
  }
}
