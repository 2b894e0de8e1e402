import GQL
import Graph

/// Writes a rule as a function of Python that makes one data frame of others: the columns of a frame on its way are the variables that
/// are bound so far.
struct SparkRule {
  private let rule: CompiledRule
  private let program: RelationalProgram
  private let dialect = SparkDialect()
  private var writer: ScalarWriter<SparkDialect>
  private var lines: [String] = []
  /// Whether there is a frame yet.
  private var hasRows = false

  /// - Parameter name: of the function
  static func lines(
    _ rule: CompiledRule, name: String, _ program: RelationalProgram
  ) throws(Diagnostic) -> [String] {
    var function = SparkRule(rule, program)
    for number in rule.steps.indices { try function.add(number) }
    try function.finish()
    let arguments = ["spark"] + function.inputs.map { "t\($0.step + 1)" }
    return ["", "def \(name)(\(arguments.joined(separator: ", "))):"]
      + DuckDBScript.comment(rule.text).split(separator: "\n").map { "    # \($0)" }
      + function.lines.map { "    " + $0 }
  }

  /// The relations that a rule reads, with the number of the step.
  static func inputs(of rule: CompiledRule) -> [(step: Int, relation: Int)] {
    rule.steps.enumerated().compactMap { number, step in
      switch step {
      case .scan(let relation, _), .absent(let relation, _): (number, relation)
      default: nil
      }
    }
  }

  private var inputs: [(step: Int, relation: Int)] { Self.inputs(of: rule) }

  private init(_ rule: CompiledRule, _ program: RelationalProgram) {
    (self.rule, self.program) = (rule, program)
    writer = ScalarWriter(dialect: dialect, span: rule.span, variables: [:])
  }

  // MARK: Steps

  private mutating func add(_ number: Int) throws(Diagnostic) {
    switch rule.steps[number] {
    case .scan(let relation, let terms): try scan(number, relation, terms)
    case .absent(let relation, let terms): try addAbsence(number, relation, terms)
    case .compare(let comparison, let left, let right):
      keep(try writer.comparison(comparison, left, right))
    case .test(let test, let arguments, let negated):
      keep(try writer.test(test, arguments, negated: negated))
    case .assign(let variable, let expression):
      let scalar = try writer.scalar(expression)
      bind(variable, to: scalar.text, scalar.kind)
      if scalar.mayFail { keep("\(column(variable)) IS NOT NULL") }
    case .generate(let variable, let low, let high):
      let (first, last) = (try writer.scalar(low), try writer.scalar(high))
      // Spark counts down where the end comes first.
      keep("\(first.text) <= \(last.text)")
      bind(variable, to: "explode(sequence(\(first.text), \(last.text)))", first.kind)
    case .choose(let variable, let elements):
      var values: [String] = []
      for element in elements { values.append(try writer.scalar(element).text) }
      bind(
        variable, to: "explode(array_distinct(array(\(values.joined(separator: ", ")))))",
        rule.kinds[variable] ?? .string)
    case .between(let term, let low, let high):
      let value = LogicalExpression.term(term)
      keep(try writer.comparison(.greaterOrEqual, value, low))
      keep(try writer.comparison(.lessOrEqual, value, high))
      let scalar = try writer.scalar(term)
      if scalar.kind == .float { keep("\(scalar.text) = floor(\(scalar.text))") }
    case .oneOf(let term, let elements):
      var tests: [String] = []
      for element in elements {
        tests.append(try writer.comparison(.equal, .term(term), element))
      }
      keep("(\(tests.joined(separator: " OR ")))")
    }
  }

  private func column(_ variable: Int) -> String { dialect.quoted(rule.names[variable]) }

  private mutating func begin() {
    guard !hasRows else { return }
    lines.append("rows = spark.range(1).selectExpr(\"TRUE AS holds\")")
    hasRows = true
  }

  private mutating func keep(_ condition: String) {
    begin()
    lines.append("rows = rows.where(\(PythonText.string(condition)))")
  }

  private mutating func bind(_ variable: Int, to text: String, _ kind: ColumnKind) {
    begin()
    let name = PythonText.string(rule.names[variable])
    lines.append("rows = rows.withColumn(\(name), F.expr(\(PythonText.string(text))))")
    writer.variables[variable] = Scalar(text: column(variable), kind: kind)
  }

  /// What a step reads of a relation: the rows that fit its constants, under the names of its variables.
  ///
  /// - Parameter variables: those that are taken along
  private func reading(
    _ number: Int, _ relation: Int, _ terms: [LogicalTerm], taking variables: (Int) -> Bool
  ) throws(Diagnostic) -> (text: String, variables: [Int]) {
    var (conditions, columns, taken) = ([String](), [String](), [Int]())
    var places: [Int: String] = [:]
    let constants = ScalarWriter(dialect: dialect, span: rule.span, variables: [:])
    let kinds = program.relations[relation]?.kinds ?? []
    for (place, term) in terms.enumerated() {
      let name = "c\(place + 1)"
      guard case .variable(let variable) = term else {
        let scalar = try constants.scalar(term)
        let isComparable =
          scalar.kind == kinds[place] || scalar.kind.isNumber && kinds[place].isNumber
        conditions.append(isComparable ? "\(name) = \(scalar.text)" : "FALSE")
        continue
      }
      if let before = places[variable] {
        conditions.append("\(name) = \(before)")
        continue
      }
      places[variable] = name
      guard variables(variable) else { continue }
      taken.append(variable)
      var text = name
      if rule.kinds[variable] == .integer, kinds[place] == .float {
        // It meets an integer elsewhere, which only a whole float equals.
        text = "TRY_CAST(\(name) AS BIGINT)"
        conditions.append("\(name) = CAST(\(text) AS DOUBLE)")
      }
      columns.append("\(text) AS \(column(variable))")
    }
    if columns.isEmpty { columns.append("TRUE AS fits") }
    var text = "t\(number + 1)"
    for condition in conditions { text += ".where(\(PythonText.string(condition)))" }
    return (text + ".selectExpr(*\(PythonText.list(columns)))", taken)
  }

  private mutating func scan(
    _ number: Int, _ relation: Int, _ terms: [LogicalTerm]
  ) throws(Diagnostic) {
    let read = try reading(number, relation, terms) { _ in true }
    let shared = read.variables.filter { writer.variables[$0] != nil }
    let on = PythonText.list(shared.map { rule.names[$0] })
    if !hasRows {
      lines.append("rows = \(read.text)")
    } else if read.variables.isEmpty {
      lines.append("rows = rows.crossJoin(\(read.text).limit(1)).drop(\"fits\")")
    } else if shared.isEmpty {
      lines.append("rows = rows.crossJoin(\(read.text))")
    } else if shared.count == read.variables.count {
      lines.append("rows = rows.join(\(read.text).distinct(), on=\(on), how=\"left_semi\")")
    } else {
      lines.append("rows = rows.join(\(hinted(read.text, relation)), on=\(on), how=\"inner\")")
    }
    hasRows = true
    for variable in read.variables where writer.variables[variable] == nil {
      writer.variables[variable] = Scalar(
        text: column(variable), kind: rule.kinds[variable] ?? .string)
    }
  }

  /// Small tables of facts go to every worker.
  private func hinted(_ text: String, _ relation: Int) -> String {
    guard let described = program.relations[relation], described.files.isEmpty,
      described.stored == nil, !described.facts.isEmpty, described.facts.count <= 10_000,
      !program.strata.contains(where: { $0.relations.contains(relation) })
    else { return text }
    return "F.broadcast(\(text))"
  }

  private mutating func addAbsence(
    _ number: Int, _ relation: Int, _ terms: [LogicalTerm]
  ) throws(Diagnostic) {
    begin()
    let bound = writer.variables
    let read = try reading(number, relation, terms) { bound[$0] != nil }
    if read.variables.isEmpty {
      lines.append(
        "none = \(read.text).agg(F.count(F.lit(1)).alias(\"found\")).where(\"found = 0\")")
      lines.append("rows = rows.crossJoin(none).drop(\"found\")")
      return
    }
    let on = PythonText.list(read.variables.map { rule.names[$0] })
    lines.append("rows = rows.join(\(read.text).distinct(), on=\(on), how=\"left_anti\")")
  }

  // MARK: The head

  private mutating func finish() throws(Diagnostic) {
    begin()
    let names = program.relations[rule.head]?.columns ?? []
    if rule.isAggregate { return try finishAggregate(names) }
    var columns: [String] = []
    var failing: [String] = []
    for (column, name) in zip(rule.columns, names) {
      guard case .expression(let expression) = column else { continue }
      let scalar = try writer.scalar(expression)
      if scalar.mayFail { failing.append("\(name) IS NOT NULL") }
      columns.append("\(scalar.text) AS \(name)")
    }
    if rule.columns.isEmpty { columns.append("TRUE AS \(CompiledRelation.holds)") }
    lines.append("rows = rows.selectExpr(*\(PythonText.list(columns)))")
    for condition in failing { lines.append("rows = rows.where(\(PythonText.string(condition)))") }
    lines.append("return rows")
  }

  /// The distinct bindings of the named variables, what groups and aggregates take of each, and the aggregates.
  private mutating func finishAggregate(_ names: [String]) throws(Diagnostic) {
    let named = rule.named.map { column($0) }
    if !named.isEmpty {
      lines.append("rows = rows.selectExpr(*\(PythonText.list(named))).distinct()")
    } else {
      lines.append("rows = rows.limit(1)")
    }
    var (taken, failing, groups, aggregates) = ([String](), [String](), [String](), [String]())
    var ranks: [(name: String, key: String, value: String, isLast: Bool)] = []
    for (place, (column, name)) in zip(rule.columns, names).enumerated() {
      switch column {
      case .expression(let expression):
        let scalar = try writer.scalar(expression)
        if scalar.mayFail { failing.append("\(name) IS NOT NULL") }
        taken.append("\(scalar.text) AS \(name)")
        groups.append(name)
      case .aggregate(let function, let argument):
        var arguments: [Scalar] = []
        for (number, scalar) in try AggregateArguments.scalars(argument, writer).enumerated() {
          if function == .join, number == 1 {
            arguments.append(scalar)
            continue
          }
          let own = "a\(place + 1)_\(number + 1)"
          if scalar.mayFail { failing.append("\(own) IS NOT NULL") }
          taken.append("\(scalar.text) AS \(own)")
          arguments.append(Scalar(text: own, kind: scalar.kind))
        }
        if function == .first || function == .last {
          let rank = "r\(place + 1)"
          ranks.append((rank, arguments[1].text, arguments[0].text, function == .last))
          arguments[1] = Scalar(text: rank, kind: .integer)
        }
        aggregates.append(
          "F.expr(\(PythonText.string(dialect.aggregate(function, arguments)))).alias(\"\(name)\")")
      }
    }
    if taken.isEmpty { taken.append("TRUE AS one") }
    lines.append("rows = rows.selectExpr(*\(PythonText.list(taken)))")
    for condition in failing { lines.append("rows = rows.where(\(PythonText.string(condition)))") }
    for rank in ranks {
      let partition = groups.isEmpty ? "" : "PARTITION BY \(groups.joined(separator: ", ")) "
      let order = "\(rank.key)\(rank.isLast ? " DESC" : ""), \(rank.value)"
      let window = "row_number() OVER (\(partition)ORDER BY \(order))"
      lines.append("rows = rows.withColumn(\"\(rank.name)\", F.expr(\(PythonText.string(window))))")
    }
    let mayBeNothing = groups.isEmpty && !AggregateArguments.countNothing(rule)
    if mayBeNothing { aggregates.append("F.count(F.lit(1)).alias(\"found\")") }
    let keys = groups.map { "\"\($0)\"" }.joined(separator: ", ")
    let grouped = groups.isEmpty ? "rows" : "rows.groupBy(\(keys))"
    lines.append("rows = \(grouped).agg(\(aggregates.joined(separator: ", ")))")
    if mayBeNothing { lines.append("rows = rows.where(\"found > 0\")") }
    lines.append("return rows.selectExpr(*\(PythonText.list(names)))")
  }
}
