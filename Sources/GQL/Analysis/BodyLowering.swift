import Graph

extension Lowering {
  /// The literals of one alternative of a body.
  ///
  /// - Parameters:
  ///   - outside: variables that the head, or what stands around a negated group, uses too
  ///   - around: what stands around a negated group
  /// - Returns: nil where a literal is wrong, which has been said.
  func lower(
    _ items: Alternative, _ scope: inout RuleScope, outside: Set<String>,
    around: Surroundings = Surroundings()
  ) throws -> [LogicalLiteral]? {
    var slots = [[LogicalLiteral]](repeating: [], count: items.count)
    var isWhole = true
    // Names of the variables of each item, to know which ones a negation shares.
    let names = items.map { Self.variables(in: $0) }
    var users: [String: Int] = [:]
    for item in names { for name in item { users[name, default: 0] += 1 } }
    for (index, item) in items.enumerated() {
      if case .negation = item { continue }
      if case .same = item { continue }
      if case .computed = item { continue }
      let done = try attempt { slots[index] = try lowerPositive(item, &scope) }
      isWhole = isWhole && done
    }
    for (index, item) in items.enumerated() {
      guard case .same(let left, let right, let nodes, let span) = item else { continue }
      let done = try attempt {
        slots[index] = try lowerSame(
          left, right, nodes: nodes, span, &scope, among: slots.flatMap { $0 })
      }
      isWhole = isWhole && done
    }
    var around = around
    around.add(slots.flatMap { $0 }, scope)
    isWhole = try lowerComputed(items, &scope, &slots, &around) && isWhole
    for (index, item) in items.enumerated() {
      guard case .negation(let alternatives, let span) = item else { continue }
      let shared = Set(names[index].filter { outside.contains($0) || users[$0, default: 0] > 1 })
      for name in shared.sorted() { scope.markShared(name) }
      let done = try attempt {
        slots[index] = try lowerNegation(
          alternatives, span, &scope, shared: shared, around: around)
      }
      isWhole = isWhole && done
    }
    return isWhole ? slots.flatMap { $0 } : nil
  }

  /// Measures that ask with values of the body: one may ask with what another gives, in whatever order they stand.
  private func lowerComputed(
    _ items: Alternative, _ scope: inout RuleScope, _ slots: inout [[LogicalLiteral]],
    _ around: inout Surroundings
  ) throws -> Bool {
    var open = items.indices.filter { if case .computed = items[$0] { true } else { false } }
    var isWhole = true
    var isLast = false
    while !open.isEmpty {
      let before = open
      for index in before {
        guard case .computed(let atom) = items[index] else { continue }
        var literals: [LogicalLiteral]? = []
        let done = try attempt {
          literals = try lower(atom, &scope, around: around, isLast: isLast)
        }
        isWhole = isWhole && done
        guard let literals else { continue }
        slots[index] = literals
        around.add(literals, scope)
        open.removeAll { $0 == index }
      }
      isLast = open.count == before.count
    }
    return isWhole
  }

  func lowerPositive(
    _ item: BodyItem, _ scope: inout RuleScope
  ) throws -> [LogicalLiteral] {
    switch item {
    case .atom(let atom): return try lower(atom, &scope)
    case .predicate(let predicate, let arguments, _):
      var literals: [LogicalLiteral] = []
      let terms = try terms(arguments, &scope, as: .literal, &literals)
      return [.atom(predicate: predicate, terms)] + literals
    case .comparison(let comparison, let left, let right, _):
      return [
        .comparison(
          comparison, try lower(left, &scope, as: .comparison),
          try lower(right, &scope, as: .comparison))
      ]
    case .range(let element, let low, let high, _):
      var literals: [LogicalLiteral] = []
      let term = try term(element, &scope, as: .literal, &literals)
      return [
        .range(
          term, try lower(low, &scope, as: .expression), try lower(high, &scope, as: .expression))
      ] + literals
    case .member(let element, let elements, _):
      var literals: [LogicalLiteral] = []
      let term = try term(element, &scope, as: .literal, &literals)
      return [.member(term, try elements.map { try lower($0, &scope, as: .expression) })]
        + literals
    case .same, .computed, .negation: return []
    }
  }

  /// An atom of the body: a predicate, a test or `search`.
  private func lower(_ atom: AtomSyntax, _ scope: inout RuleScope) throws -> [LogicalLiteral] {
    let name = atom.name.text
    let count = atom.arguments.count
    if !definitions.isDefined(name), !atom.name.isQuoted {
      if let test = TestFunction(rawValue: name) {
        return [.test(test, try testArguments(atom, test, &scope), negated: false)]
      }
      if name == "search", count == 3 {
        var literals: [LogicalLiteral] = []
        let words = try lower(atom.arguments[0], &scope, as: .expression)
        let terms = try terms(Array(atom.arguments[1...]), &scope, as: .literal, &literals)
        return [.search(words, sentence: terms[0], score: terms[1])] + literals
      }
    }
    guard let predicate = try predicate(atom.name, arity: count, use: .body) else {
      throw Failure()
    }
    var literals: [LogicalLiteral] = []
    let terms = try terms(atom.arguments, &scope, as: .literal, &literals)
    try checkTypes(of: atom, predicate: predicate)
    return [.atom(predicate: predicate, terms)] + literals
  }

  func testArguments(
    _ atom: AtomSyntax, _ test: TestFunction, _ scope: inout RuleScope
  ) throws -> [LogicalExpression] {
    let expected = Signatures.arguments(of: test)
    guard atom.arguments.count == expected else {
      throw fail(
        .functionArity(
          kind: "test", test.rawValue, expected: Signatures.text(expected...expected),
          found: atom.arguments.count,
          written: FunctionDescription.signatures(of: test.rawValue, .test)), at: atom.span)
    }
    if test == .matches { try checkPattern(atom.arguments[1]) }
    return try atom.arguments.map { try lower($0, &scope, as: .expression) }
  }

  /// A pattern that stands in the program is looked at before anything runs.
  private func checkPattern(_ argument: ExpressionSyntax) throws {
    let text: String
    switch argument {
    case .constant(let term, _): text = term.textValue ?? ""
    case .name(let name): text = name.text
    case .parameter(let name): text = try shapingParameter(name).textValue ?? ""
    default: return
    }
    do {
      _ = try RegularExpression(text)
    } catch {
      throw fail(.badPattern(error), at: place(of: error, in: argument.span))
    }
  }

  /// Where in the source a mistake of a pattern stands, which may be written with escapes.
  func place(of error: RegularExpressionError, in span: SourceSpan) -> SourceSpan {
    let source = Array(sources.text(of: span).unicodeScalars)
    guard let quote = source.first, quote == "\"" || quote == "'" else { return span }
    var (place, character, start) = (1, 0, 1)
    while place < source.count - 1, character < error.offset + error.text.unicodeScalars.count {
      if character == error.offset { start = place }
      if source[place] == "\\", source[place + 1] == "u" {
        let end = source[place...].firstIndex(of: "}")
        place = source[place + 2] == "{" ? (end ?? place) + 1 : place + 6
      } else {
        place += source[place] == "\\" || source[place] == quote ? 2 : 1
      }
      character += 1
    }
    if character == error.offset { start = place }
    func bytes(_ end: Int) -> Int {
      source[..<min(end, source.count)].reduce(0) { $0 + UTF8.width($1) }
    }
    return SourceSpan(
      source: span.source, start: span.start + bytes(start),
      end: span.start + max(bytes(place), bytes(start) + 1))
  }

  /// Whether an atom is a test here, and not a predicate of the program that has its name.
  func test(_ atom: AtomSyntax) -> TestFunction? {
    definitions.isDefined(atom.name.text) || atom.name.isQuoted
      ? nil : TestFunction(rawValue: atom.name.text)
  }

  // MARK: Arguments

  func terms(
    _ arguments: [ExpressionSyntax], _ scope: inout RuleScope, as role: RuleScope.Role,
    _ literals: inout [LogicalLiteral]
  ) throws -> [LogicalTerm] {
    var terms: [LogicalTerm] = []
    for argument in arguments {
      terms.append(try term(argument, &scope, as: role, &literals))
    }
    return terms
  }

  /// An argument as a term. An expression becomes a variable and an equation.
  private func term(
    _ argument: ExpressionSyntax, _ scope: inout RuleScope, as role: RuleScope.Role,
    _ literals: inout [LogicalLiteral]
  ) throws -> LogicalTerm {
    switch argument {
    case .variable(let name): return .variable(scope.variable(name, as: role))
    case .anonymous: return .variable(scope.fresh())
    default:
      let value = try lower(argument, &scope, as: .expression)
      if case .term(let term) = value { return term }
      let variable = LogicalTerm.variable(scope.fresh())
      literals.append(.comparison(.equal, .term(variable), value))
      return variable
    }
  }

  /// The zero steps of a path: both ends are one value, a node of the path where nothing else binds it.
  private func lowerSame(
    _ left: ExpressionSyntax, _ right: ExpressionSyntax, nodes: Int, _ span: SourceSpan,
    _ scope: inout RuleScope, among literals: [LogicalLiteral]
  ) throws -> [LogicalLiteral] {
    var extra: [LogicalLiteral] = []
    let ends = try terms([left, right], &scope, as: .literal, &extra)
    let bound = Safety.bound(by: literals + extra)
    let isBound = ends.contains { end in
      guard case .variable(let variable) = end, variable >= 0 else { return true }
      return bound.contains(variable)
    }
    let same = LogicalLiteral.comparison(.equal, .term(ends[0]), .term(ends[1]))
    return extra + (isBound ? [same] : [.atom(predicate: nodes, [ends[0]]), same])
  }

  // MARK: Variables of items

  static func variables(in item: BodyItem) -> Set<String> {
    var names: Set<String> = []
    collect(item, into: &names)
    return names
  }

  private static func collect(_ item: BodyItem, into names: inout Set<String>) {
    switch item {
    case .atom(let atom): collect(atom.arguments, into: &names)
    case .predicate(_, let arguments, _): collect(arguments, into: &names)
    case .computed(let atom): collect(atom.inputs + atom.outputs, into: &names)
    case .same(let left, let right, _, _), .comparison(_, let left, let right, _):
      collect([left, right], into: &names)
    case .range(let element, let low, let high, _):
      collect([element, low, high], into: &names)
    case .member(let element, let elements, _): collect([element] + elements, into: &names)
    case .negation(let alternatives, _):
      for item in alternatives.joined() { collect(item, into: &names) }
    }
  }

  private static func collect(_ expressions: [ExpressionSyntax], into names: inout Set<String>) {
    for expression in expressions { collect(expression, into: &names) }
  }

  static func collect(_ expression: ExpressionSyntax, into names: inout Set<String>) {
    switch expression {
    case .variable(let name): names.insert(name.text)
    case .negative(let inner, _): collect(inner, into: &names)
    case .binary(_, let left, let right, _), .range(let left, let right, _):
      collect(left, into: &names)
      collect(right, into: &names)
    case .call(let atom): collect(atom.arguments, into: &names)
    case .anonymous, .constant, .fixed, .name, .parameter, .condition: break
    }
  }
}
