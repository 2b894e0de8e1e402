import GQL
import Graph

/// Reads group graph patterns (`GroupGraphPattern` to `DataBlock`).
struct GroupParser {
  let reader: TokenReader
  private var terms: TermParser { TermParser(reader: reader) }

  init(_ reader: TokenReader) { self.reader = reader }

  /// `GroupGraphPattern`.
  func group() throws(Diagnostic) -> GroupPattern {
    try reader.nested { () throws(Diagnostic) -> GroupPattern in
      try reader.expect(.leftBrace, "before the pattern")
      reader.beginPattern()
      defer { reader.beginPattern() }
      if reader.keyword == "SELECT" {
        let query = try QueryParser(reader).subquery()
        try reader.expect(.rightBrace, "at the end of the subquery")
        return .subquery(query)
      }
      let elements = try elements()
      try reader.expect(.rightBrace, "at the end of the pattern")
      return .elements(elements)
    }
  }

  /// `GroupGraphPatternSub`.
  private func elements() throws(Diagnostic) -> [GroupElement] {
    var elements: [GroupElement] = []
    var parts = 0
    let triples = TriplesParser(reader, allowsPaths: true)
    while true {
      if triples.begins {
        elements.append(.triples(try triples.triples()))
        if triples.begins { throw reader.expected("'.' between triples") }
      } else if reader.isNext(.rightBrace) || reader.isAtEnd {
        return elements
      } else {
        try reader.count(&parts)
        let start = reader.token.range.lowerBound
        let element = try element()
        if case .bind(_, let variable) = element,
          VisibleVariables.of(elements).contains(variable)
        {
          throw reader.error(
            "BIND gives ?\(reader.variables.name(variable)) a value that it already has in this group",
            at: reader.span(from: start), hint: "use another variable, and compare with FILTER")
        }
        elements.append(element)
        _ = reader.accept(.dot)
      }
    }
  }

  /// `GraphPatternNotTriples`.
  private func element() throws(Diagnostic) -> GroupElement {
    let pattern = reader.pattern
    if reader.accept(word: "FILTER") {
      let condition = try ExpressionParser(reader).constraint()
      try refuseAggregates(condition)
      // A filter does not end the basic graph pattern around it.
      reader.resumePattern(pattern)
      return .filter(condition)
    }
    defer { reader.beginPattern() }
    switch reader.keyword {
    case "OPTIONAL":
      reader.take()
      return .optional(try group())
    case "MINUS":
      reader.take()
      return .minus(try group())
    case "GRAPH":
      reader.take()
      let name = try terms.variableOrIRI("behind GRAPH")
      return .graph(name, try group())
    case "BIND":
      reader.take()
      try reader.expect(.leftParenthesis, "behind BIND")
      let expression = try ExpressionParser(reader).expression()
      try refuseAggregates(expression)
      try reader.expect(word: "AS", "and a variable")
      let variable = try terms.requiredVariable("behind AS")
      try reader.expect(.rightParenthesis, "at the end of BIND")
      return .bind(expression, variable)
    case "VALUES":
      reader.take()
      return .values(try inlineData())
    case "SERVICE":
      throw reader.error(
        "SERVICE is not done: graphsh asks no other server",
        hint: "import what it holds, and ask for it here")
    default: break
    }
    guard reader.isNext(.leftBrace) else {
      throw reader.expected("a triple, a group or '}'")
    }
    var groups = [try group()]
    var parts = 1
    while reader.accept(word: "UNION") {
      try reader.count(&parts)
      groups.append(try group())
    }
    return .union(groups)
  }

  private func refuseAggregates(_ expression: Expression) throws(Diagnostic) {
    guard expression.hasAggregate else { return }
    throw reader.error(
      "an aggregate stands only in SELECT, HAVING and ORDER BY",
      at: SourceSpan(source: 0, start: reader.lastEnd - 1, end: reader.lastEnd))
  }

  /// `DataBlock`, behind `VALUES`.
  func inlineData() throws(Diagnostic) -> InlineData {
    if let variable = terms.variable() {
      try reader.expect(.leftBrace, "before the values")
      var rows: [[Term?]] = []
      while !reader.accept(.rightBrace) { rows.append([try value()]) }
      return InlineData(variables: [variable], rows: rows)
    }
    try reader.expect(.leftParenthesis, "and variables, or a variable, behind VALUES")
    var variables: [Int] = []
    while !reader.accept(.rightParenthesis) {
      variables.append(try terms.requiredVariable("or ')'"))
    }
    try reader.expect(.leftBrace, "before the values")
    var rows: [[Term?]] = []
    while !reader.accept(.rightBrace) {
      let start = reader.token.range.lowerBound
      try reader.expect(.leftParenthesis, "before a row")
      var row: [Term?] = []
      while !reader.accept(.rightParenthesis) { row.append(try value()) }
      guard row.count == variables.count else {
        throw reader.error(
          "this row has \(row.count) values for \(variables.count) variables",
          at: reader.span(from: start), hint: "write UNDEF for a variable without a value")
      }
      rows.append(row)
    }
    return InlineData(variables: variables, rows: rows)
  }

  /// `DataBlockValue`; nil for `UNDEF`.
  private func value() throws(Diagnostic) -> Term? {
    if reader.accept(word: "UNDEF") { return nil }
    if let iri = try terms.iri() { return .iri(iri) }
    guard let literal = try terms.literal() else {
      throw reader.expected("an IRI, a literal or UNDEF")
    }
    return literal
  }
}
