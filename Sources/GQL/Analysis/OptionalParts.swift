import Graph

/// `optional(…)`: a part of a body that need not hold. Where it does not, the variables that it alone has are empty texts.
extension Lowering {
  /// The alternatives of an optional part: what it says, or that it is not so with empty values.
  func optional(_ part: FormulaSyntax, _ span: SourceSpan) throws -> [Alternative] {
    let own = try bindingNames(of: part).filter { !namesAround.contains($0.text) }
    let empty = own.map { name in
      FormulaSyntax.comparison(.equal, .variable(name), .fixed(.string(""), span), span)
    }
    // Whatever values those variables would have.
    let others = own.map { ($0.text, "\(RuleScope.hiddenName(for: span)) \($0.text)") }
    let absence = FormulaSyntax.negation(
      part.renaming(Dictionary(others) { first, _ in first }), span)
    let holds = try alternatives(of: part)
    let fails = try alternatives(of: .conjunction([absence] + empty, span))
    // To a later optional part they are known.
    namesAround.formUnion(own.map(\.text))
    return holds + fails
  }

  /// The alternatives of a conjunction some of whose parts hold optional ones: those know the names of the parts around
  /// them, and of optional parts before them.
  func joinedAround(_ parts: [FormulaSyntax], _ span: SourceSpan) throws -> [Alternative] {
    let outer = namesAround
    defer { namesAround = outer }
    let firm = parts.filter { !$0.isOptional }
    let names = try firm.map { Set(try bindingNames(of: $0).map(\.text)) }
    var product: [Alternative] = [[]]
    for (place, part) in firm.enumerated() {
      if part.hasOptional {
        namesAround = names.indices.reduce(into: outer) { around, other in
          if other != place { around.formUnion(names[other]) }
        }
      }
      try join(&product, try alternatives(of: part), at: span)
    }
    namesAround = names.reduce(outer) { $0.union($1) }
    for part in parts where part.isOptional {
      try join(&product, try alternatives(of: part), at: span)
    }
    return product
  }

  /// The named variables that a part of a body may bind.
  func bindingNames(of part: FormulaSyntax) throws -> [NameSyntax] {
    try part.bindingNames { try isPredicateVariable($0) }
  }

  /// Whether the name of an atom is a variable that stands for stored predicates: `P("Lee", X)`.
  func isPredicateVariable(_ atom: AtomSyntax) throws -> Bool {
    let name = atom.name
    guard name.isVariable, atom.arguments.count == 2, !catalog.isEmpty,
      !definitions.isDefined(name.text), !builder.brokenNames.contains(name.text)
    else { return false }
    // `Parent(X, Y)` for `parent` is a slip.
    let small = name.text.prefix(1).lowercased() + name.text.dropFirst()
    guard !definitions.isDefined(small), TestFunction(rawValue: small) == nil else { return false }
    return try catalog.predicates(named: name.text).isEmpty
      && catalog.relation(named: name.text) == nil
  }
}
