import GQL
import Graph

/// Reads queries (`Query` to `LimitOffsetClauses`).
struct QueryParser {
  let reader: TokenReader
  private var terms: TermParser { TermParser(reader: reader) }

  init(_ reader: TokenReader) { self.reader = reader }

  /// A query behind its prologue.
  func query() throws(Diagnostic) -> QueryTree {
    var query: QueryTree
    switch reader.keyword {
    case "SELECT":
      query = QueryTree(form: try selectClause())
      query.dataset = try dataset()
      try whereClause(&query)
    case "CONSTRUCT":
      reader.take()
      query = try construct()
    case "DESCRIBE":
      reader.take()
      query = try describe()
    case "ASK":
      reader.take()
      query = QueryTree(form: .ask)
      query.dataset = try dataset()
      try whereClause(&query)
    default: throw reader.expected("SELECT, CONSTRUCT, DESCRIBE or ASK")
    }
    try modifiers(&query)
    try QueryCheck(reader).check(query)
    return query
  }

  /// `SubSelect`.
  func subquery() throws(Diagnostic) -> QueryTree {
    var query = QueryTree(form: try selectClause())
    try whereClause(&query)
    try modifiers(&query)
    try QueryCheck(reader).check(query)
    return query
  }

  private func selectClause() throws(Diagnostic) -> QueryTree.Form {
    reader.take()
    let isDistinct = reader.accept(word: "DISTINCT")
    let isReduced = !isDistinct && reader.accept(word: "REDUCED")
    if reader.accept(.star) {
      return .select(nil, isDistinct: isDistinct, isReduced: isReduced)
    }
    var items: [SelectItem] = []
    while true {
      let start = reader.token.range.lowerBound
      if let variable = terms.variable() {
        items.append(
          SelectItem(expression: nil, variable: variable, span: reader.span(from: start)))
      } else if reader.accept(.leftParenthesis) {
        let expression = try ExpressionParser(reader).expression()
        try reader.expect(word: "AS", "and a variable")
        let variable = try terms.requiredVariable("behind AS")
        try reader.expect(.rightParenthesis, "behind the variable")
        items.append(
          SelectItem(expression: expression, variable: variable, span: reader.span(from: start)))
      } else {
        break
      }
    }
    guard !items.isEmpty else {
      throw reader.expected(
        "variables or '*' behind SELECT", hint: "expressions stand in parentheses: (… AS ?x)")
    }
    return .select(items, isDistinct: isDistinct, isReduced: isReduced)
  }

  private func dataset() throws(Diagnostic) -> [DatasetClause] {
    var clauses: [DatasetClause] = []
    while reader.accept(word: "FROM") {
      let isNamed = reader.accept(word: "NAMED")
      clauses.append(
        DatasetClause(iri: .iri(try terms.requiredIRI("behind FROM")), isNamed: isNamed))
    }
    return clauses
  }

  private func whereClause(_ query: inout QueryTree) throws(Diagnostic) {
    _ = reader.accept(word: "WHERE")
    query.pattern = try GroupParser(reader).group()
  }

  private func construct() throws(Diagnostic) -> QueryTree {
    if reader.isNext(.leftBrace) {
      reader.take()
      reader.beginPattern()
      let triples = try TriplesParser(reader, allowsPaths: false).triples()
      try reader.expect(.rightBrace, "at the end of the template")
      // The template's labels are not those of the pattern.
      reader.forgetLabels()
      var query = QueryTree(form: .construct(Self.template(triples)))
      query.dataset = try dataset()
      try whereClause(&query)
      return query
    }
    // The short form: the pattern is the template.
    let clauses = try dataset()
    try reader.expect(word: "WHERE", "or a template in braces")
    try reader.expect(.leftBrace, "before the pattern")
    reader.beginPattern()
    let triples = try TriplesParser(reader, allowsPaths: false).triples()
    try reader.expect(.rightBrace, "at the end of the pattern")
    var query = QueryTree(form: .construct(Self.template(triples)))
    query.dataset = clauses
    query.pattern = .elements([.triples(triples)])
    return query
  }

  static func template(_ triples: [TriplePattern], graph: PatternNode? = nil) -> [QuadPattern] {
    triples.compactMap { triple in
      guard case .node(let predicate) = triple.verb else { return nil }
      return QuadPattern(
        graph: graph, subject: triple.subject, predicate: predicate, object: triple.object)
    }
  }

  private func describe() throws(Diagnostic) -> QueryTree {
    var nodes: [PatternNode]?
    if !reader.accept(.star) {
      var list = [try terms.variableOrIRI("or '*' behind DESCRIBE")]
      while true {
        if let variable = terms.variable() {
          list.append(.variable(variable))
        } else if let iri = try terms.iri() {
          list.append(.term(.iri(iri)))
        } else {
          break
        }
      }
      nodes = list
    }
    var query = QueryTree(form: .describe(nodes))
    query.dataset = try dataset()
    if reader.keyword == "WHERE" || reader.isNext(.leftBrace) { try whereClause(&query) }
    return query
  }

  // MARK: Modifiers

  private func modifiers(_ query: inout QueryTree) throws(Diagnostic) {
    if reader.accept(word: "GROUP") {
      try reader.expect(word: "BY", "behind GROUP")
      query.grouping = try groupConditions()
    }
    if reader.accept(word: "HAVING") {
      repeat {
        query.having.append(try ExpressionParser(reader).constraint())
      } while beginsConstraint
    }
    if reader.accept(word: "ORDER") {
      try reader.expect(word: "BY", "behind ORDER")
      while let condition = try orderCondition() { query.order.append(condition) }
      guard !query.order.isEmpty else { throw reader.expected("a variable or a condition") }
    }
    try limits(&query)
    if reader.accept(word: "VALUES") { query.values = try GroupParser(reader).inlineData() }
  }

  private func limits(_ query: inout QueryTree) throws(Diagnostic) {
    var (hasLimit, hasOffset) = (false, false)
    while true {
      if !hasLimit, reader.accept(word: "LIMIT") {
        query.limit = try count("behind LIMIT")
        hasLimit = true
      } else if !hasOffset, reader.accept(word: "OFFSET") {
        query.offset = try count("behind OFFSET")
        hasOffset = true
      } else {
        return
      }
    }
  }

  private func count(_ place: String) throws(Diagnostic) -> Int {
    guard case .integer(let digits) = reader.token.kind else {
      throw reader.expected("a whole number \(place)")
    }
    reader.take()
    // More than all rows are all rows.
    return Int(digits) ?? Int.max
  }

  private var beginsConstraint: Bool {
    switch reader.token.kind {
    case .symbol(.leftParenthesis), .iriReference, .prefixedName: return true
    case .word:
      let word = reader.keyword ?? ""
      return BuiltIn(rawValue: word) != nil || Aggregate.Function(rawValue: word) != nil
        || word == "EXISTS" || word == "NOT"
    default: return false
    }
  }

  private func groupConditions() throws(Diagnostic) -> [GroupCondition] {
    var conditions: [GroupCondition] = []
    while true {
      if let variable = terms.variable() {
        conditions.append(GroupCondition(expression: .variable(variable), variable: variable))
      } else if reader.accept(.leftParenthesis) {
        let expression = try ExpressionParser(reader).expression()
        let variable =
          reader.accept(word: "AS") ? try terms.requiredVariable("behind AS") : nil
        try reader.expect(.rightParenthesis, "behind the expression")
        conditions.append(GroupCondition(expression: expression, variable: variable))
      } else if beginsConstraint, let call = try ExpressionParser(reader).call() {
        conditions.append(GroupCondition(expression: call, variable: nil))
      } else {
        break
      }
      if conditions.last?.expression.hasAggregate == true {
        throw reader.error("an aggregate cannot stand in GROUP BY")
      }
    }
    guard !conditions.isEmpty else { throw reader.expected("a variable or an expression") }
    return conditions
  }

  private func orderCondition() throws(Diagnostic) -> OrderCondition? {
    if reader.keyword == "ASC" || reader.keyword == "DESC" {
      let isDescending = reader.take().keyword == "DESC"
      return OrderCondition(
        expression: try ExpressionParser(reader).bracketed(), isDescending: isDescending)
    }
    if let variable = terms.variable() {
      return OrderCondition(expression: .variable(variable), isDescending: false)
    }
    guard beginsConstraint else { return nil }
    return OrderCondition(
      expression: try ExpressionParser(reader).constraint(), isDescending: false)
  }
}
