import GQL

/// What the grammar says of a query in notes: where variables may stand (SPARQL 1.1 Query Language, sections 18.2.1 and 19.8).
struct QueryCheck {
  let reader: TokenReader

  init(_ reader: TokenReader) { self.reader = reader }

  func check(_ query: QueryTree) throws(Diagnostic) {
    let isAggregate = Self.isAggregate(query)
    guard case .select(let items, _, _) = query.form else { return }
    guard let items else {
      guard isAggregate else { return }
      throw reader.error(
        "SELECT * cannot stand with GROUP BY or aggregates", at: end,
        hint: "name what is to be shown of each group")
    }
    let inPattern = VisibleVariables.of(query.pattern)
    var named: Set<Int> = []
    let grouped = Set(query.grouping?.compactMap(\.variable) ?? [])
    for item in items {
      let name = reader.variables.name(item.variable)
      if let expression = item.expression {
        if inPattern.contains(item.variable) || !named.insert(item.variable).inserted
          || grouped.contains(item.variable)
        {
          throw reader.error(
            "?\(name) has a value before this AS gives it one", at: item.span,
            hint: "use another name behind AS")
        }
        if isAggregate { try checkGrouped(expression, grouped.union(named), item.span) }
      } else {
        named.insert(item.variable)
        if isAggregate, !grouped.contains(item.variable) {
          throw notGrouped(item.variable, item.span)
        }
      }
    }
  }

  private var end: SourceSpan {
    SourceSpan(source: 0, start: max(0, reader.lastEnd - 1), end: reader.lastEnd)
  }

  /// Whether a query forms groups.
  static func isAggregate(_ query: QueryTree) -> Bool {
    if query.grouping != nil || query.having.contains(where: \.hasAggregate) { return true }
    if query.order.contains(where: { $0.expression.hasAggregate }) { return true }
    guard case .select(let items?, _, _) = query.form else { return !query.having.isEmpty }
    return !query.having.isEmpty || items.contains { $0.expression?.hasAggregate ?? false }
  }

  /// Outside of aggregates, only variables that a group has one value of can stand.
  private func checkGrouped(
    _ expression: Expression, _ grouped: Set<Int>, _ span: SourceSpan
  ) throws(Diagnostic) {
    for variable in expression.variables.subtracting(grouped).sorted() {
      throw notGrouped(variable, span)
    }
  }

  private func notGrouped(_ variable: Int, _ span: SourceSpan) -> Diagnostic {
    reader.error(
      "?\(reader.variables.name(variable)) may have several values in a group", at: span,
      hint: "add it to GROUP BY, or take one of its values with SAMPLE or MIN")
  }
}
