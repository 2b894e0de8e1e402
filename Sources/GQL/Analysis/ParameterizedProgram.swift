import Graph

/// What analysis found out about a program but for the values of its parameters, so that it is analysed once and asked
/// with many.
///
/// A rule that mentions a parameter is kept with an open name in its place (see ``OpenName``).
struct ParameterizedProgram: Sendable {
  /// Where the value of a parameter goes.
  struct Place: Sendable {
    var parameter: String
    var kind: NameFlow.Kind
    /// What the value meant that the program was analysed with.
    var meaning: LogicalTerm
  }

  /// By the number of the open name.
  private let places: [Int: Place]
  private let rules: [(number: Int, rule: LogicalRule)]
  /// Values on which the program itself depends: its limits and patterns.
  private let shaping: [String: Term]

  /// Takes the rules with open names, and puts what their values mean into their places in the program.
  init(
    places: [Int: Place], shaping: [String: Term], closing program: inout LogicalProgram
  ) {
    self.places = places
    self.shaping = shaping
    rules = program.rules.enumerated().compactMap { number, rule in
      rule.hasOpenNames ? (number, rule) : nil
    }
    put({ places[$0]?.meaning }, into: &program)
  }

  /// Puts values into a program's rules.
  ///
  /// - Returns: false where the program is another one with these values: one of them is of another kind, is a name
  ///   that nothing or more than one thing goes by, or shapes the program. The rules are then as they were.
  func put(
    _ values: [String: Term], into program: inout LogicalProgram, catalog: any Catalog
  ) throws -> Bool {
    guard shaping.allSatisfy({ values[$0] == $1 }) else { return false }
    let resolver = NameResolver(catalog: CachedCatalog(catalog))
    var meanings: [Int: LogicalTerm] = [:]
    for (index, place) in places {
      guard let value = values[place.parameter],
        let meaning = try resolver.meaning(of: value, place.kind),
        meaning.isOfKind(of: place.meaning)
      else { return false }
      meanings[index] = meaning
    }
    put({ meanings[$0] }, into: &program)
    return true
  }

  private func put(_ meaning: (Int) -> LogicalTerm?, into program: inout LogicalProgram) {
    for (number, rule) in rules {
      program.rules[number] = rule
      program.rules[number].putNames(meaning)
    }
  }
}

extension NameResolver {
  /// What the value of a parameter means; nil where it is a name that no one thing goes by.
  fileprivate func meaning(of term: Term, _ kind: NameFlow.Kind) throws -> LogicalTerm? {
    guard case .string(let text) = term, kind.isLookedUp else { return .constant(term) }
    return switch try meaning(of: text, kind) {
    case .value(let value): .value(value)
    case .constant(let term): .constant(term)
    case .ambiguous, .unknown: nil
    }
  }
}

extension LogicalTerm {
  /// Whether the flow of types sees no difference between two constants.
  fileprivate func isOfKind(of other: LogicalTerm) -> Bool {
    switch (self, other) {
    case (.value(let value), .value(let other)):
      (value.inlineInteger == nil) == (other.inlineInteger == nil)
    case (.constant(let term), .constant(let other)): ValueKinds(term) == ValueKinds(other)
    default: false
    }
  }
}

extension LogicalRule {
  /// Puts what open names mean into their places; those of no meaning stay.
  mutating func putNames(_ meaning: (Int) -> LogicalTerm?) {
    mapVariables { variable in
      OpenName.index(ofVariable: variable).flatMap(meaning) ?? .variable(variable)
    }
  }

  fileprivate var hasOpenNames: Bool {
    var copy = self
    var found = false
    copy.putNames { _ in
      found = true
      return nil
    }
    return found
  }
}
