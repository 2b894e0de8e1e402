import GQL

/// Writes relations that depend on one another as one `WITH RECURSIVE`.
///
/// One relation whose rules read it once each is the plain form, in which DuckDB itself leaves out rows that it has. All other shapes
/// (mutual recursion, rules that read it twice, `min` and `max`) take `USING KEY`, where `recurring` is what there is so far: each
/// rule then comes once for each atom of the recursion, which reads only the rows of the last round (semi-naive evaluation), and rows
/// that are there already, or are no better, are left out.
struct DuckDBRecursion {
  private let stratum: CompiledStratum
  private let program: RelationalProgram
  private let given: (Int) -> String?
  private let members: Set<Int>
  private let dialect = DuckDBDialect()

  init(
    _ stratum: CompiledStratum, _ program: RelationalProgram, given: @escaping (Int) -> String?
  ) {
    (self.stratum, self.program, self.given) = (stratum, program, given)
    members = Set(stratum.relations)
  }

  func lines() throws(Diagnostic) -> [String] {
    if let best = try BestColumn(stratum) { return try bestLines(best) }
    let isLinear = stratum.rules.allSatisfy { $0.reads(members).count <= 1 }
    if stratum.relations.count == 1, isLinear { return try linearLines() }
    return try keyedLines()
  }

  private func relation(_ number: Int) -> CompiledRelation {
    program.relations[number] ?? CompiledRelation(name: "", title: "", kinds: [])
  }

  private var seeds: [CompiledRule] { stratum.rules.filter { $0.reads(members).isEmpty } }
  private var recursive: [CompiledRule] { stratum.rules.filter { !$0.reads(members).isEmpty } }

  private static func note(_ rule: CompiledRule) -> String {
    "    -- \(DuckDBScript.comment(rule.text))\n"
  }

  /// What a relation begins with.
  private func seedParts(_ number: Int) throws(Diagnostic) -> [String] {
    var parts: [String] = []
    if let given = given(number) { parts.append("    " + given) }
    for rule in seeds where rule.head == number {
      parts.append(Self.note(rule) + (try DuckDBSelect(rule, program).text(indent: "    ")))
    }
    if parts.isEmpty {
      // Nothing to begin with, so nothing ever comes.
      let columns = zip(relation(number).columns, relation(number).columnKinds)
        .map { "CAST(NULL AS \(dialect.type($1))) AS \($0)" }.joined(separator: ", ")
      parts.append("    SELECT \(columns) WHERE FALSE")
    }
    return parts
  }

  // MARK: One relation, read once

  private func linearLines() throws(Diagnostic) -> [String] {
    let number = stratum.relations[0]
    let relation = relation(number)
    var steps: [String] = []
    for rule in recursive {
      let select = try DuckDBSelect(rule, program) { _, read in read == number ? "r" : nil }
      steps.append(Self.note(rule) + (try select.text(indent: "    ")))
    }
    return [
      "CREATE OR REPLACE TEMP TABLE \(dialect.quoted(relation.name)) AS",
      "  WITH RECURSIVE r(\(relation.columns.joined(separator: ", "))) AS (",
      "    (", try seedParts(number).joined(separator: "\n    UNION\n"), "    )",
      "    UNION", "    (", steps.joined(separator: "\n    UNION\n"), "    )", "  )",
      "  SELECT * FROM r;",
    ]
  }

  // MARK: Sets of rows

  /// Columns of all members in one table, with a number that says whose row it is.
  private func columns(of number: Int) -> [String] {
    relation(number).columns.map { "r\(place(number))_\($0)" }
  }

  private func place(_ number: Int) -> Int { stratum.relations.firstIndex(of: number) ?? 0 }

  private var allColumns: [String] { ["tag"] + stratum.relations.flatMap(columns) }

  /// A row of one member as a row of the common table.
  private func widened(_ number: Int, _ select: String, alias: String) -> String {
    var cells = ["\(place(number)) AS tag"]
    for member in stratum.relations {
      let own = relation(member)
      for (kind, (name, column)) in zip(own.columnKinds, zip(columns(of: member), own.columns)) {
        cells.append(
          member == number
            ? "\(alias).\(column) AS \(name)" : "CAST(NULL AS \(dialect.type(kind))) AS \(name)")
      }
    }
    return "    SELECT \(cells.joined(separator: ", ")) FROM (\n\(select)\n    ) AS \(alias)"
  }

  /// The rows of a member within the recursion, under its own columns.
  private func member(_ number: Int, of table: String) -> String {
    let cells = zip(columns(of: number), relation(number).columns).map { "\($0) AS \($1)" }
    return "(SELECT \(cells.joined(separator: ", ")) FROM \(table) WHERE tag = \(place(number)))"
  }

  private func keyedLines() throws(Diagnostic) -> [String] {
    var begins: [String] = []
    for number in stratum.relations {
      begins.append(
        widened(number, try seedParts(number).joined(separator: "\n    UNION\n"), alias: "s"))
    }
    var steps: [String] = []
    for rule in recursive {
      for select in try variants(rule, { member($0, of: $1 ? "r" : "recurring.r") }) {
        steps.append(widened(rule.head, Self.note(rule) + select, alias: "s"))
      }
    }
    let all = allColumns.joined(separator: ", ")
    let same = allColumns.map { "o.\($0) IS NOT DISTINCT FROM n.\($0)" }
      .joined(separator: " AND ")
    let common = dialect.quoted(stratum.relations.map { relation($0).name }.joined(separator: "__"))
    var lines = [
      "CREATE OR REPLACE TEMP TABLE \(common.dropLast())__all\" AS",
      "  WITH RECURSIVE r(\(all)) USING KEY (\(all)) AS (",
      begins.joined(separator: "\n    UNION\n"), "    UNION",
      "    SELECT DISTINCT \(allColumns.map { "n.\($0)" }.joined(separator: ", ")) FROM (",
      steps.joined(separator: "\n    UNION\n"), "    ) AS n",
      "    WHERE NOT EXISTS (SELECT 1 FROM recurring.r AS o WHERE \(same))", "  )",
      "  SELECT * FROM r;",
    ]
    for number in stratum.relations {
      lines.append(
        "CREATE OR REPLACE TEMP TABLE \(dialect.quoted(relation(number).name)) AS "
          + "SELECT * FROM \(member(number, of: "\(common.dropLast())__all\""));")
    }
    return lines
  }

  /// A rule once for each of its atoms of the recursion, which then reads the last round.
  private func variants(
    _ rule: CompiledRule, _ table: @escaping (_ relation: Int, _ isLastRound: Bool) -> String
  ) throws(Diagnostic) -> [String] {
    let members = members
    var selects: [String] = []
    for last in rule.reads(members) {
      let select = try DuckDBSelect(rule, program) { step, read in
        members.contains(read) ? table(read, step == last) : nil
      }
      selects.append(try select.text(indent: "    "))
    }
    return selects
  }

  // MARK: The best row of each group

  private func bestLines(_ best: BestColumn) throws(Diagnostic) -> [String] {
    let number = stratum.relations[0]
    let relation = relation(number)
    let value = relation.columns[best.column]
    let keys = relation.columns.indices.filter { $0 != best.column }.map { relation.columns[$0] }
    let function = best.isLeast ? "min" : "max"
    let isBetter = best.isLeast ? "<" : ">"
    func reduced(_ parts: [String]) -> String {
      let shown = relation.columns.map {
        $0 == value ? "\(function)(\($0)) AS \($0)" : $0
      }.joined(separator: ", ")
      let groups = keys.isEmpty ? "" : "\n    GROUP BY \(keys.joined(separator: ", "))"
      let having = keys.isEmpty ? "\n    HAVING count(*) > 0" : ""
      return "    SELECT \(shown) FROM (\n" + parts.joined(separator: "\n    UNION\n")
        + "\n    ) AS s\(groups)\(having)"
    }
    var steps: [String] = []
    for rule in recursive {
      for select in try variants(rule, { $1 ? "r" : "recurring.r" }) {
        steps.append(Self.note(rule) + select)
      }
    }
    // Without groups there is one row, whose key is a constant.
    let key = keys.isEmpty ? "one" : keys.joined(separator: ", ")
    let extra = keys.isEmpty ? "one, " : ""
    let constant = keys.isEmpty ? "1 AS one, " : ""
    let same =
      keys.isEmpty ? "TRUE" : keys.map { "o.\($0) = n.\($0)" }.joined(separator: " AND ")
    let shown = relation.columns.map { "n.\($0)" }.joined(separator: ", ")
    return [
      "CREATE OR REPLACE TEMP TABLE \(dialect.quoted(relation.name)) AS",
      "  WITH RECURSIVE r(\(extra)\(relation.columns.joined(separator: ", "))) USING KEY (\(key)) AS (",
      "    SELECT \(constant)* FROM (\n\(reduced(try seedParts(number)))\n    ) AS begin_",
      "    UNION", "    SELECT \(constant)\(shown) FROM (", reduced(steps), "    ) AS n",
      "    LEFT JOIN recurring.r AS o ON \(same)",
      "    WHERE o.\(value) IS NULL OR n.\(value) \(isBetter) o.\(value)", "  )",
      "  SELECT \(relation.columns.joined(separator: ", ")) FROM r;",
    ]
  }
}
