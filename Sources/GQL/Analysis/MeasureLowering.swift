import Graph

/// `pagerank(met, X, Score)`, `path(road, a, b, Path)`, `similar("Takaichy", E, Score)`: atoms whose tuples are computed
/// of a whole relation. Each becomes a predicate of its own with one rule, whose body is that relation.
extension Lowering {
  /// Whether an atom is a measure here, and no predicate of the program that has its name.
  func isMeasure(_ atom: AtomSyntax) -> Bool {
    !atom.name.isQuoted && !definitions.isDefined(atom.name.text)
      && Measure.arguments(of: atom.name.text).contains(atom.arguments.count)
  }

  /// What an atom that is a measure means.
  func measured(_ atom: AtomSyntax) throws -> [Alternative] {
    switch atom.name.text {
    case Measure.path: return try paths(atom)
    case Measure.similar:
      try requireNoNames(atom, besides: [])
      let asked = InputAtom(
        measure: .similarNames, inputs: [atom.arguments[0]],
        outputs: Array(atom.arguments[1...]), span: atom.span)
      return try unfolding(asked)
    default:
      guard let measure = NodeMeasure(rawValue: atom.name.text) else { return [] }
      try requireNoNames(atom, besides: [])
      let relation = try measuredRelation(atom)
      let predicate = nodeMeasure(measure, of: relation, atom.span)
      return try unfolding(Array(atom.arguments[1...]), at: atom.span) {
        [[.predicate(predicate, $0, atom.span)]]
      }
    }
  }

  private func requireNoNames(_ atom: AtomSyntax, besides known: [String]) throws {
    for named in atom.named where !known.contains(named.name.text) {
      if known.isEmpty {
        throw fail(.namedArgumentOfFunction(atom.name.text), at: named.name.span)
      }
      throw fail(
        .unknownNamedArgument(named.name.text, of: atom.name.text, known: known),
        at: named.name.span)
    }
  }

  // MARK: The relation

  /// What is measured: a predicate of two columns, or of three whose last is a weight.
  struct MeasuredRelation {
    var predicate: Int
    var name: String
    var arity: Int
  }

  private func measuredRelation(_ atom: AtomSyntax) throws -> MeasuredRelation {
    let name: NameSyntax
    switch atom.arguments[0] {
    case .name(let given): name = given
    case .constant(.iri(let iri), let span): name = NameSyntax(text: iri, span: span)
    default: throw fail(.measureWithoutRelation(atom.name.text), at: atom.arguments[0].span)
    }
    let arities = definitions.arities(of: name.text)
    let arity = arities.contains(3) && !arities.contains(2) ? 3 : 2
    guard let predicate = try predicate(name, arity: arity, use: .measure) else { throw Failure() }
    return MeasuredRelation(predicate: predicate, name: name.text, arity: arity)
  }

  private func nodeMeasure(
    _ measure: NodeMeasure, of relation: MeasuredRelation, _ span: SourceSpan
  ) -> Int {
    let predicate = builder.predicates.measured(
      measure.rawValue, of: relation.name, arity: 2, shown: 2,
      identity: "measure \(measure.rawValue) \(relation.predicate)")
    guard builder.definedPaths.insert(predicate).inserted else { return predicate }
    let terms = (0..<relation.arity).map { LogicalTerm.variable($0) }
    var rule = LogicalRule(
      head: predicate,
      columns: [0, relation.arity].map { .expression(.term(.variable($0))) },
      body: [.atom(predicate: relation.predicate, terms)],
      variables: ["X", "Y", "Weight"].prefix(relation.arity) + ["Value"], span: span)
    rule.measure = .ofNodes(measure)
    builder.rules.append(rule)
    return predicate
  }

  // MARK: Paths

  /// The names that arguments of `path` can have, besides `limit`, in the order of its columns.
  private static let pathColumns = ["length", "step", "from", "by", "to"]

  private func paths(_ atom: AtomSyntax) throws -> [Alternative] {
    try requireNoNames(atom, besides: ["limit"] + Self.pathColumns)
    var relation: MeasuredRelation?
    if atom.arguments.count == 4 { relation = try measuredRelation(atom) }
    let values = atom.arguments.suffix(3)
    var limit = 1
    var named: [String: ExpressionSyntax] = [:]
    for argument in atom.named {
      guard named.updateValue(argument.value, forKey: argument.name.text) == nil else {
        throw fail(.repeatedArgument(argument.name.text), at: argument.name.span)
      }
    }
    if let given = named["limit"] { limit = try wholeNumber(given, "limit") }
    let asked = InputAtom(
      measure: .paths(limit: limit), relation: relation, inputs: Array(values.prefix(2)),
      outputs: Array(values.suffix(1))
        + Self.pathColumns.map { named[$0] ?? .anonymous(atom.span) },
      span: atom.span)
    return try unfolding(asked)
  }

  private func unfolding(_ atom: InputAtom) throws -> [Alternative] {
    try unfolding(atom.inputs + atom.outputs, at: atom.span) { [[.computed(atom.replacing($0))]] }
  }

  // MARK: What is asked for

  /// A measure that is computed for what the body around it asks.
  struct InputAtom {
    var measure: Measure
    /// Nil for paths over all that is stored.
    var relation: MeasuredRelation?
    var inputs: [ExpressionSyntax]
    var outputs: [ExpressionSyntax]
    var span: SourceSpan

    /// The same with other values, the inputs first.
    func replacing(_ values: [ExpressionSyntax]) -> InputAtom {
      var atom = self
      atom.inputs = Array(values[..<inputs.count])
      atom.outputs = Array(values[inputs.count...])
      return atom
    }
  }

  /// The literals of such an atom, and the rules for the values that it is asked with: those that what stands around it
  /// gives its inputs.
  ///
  /// - Parameter isLast: whether what does not bind its inputs yet never will
  /// - Returns: nil where they are not bound yet
  func lower(
    _ atom: InputAtom, _ scope: inout RuleScope, around: Surroundings, isLast: Bool
  ) throws -> [LogicalLiteral]? {
    var inner = RuleScope()
    var body: [LogicalLiteral] = []
    for case .anonymous(let span) in atom.inputs { throw fail(.anonymousAsValue, at: span) }
    let asked = try terms(atom.inputs, &inner, as: .literal, &body)
    let names = atom.inputs.reduce(into: Set<String>()) { Self.collect($1, into: &$0) }.sorted()
    body = around.binders(of: names, in: &inner) { rank($0) } + body
    let bound = Safety.bound(by: body)
    if let open = names.first(where: { inner.known($0).map { !bound.contains($0) } ?? true }) {
      guard isLast else { return nil }
      throw fail(.unboundInput(open, of: atom.measure.name), at: atom.span)
    }
    let inputs = builder.predicates.synthetic(
      "asked of \(atom.measure.name)", arity: asked.count,
      identity: "asked \(atom.span.source):\(atom.span.start)")
    builder.rules.append(
      LogicalRule(
        head: inputs, columns: asked.map { .expression(.term($0)) }, body: body,
        variables: inner.variables, span: atom.span))
    var literals: [LogicalLiteral] = []
    let predicate = answers(to: atom, asked: inputs)
    let terms = try terms(atom.inputs + atom.outputs, &scope, as: .literal, &literals)
    return [.atom(predicate: predicate, terms)] + literals
  }

  /// The predicate of the answers, with its rule.
  private func answers(to atom: InputAtom, asked: Int) -> Int {
    let predicate = builder.predicates.measured(
      atom.measure.name, of: atom.relation?.name, arity: atom.inputs.count + atom.outputs.count,
      shown: 3,
      identity: "measure \(atom.span.source):\(atom.span.start)")
    guard builder.definedPaths.insert(predicate).inserted else { return predicate }
    var names: [String] = []
    func variable(_ name: String) -> LogicalTerm {
      names.append(name)
      return .variable(names.count - 1)
    }
    let columns: [LogicalTerm]
    var body: [LogicalLiteral] = []
    switch atom.measure {
    case .paths:
      let (from, to) = (variable("From"), variable("To"))
      let (start, end) = (variable("A"), variable("B"))
      let by = variable("By")
      if let relation = atom.relation {
        let weight = relation.arity == 3 ? [variable("Length")] : []
        body = [.atom(predicate: relation.predicate, [from, to] + weight)]
      } else {
        let triple = builder.predicates.number(of: .triple)
        body = [.atom(predicate: triple, [from, by, to])]
      }
      body.append(.atom(predicate: asked, [start, end]))
      columns = [
        start, end, variable("Path"), variable("Length"), variable("Step"), from, by, to,
      ]
    case .similarNames:
      let name = variable("Name")
      body = [.atom(predicate: asked, [name])]
      columns = [name, variable("E"), variable("Score")]
    case .ofNodes: return predicate
    }
    var rule = LogicalRule(
      head: predicate, columns: columns.map { .expression(.term($0)) }, body: body,
      variables: names, span: atom.span)
    rule.measure = atom.measure
    builder.rules.append(rule)
    return predicate
  }
}
