import GQL
import Graph

/// Writes a program as one self-contained job in Python, by the data frames of PySpark: what it reads, a function for each rule, the
/// strata, and what runs them (``SparkRuntime``).
struct SparkJob {
  private let program: RelationalProgram
  private let dialect = SparkDialect()
  private var lines: [String] = []

  /// - Throws: `Diagnostic` for what Spark cannot do; nothing is written then
  static func text(of program: RelationalProgram, name: String) throws(Diagnostic) -> String {
    var job = SparkJob(program: program)
    try job.write(name)
    return job.lines.joined(separator: "\n") + "\n"
  }

  private init(program: RelationalProgram) { self.program = program }

  private mutating func write(_ name: String) throws(Diagnostic) {
    lines.append("#!/usr/bin/env python3")
    lines.append(
      "# \(DuckDBScript.comment(name)), compiled by graphsh for Spark 3.5 or later, and for what speaks its language."
    )
    lines.append("# --help tells the options.")
    lines += SparkFrame.head
    lines.append("")
    lines.append("# What each relation holds.")
    lines.append("SCHEMAS = {")
    for number in program.relations.keys.sorted() {
      guard let relation = program.relations[number] else { continue }
      let columns = zip(relation.columns, relation.columnKinds)
        .map { "\($0) \(dialect.type($1))" }.joined(separator: ", ")
      lines.append(
        "    \"\(relation.name)\": \"\(columns)\",  # \(DuckDBScript.comment(relation.title))")
    }
    lines.append("}")
    writeTitles()
    try writeFacts()
    writeSources()
    lines.append("")
    lines.append("# The rules: each makes one data frame of those that its body reads.")
    try writeRules()
    writeOutputs()
    lines += SparkRuntime.body + SparkVerification.body + SparkFrame.main
  }

  /// What --verify writes the program anew with.
  private mutating func writeTitles() {
    lines.append("")
    lines.append("# The program without its imports and exports, and what it calls the relations.")
    lines.append("PROGRAM = \(PythonText.string(program.ownText))")
    lines.append("TITLES = {")
    for number in program.relations.keys.sorted() {
      guard let relation = program.relations[number] else { continue }
      lines.append("    \"\(relation.name)\": \(PythonText.string(relation.title)),")
    }
    lines.append("}")
  }

  private mutating func writeFacts() throws(Diagnostic) {
    let writer = ScalarWriter(
      dialect: dialect, span: SourceSpan(source: 0, start: 0, end: 0), variables: [:])
    lines.append("")
    lines.append("# Facts of the program, as rows.")
    lines.append("FACTS = {")
    for number in program.relations.keys.sorted() {
      guard let relation = program.relations[number], !relation.facts.isEmpty else { continue }
      lines.append("    \"\(relation.name)\": [")
      for fact in relation.facts {
        var cells: [String] = []
        for term in fact { cells.append(try literal(term, writer)) }
        lines.append("        (\((cells.isEmpty ? ["True"] : cells).joined(separator: ", ")),),")
      }
      lines.append("    ],")
    }
    lines.append("}")
  }

  private func literal(
    _ term: Term, _ writer: ScalarWriter<SparkDialect>
  ) throws(Diagnostic) -> String {
    switch term {
    case .integer(let value): return String(value)
    case .float(let value): return "float(\"\(value)\")"
    case .string(let text): return PythonText.string(text)
    case .boolean(let truth): return truth ? "True" : "False"
    case .date(let date): return "datetime.date(\(date.year), \(date.month), \(date.day))"
    default: return try writer.constant(term).text
    }
  }

  private mutating func writeSources() {
    lines.append("")
    lines.append(
      "# Files that the program imports: path, separator, and whether there is a header.")
    lines.append("FILES = {")
    for number in program.relations.keys.sorted() {
      guard let relation = program.relations[number], !relation.files.isEmpty else { continue }
      let files = relation.files.map { file in
        "(\(PythonText.string(file.path)), \(PythonText.string(String(file.separator))), "
          + "\(file.hasHeader ? "True" : "False"))"
      }
      lines.append("    \"\(relation.name)\": [\(files.joined(separator: ", "))],")
    }
    lines.append("}")
    lines.append("")
    lines.append("# Tables of the stored graph: table, what of it, and which columns.")
    lines.append("STORED = {")
    for number in program.relations.keys.sorted() {
      guard let relation = program.relations[number], let stored = relation.stored else { continue }
      switch stored {
      case .triples(let predicate):
        lines.append(
          "    \"\(relation.name)\": (\"triple\", \"predicate = \(predicate)\", "
            + "[\"subject AS c1\", \"object AS c2\"]),")
      case .entities(let type):
        lines.append(
          "    \"\(relation.name)\": (\"entity_type\", \"type = \(type)\", [\"entity AS c1\"]),")
      }
    }
    lines.append("}")
    lines.append("GRAPH = \(PythonText.string(program.graphFolder ?? ""))")
  }

  private mutating func writeRules() throws(Diagnostic) {
    var strata: [String] = []
    var count = 0
    for stratum in program.strata {
      let members = Set(stratum.relations)
      let best = stratum.isRecursive ? try BestColumn(stratum) : nil
      var rules: [String] = []
      for rule in stratum.rules {
        count += 1
        let name = "rule_\(count)"
        lines += try SparkRule.lines(rule, name: name, program)
        let inputs = SparkRule.inputs(of: rule)
        let read = inputs.map { program.relations[$0.relation]?.name ?? "" }
        let recursive = rule.reads(members).compactMap { step in
          inputs.firstIndex { $0.step == step }
        }
        rules.append(
          "        Rule(\(name), \"\(program.relations[rule.head]?.name ?? "")\", "
            + "\(PythonText.list(read)), \(recursive)),")
      }
      let names = stratum.relations.map { program.relations[$0]?.name ?? "" }
      strata.append(
        "    Stratum(\(PythonText.list(names)), \(stratum.isRecursive ? "True" : "False"), ")
      let column = best.map { "(\"c\($0.column + 1)\", \"\($0.isLeast ? "min" : "max")\")" }
      strata.append("            \(column ?? "None"), [")
      strata += rules
      strata.append("    ]),")
    }
    lines.append("")
    lines += SparkFrame.types
    lines.append(
      "# Relations in the order in which they are computed. The numbers are the inputs that a recursion feeds."
    )
    lines.append("STRATA = [")
    lines += strata
    lines.append("]")
  }

  private mutating func writeOutputs() {
    lines.append("")
    lines.append(
      "# What is asked: relation, columns, order (column, whether descending), limit, offset, and a file."
    )
    lines.append("OUTPUTS = [")
    for output in program.outputs {
      guard let relation = program.relations[output.relation] else { continue }
      let order = output.order.map {
        "(\"c\($0.column + 1)\", \($0.descending ? "True" : "False"))"
      }
      let terms = relation.kinds.enumerated().filter { $1 == .term }.map { "c\($0.offset + 1)" }
      let kind: String
      var file = "None"
      switch output.kind {
      case .query: kind = "query"
      case .truth: kind = "truth"
      case .file(let target):
        kind = "file"
        file =
          "(\(PythonText.string(target.path)), \(PythonText.string(String(target.separator))), "
          + "\(target.hasHeader ? "True" : "False"))"
      }
      lines.append(
        "    Output(\"\(kind)\", \"\(relation.name)\", \(PythonText.list(output.columns)), "
          + "[\(order.joined(separator: ", "))], \(output.limit.map(String.init) ?? "None"), "
          + "\(output.offset), \(PythonText.list(terms)), \(file)),")
    }
    lines.append("]")
  }
}
