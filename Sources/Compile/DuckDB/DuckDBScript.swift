import GQL
import Graph

/// Writes a program as a script for DuckDB: a table for each relation, in the order of the strata, then the queries.
struct DuckDBScript {
  private let program: RelationalProgram
  private let dialect = DuckDBDialect()
  private var lines: [String] = []

  private static let rowsOfInsert = 500

  /// - Throws: `Diagnostic` for what DuckDB cannot do; nothing is written then
  static func text(of program: RelationalProgram, name: String) throws(Diagnostic) -> String {
    var script = DuckDBScript(program: program)
    try script.write(name)
    return script.lines.joined(separator: "\n") + "\n"
  }

  private init(program: RelationalProgram) { self.program = program }

  private mutating func write(_ name: String) throws(Diagnostic) {
    lines.append("-- \(Self.comment(name)), compiled by graphsh for DuckDB 1.3 or later.")
    lines.append("-- Run it with: duckdb < FILE, or duckdb.sql(text) statement by statement.")
    let derived = Set(program.strata.flatMap(\.relations))
    for number in program.relations.keys.sorted() {
      guard let relation = program.relations[number] else { continue }
      // What has rules as well is made with them, under this name in between.
      let isGiven = !relation.facts.isEmpty || !relation.files.isEmpty || relation.stored != nil
      if isGiven || !derived.contains(number) {
        try writeGiven(
          relation, as: derived.contains(number) ? relation.name + "__given" : relation.name)
      }
    }
    for stratum in program.strata {
      lines.append("")
      if stratum.isRecursive {
        let recursion = DuckDBRecursion(stratum, program, given: given)
        lines += try recursion.lines()
      } else {
        for number in stratum.relations { try writeTable(number, stratum.rules(of: number)) }
      }
    }
    for output in program.outputs { writeOutput(output) }
  }

  /// The rows of a relation that are not its rules', as a `SELECT`; nil where there are none.
  private func given(_ number: Int) -> String? {
    guard let relation = program.relations[number],
      !relation.facts.isEmpty || !relation.files.isEmpty || relation.stored != nil
    else { return nil }
    return "SELECT DISTINCT * FROM \(dialect.quoted(relation.name + "__given"))"
  }

  static func comment(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  private mutating func writeTable(_ number: Int, _ rules: [CompiledRule]) throws(Diagnostic) {
    guard let relation = program.relations[number] else { return }
    var parts: [String] = []
    if let given = given(number) { parts.append("  " + given) }
    for rule in rules {
      parts.append(
        "  -- \(Self.comment(rule.text))\n"
          + (try DuckDBSelect(rule, program).text(indent: "  ")))
    }
    lines.append("CREATE OR REPLACE TEMP TABLE \(dialect.quoted(relation.name)) AS")
    // The union keeps one of each row.
    lines.append(parts.joined(separator: "\n  UNION\n") + ";")
  }

  // MARK: What is given

  private mutating func writeGiven(_ relation: CompiledRelation, as name: String) throws(Diagnostic)
  {
    let table = dialect.quoted(name)
    let columns = zip(relation.columns, relation.columnKinds)
      .map { "\($0) \(dialect.type($1))" }.joined(separator: ", ")
    lines.append("")
    lines.append("-- \(Self.comment(relation.title))/\(relation.kinds.count)")
    lines.append("CREATE OR REPLACE TEMP TABLE \(table) (\(columns));")
    let writer = ScalarWriter(
      dialect: dialect, span: SourceSpan(source: 0, start: 0, end: 0), variables: [:])
    var rows: [String] = []
    for fact in relation.facts {
      var cells: [String] = []
      for term in fact { cells.append(try writer.constant(term).text) }
      rows.append("(" + (cells.isEmpty ? "TRUE" : cells.joined(separator: ", ")) + ")")
    }
    for start in stride(from: 0, to: rows.count, by: Self.rowsOfInsert) {
      let end = min(start + Self.rowsOfInsert, rows.count)
      lines.append("INSERT INTO \(table) VALUES")
      lines.append("  " + rows[start..<end].joined(separator: ",\n  ") + ";")
    }
    for file in relation.files {
      lines.append("INSERT INTO \(table) \(read(file, relation));")
    }
    switch relation.stored {
    case nil: break
    case .triples(let predicate)?:
      lines.append(
        "INSERT INTO \(table) SELECT subject, object FROM \(stored("triple")) "
          + "WHERE predicate = \(predicate);")
    case .entities(let type)?:
      lines.append(
        "INSERT INTO \(table) SELECT entity FROM \(stored("entity_type")) WHERE type = \(type);")
    }
  }

  private func stored(_ name: String) -> String {
    "read_parquet(\(dialect.string("\(program.graphFolder ?? "")/\(name)/*.parquet")))"
  }

  private func read(_ file: CompiledFile, _ relation: CompiledRelation) -> String {
    let columns = zip(relation.columns, relation.columnKinds)
      .map { "'\($0)': '\(dialect.type($1))'" }.joined(separator: ", ")
    return "SELECT DISTINCT * FROM read_csv(\(dialect.string(file.path)), "
      + "header = \(file.hasHeader), delim = \(dialect.string(String(file.separator))), "
      + "auto_detect = false, quote = '\"', escape = '\"', columns = {\(columns)})"
  }

  // MARK: Outputs

  private mutating func writeOutput(_ output: CompiledOutput) {
    guard let relation = program.relations[output.relation] else { return }
    let table = dialect.quoted(relation.name)
    lines.append("")
    switch output.kind {
    case .truth:
      lines.append("SELECT count(*) > 0 AS answer FROM \(table);")
    case .query:
      lines.append(select(output, relation) + ";")
    case .file(let file):
      lines.append("COPY (\(select(output, relation)))")
      lines.append(
        "TO \(dialect.string(file.path)) (HEADER \(file.hasHeader), "
          + "DELIMITER \(dialect.string(String(file.separator))));")
    }
  }

  private func select(_ output: CompiledOutput, _ relation: CompiledRelation) -> String {
    let shown = output.columns.enumerated().map { place, title in
      "\(decoded("c\(place + 1)", relation.kinds[place])) AS \(dialect.quoted(title))"
    }
    let table = dialect.quoted(relation.name)
    var keys = output.order.map { key in
      "\(decoded("c\(key.column + 1)", relation.kinds[key.column]))\(key.descending ? " DESC" : "")"
    }
    keys += relation.kinds.enumerated().map { decoded("c\($0 + 1)", $1) }
    let limit = output.limit.map { " LIMIT \($0)" } ?? ""
    let offset = output.offset > 0 ? " OFFSET \(output.offset)" : ""
    guard relation.kinds.count > output.columns.count else {
      return "SELECT \(shown.joined(separator: ", ")) FROM \(table) "
        + "ORDER BY \(keys.joined(separator: ", "))\(limit)\(offset)"
    }
    // Rows that differ only in what is not shown are one: the first of them in the order that is asked for.
    let groups = output.columns.indices.map { "c\($0 + 1)" }.joined(separator: ", ")
    let titles = output.columns.map(dialect.quoted).joined(separator: ", ")
    return "SELECT \(titles) FROM (SELECT \(shown.joined(separator: ", ")), "
      + "row_number() OVER (ORDER BY \(keys.joined(separator: ", "))) AS place, "
      + "row_number() OVER (PARTITION BY \(groups) ORDER BY \(keys.joined(separator: ", "))) AS copy "
      + "FROM \(table)) WHERE copy = 1 ORDER BY place\(limit)\(offset)"
  }

  /// A column as it is shown: terms of a graph by their texts.
  private func decoded(_ column: String, _ kind: ColumnKind) -> String {
    guard kind == .term else { return column }
    return "CASE WHEN \(column) < 0 THEN CAST(\(column) + 1073741824 AS VARCHAR) "
      + "ELSE (SELECT text FROM \(stored("term")) AS term WHERE term.id = \(column)) END"
  }
}
