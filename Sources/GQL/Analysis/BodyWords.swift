import Graph

/// Literals that stand for several: `matches(S, "re", A, B)` with what its groups take, `during(F, Period)`, and `as_of(Day)`,
/// which is said of all claims of a body.
extension Lowering {
  // MARK: Groups of patterns

  /// Whether an atom asks what the groups of a pattern take.
  func asksGroups(_ atom: AtomSyntax) -> Bool {
    test(atom) == .matches && atom.arguments.count > 2 && atom.named.isEmpty
  }

  /// `matches(S, "re", A, B)`: the match, and an equation for each group.
  func groups(_ atom: AtomSyntax) throws -> [Alternative] {
    try checkGroups(of: atom)
    return try unfolding(atom.arguments, at: atom.span) { values in
      var match = atom
      match.arguments = [values[0], values[1]]
      let equations = values.dropFirst(2).enumerated().compactMap { number, value -> BodyItem? in
        if case .anonymous = value { return nil }
        let name = NameSyntax(text: ScalarFunction.group.rawValue, span: atom.name.span)
        let place = ExpressionSyntax.fixed(.integer(Int64(number + 1)), atom.span)
        return .comparison(
          .equal, value,
          .call(AtomSyntax(name: name, arguments: values[..<2] + [place], span: atom.span)),
          atom.span)
      }
      return [[.atom(match)] + equations]
    }
  }

  /// A pattern that stands in the program has a group for each argument, and not more than can be asked.
  private func checkGroups(of atom: AtomSyntax) throws {
    guard case .constant(.string(let pattern), let span) = atom.arguments[1],
      let expression = try? RegularExpression(pattern)
    else { return }
    let asked = atom.arguments.count - 2
    if expression.groups < asked {
      throw fail(.patternGroups(has: expression.groups, asked: asked), at: atom.span)
    }
    do {
      try expression.prepareGroups()
    } catch {
      throw fail(.badPattern(error), at: place(of: error, in: span))
    }
  }

  // MARK: Times of claims

  /// Whether an atom is `during(F, Period)`.
  func asksTime(_ atom: AtomSyntax) -> Bool {
    isWord(atom, "during", arguments: 2)
  }

  /// The claim F is told somewhere of a time that meets the period.
  func time(_ atom: AtomSyntax) throws -> [Alternative] {
    try unfolding(atom.arguments, at: atom.span) { values in
      times(ofClaim: values[0], during: values[1], atom.span)
    }
  }

  private func isWord(_ atom: AtomSyntax, _ word: String, arguments: Int) -> Bool {
    atom.name.text == word && !atom.name.isQuoted && atom.arguments.count == arguments
      && atom.named.isEmpty && !definitions.isDefined(word)
  }

  /// The day of `as_of(Day)`; nil for any other part.
  private func moment(_ part: FormulaSyntax) -> ExpressionSyntax? {
    guard case .atom(let atom) = part, isWord(atom, ClaimArgument.asOf.rawValue, arguments: 1)
    else { return nil }
    return atom.arguments[0]
  }

  /// A conjunction in which `as_of` stands: its claims ask for that day each. Nil where it does not stand.
  func dated(_ parts: [FormulaSyntax], _ span: SourceSpan) throws -> FormulaSyntax? {
    let moments = parts.compactMap { moment($0) }
    guard let day = moments.first else { return nil }
    guard moments.count == 1 else { throw fail(.repeatedArgument("as_of"), at: moments[1].span) }
    var count = 0
    let rest = try parts.filter { moment($0) == nil }.map { try dating($0, by: day, &count) }
    guard count > 0 else { throw fail(.nothingDated, at: day.span) }
    return .conjunction(rest, span)
  }

  /// The same with `as_of:` on every atom that asks claims.
  private func dating(
    _ part: FormulaSyntax, by day: ExpressionSyntax, _ count: inout Int
  ) throws -> FormulaSyntax {
    switch part {
    case .conjunction(let parts, let span):
      // A day of its own goes before one around it.
      if parts.contains(where: { moment($0) != nil }) {
        count += 1
        return part
      }
      return .conjunction(try parts.map { try dating($0, by: day, &count) }, span)
    case .disjunction(let parts, let span):
      return .disjunction(try parts.map { try dating($0, by: day, &count) }, span)
    case .negation(let inner, let span):
      return .negation(try dating(inner, by: day, &count), span)
    case .optional(let inner, let span):
      return .optional(try dating(inner, by: day, &count), span)
    case .path(_, let atom): throw fail(.undatedPath, at: atom.span)
    case .atom(var atom):
      // Names are like one another on all days; other measures are of claims.
      if isMeasure(atom), atom.name.text == Measure.similar { return part }
      if isMeasure(atom) { throw fail(.undatedPath, at: atom.span) }
      guard try asksClaims(atom) else { return part }
      count += 1
      let name = NameSyntax(text: ClaimArgument.asOf.rawValue, span: day.span)
      if !atom.named.contains(where: { $0.name.text == name.text && !$0.name.isQuoted }) {
        atom.named.append(NamedArgumentSyntax(name: name, value: day))
      }
      return .atom(atom)
    case .comparison, .range, .member, .truth: return part
    }
  }

  /// Whether an atom asks for what texts say, so that it may have named arguments.
  private func asksClaims(_ atom: AtomSyntax) throws -> Bool {
    let name = atom.name
    switch (name.text, atom.arguments.count) {
    case ("triple", 3), ("fact", 4), ("statement", 4): return !definitions.isDefined(name.text)
    case (_, 1...2):
      guard !definitions.isDefined(name.text), test(atom) == nil,
        StoreRelation(rawValue: name.text) == nil
      else { return false }
      if try isPredicateVariable(atom) { return true }
      if atom.arguments.count == 1, try catalog.type(named: name.text) != nil { return false }
      return try !catalog.predicates(named: name.text).isEmpty
        || !name.isQuoted && catalog.relation(named: name.text) != nil
    default: return false
    }
  }
}
