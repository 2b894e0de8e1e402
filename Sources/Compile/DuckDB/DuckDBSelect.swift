import GQL
import Graph

/// Writes a rule as one `SELECT`: what it reads under `FROM`, what it tests under `WHERE`.
struct DuckDBSelect {
  private let rule: CompiledRule
  private let program: RelationalProgram
  /// What stands for a relation that a step reads, where it is not its table: in recursion.
  private let source: (_ step: Int, _ relation: Int) -> String?
  private let dialect = DuckDBDialect()
  private var writer: ScalarWriter<DuckDBDialect>
  private var from: [String] = []
  private var conditions: [String] = []

  init(
    _ rule: CompiledRule, _ program: RelationalProgram,
    source: @escaping (_ step: Int, _ relation: Int) -> String? = { _, _ in nil }
  ) throws(Diagnostic) {
    (self.rule, self.program, self.source) = (rule, program, source)
    writer = ScalarWriter(dialect: dialect, span: rule.span, variables: [:])
    for number in rule.steps.indices { try add(number) }
  }

  /// - Parameter indent: what stands before each line
  func text(indent: String = "") throws(Diagnostic) -> String {
    let lines = rule.isAggregate ? try aggregated() : try plain()
    return lines.map { indent + $0 }.joined(separator: "\n")
  }

  private func plain() throws(Diagnostic) -> [String] {
    var columns: [String] = []
    var conditions = conditions
    let names = program.relations[rule.head]?.columns ?? []
    for (column, name) in zip(rule.columns, names) {
      guard case .expression(let expression) = column else { continue }
      let scalar = try writer.scalar(expression)
      if scalar.mayFail { conditions.append("\(scalar.text) IS NOT NULL") }
      columns.append("\(scalar.text) AS \(name)")
    }
    if rule.columns.isEmpty { columns.append("TRUE AS \(CompiledRelation.holds)") }
    return select("SELECT DISTINCT " + columns.joined(separator: ", "), conditions)
  }

  /// The distinct bindings of the named variables, and the aggregates over them.
  private func aggregated() throws(Diagnostic) -> [String] {
    var bindings = rule.named.map { variable in
      "\(writer.variables[variable]?.text ?? "NULL") AS \(dialect.quoted(rule.names[variable]))"
    }
    if bindings.isEmpty { bindings.append("TRUE AS \(CompiledRelation.holds)") }
    var outer = writer
    for variable in rule.named {
      outer.variables[variable] = Scalar(
        text: "b.\(dialect.quoted(rule.names[variable]))", kind: rule.kinds[variable] ?? .string)
    }
    var (columns, groups, failing) = ([String](), [String](), [String]())
    let names = program.relations[rule.head]?.columns ?? []
    for (column, name) in zip(rule.columns, names) {
      switch column {
      case .expression(let expression):
        let scalar = try outer.scalar(expression)
        if scalar.mayFail { failing.append("\(scalar.text) IS NOT NULL") }
        columns.append("\(scalar.text) AS \(name)")
        groups.append(scalar.text)
      case .aggregate(let function, let argument):
        let arguments = try AggregateArguments.scalars(argument, outer)
        for scalar in arguments where scalar.mayFail {
          failing.append("\(scalar.text) IS NOT NULL")
        }
        columns.append("\(dialect.aggregate(function, arguments)) AS \(name)")
      }
    }
    var lines = ["SELECT " + columns.joined(separator: ", "), "FROM ("]
    lines += select("SELECT DISTINCT " + bindings.joined(separator: ", "), conditions)
      .map { "  " + $0 }
    lines.append(") AS b")
    if !failing.isEmpty { lines.append("WHERE " + failing.joined(separator: " AND ")) }
    // A constant would be read as the number of a column.
    let keys = groups.filter { $0.contains("b.") }
    if !keys.isEmpty { lines.append("GROUP BY " + keys.joined(separator: ", ")) }
    if keys.isEmpty, !groups.isEmpty || !AggregateArguments.countNothing(rule) {
      lines.append("HAVING count(*) > 0")
    }
    return lines
  }

  private func select(_ head: String, _ conditions: [String]) -> [String] {
    var lines = [head]
    if !from.isEmpty { lines.append("FROM " + from.joined(separator: ", ")) }
    if !conditions.isEmpty {
      lines.append("WHERE " + conditions.joined(separator: "\n  AND "))
    }
    return lines
  }

  // MARK: Steps

  private mutating func add(_ number: Int) throws(Diagnostic) {
    switch rule.steps[number] {
    case .scan(let relation, let terms):
      let alias = "t\(number + 1)"
      from.append("\(table(number, relation)) AS \(alias)")
      let described = program.relations[relation]
      for (place, term) in terms.enumerated() {
        let kind = described?.kinds[place] ?? .string
        try bind(term, "\(alias).c\(place + 1)", kind)
      }
    case .absent(let relation, let terms):
      conditions.append(try absence(number, relation, terms))
    case .compare(let comparison, let left, let right):
      conditions.append(try writer.comparison(comparison, left, right))
    case .test(let test, let arguments, let negated):
      conditions.append(try writer.test(test, arguments, negated: negated))
    case .assign(let variable, let expression):
      let scalar = try writer.scalar(expression)
      if scalar.mayFail { conditions.append("\(scalar.text) IS NOT NULL") }
      writer.variables[variable] = Scalar(text: scalar.text, kind: scalar.kind)
    case .generate(let variable, let low, let high):
      let (first, last) = (try writer.scalar(low), try writer.scalar(high))
      let alias = "g\(number + 1)"
      let isDate = first.kind == .date
      let values =
        isDate
        ? "\(first.text) + CAST(unnest(range(0, \(last.text) - \(first.text) + 1)) AS INTEGER)"
        : "unnest(range(\(first.text), \(last.text) + 1))"
      from.append("LATERAL (SELECT \(values) AS v) AS \(alias)")
      writer.variables[variable] = Scalar(text: "\(alias).v", kind: first.kind)
    case .choose(let variable, let elements):
      let alias = "g\(number + 1)"
      var values: [String] = []
      for element in elements { values.append(try writer.scalar(element).text) }
      from.append(
        "LATERAL (SELECT DISTINCT unnest([\(values.joined(separator: ", "))]) AS v) AS \(alias)")
      writer.variables[variable] = Scalar(
        text: "\(alias).v", kind: rule.kinds[variable] ?? .string)
    case .between(let term, let low, let high):
      let value = LogicalExpression.term(term)
      conditions.append(try writer.comparison(.greaterOrEqual, value, low))
      conditions.append(try writer.comparison(.lessOrEqual, value, high))
      // A range is of whole numbers.
      let scalar = try writer.scalar(term)
      if scalar.kind == .float { conditions.append("\(scalar.text) = floor(\(scalar.text))") }
    case .oneOf(let term, let elements):
      var tests: [String] = []
      for element in elements {
        tests.append(try writer.comparison(.equal, .term(term), element))
      }
      conditions.append("(\(tests.joined(separator: " OR ")))")
    }
  }

  private func table(_ step: Int, _ relation: Int) -> String {
    source(step, relation) ?? dialect.quoted(program.relations[relation]?.name ?? "")
  }

  private mutating func bind(
    _ term: LogicalTerm, _ column: String, _ kind: ColumnKind
  ) throws(Diagnostic) {
    guard case .variable(let variable) = term, writer.variables[variable] == nil else {
      conditions.append(try equality(term, column, kind))
      return
    }
    let wanted = rule.kinds[variable] ?? kind
    guard wanted == .integer, kind == .float else {
      writer.variables[variable] = Scalar(text: column, kind: kind)
      return
    }
    // It meets an integer elsewhere, which only a whole float equals.
    conditions.append("\(column) = CAST(TRY_CAST(\(column) AS BIGINT) AS DOUBLE)")
    writer.variables[variable] = Scalar(text: "TRY_CAST(\(column) AS BIGINT)", kind: .integer)
  }

  private func equality(
    _ term: LogicalTerm, _ column: String, _ kind: ColumnKind
  ) throws(Diagnostic) -> String {
    let scalar = try writer.scalar(term)
    guard scalar.kind == kind || scalar.kind.isNumber && kind.isNumber else { return "FALSE" }
    return "\(column) = \(scalar.text)"
  }

  private func absence(
    _ step: Int, _ relation: Int, _ terms: [LogicalTerm]
  ) throws(Diagnostic) -> String {
    var tests: [String] = []
    var seen: [Int: String] = [:]
    let described = program.relations[relation]
    for (place, term) in terms.enumerated() {
      let column = "n.c\(place + 1)"
      if case .variable(let variable) = term, writer.variables[variable] == nil {
        // It stands for any value, but twice for the same.
        if let other = seen[variable] { tests.append("\(column) = \(other)") }
        seen[variable] = column
        continue
      }
      tests.append(try equality(term, column, described?.kinds[place] ?? .string))
    }
    let condition = tests.isEmpty ? "" : " WHERE " + tests.joined(separator: " AND ")
    return "NOT EXISTS (SELECT 1 FROM \(table(step, relation)) AS n\(condition))"
  }
}
