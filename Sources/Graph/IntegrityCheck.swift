/// Something that ``KnowledgeGraph/check()`` found.
public struct IntegrityProblem: Sendable, Equatable, CustomStringConvertible {
  /// How bad it is.
  public enum Severity: String, Sendable {
    /// Answers may be wrong.
    case error
    /// Answers are right, but there is something to tidy up.
    case note
  }

  /// How bad it is.
  public let severity: Severity
  /// What is wrong and how often.
  public let finding: String
  /// What to do about it.
  public let advice: String

  /// All of it, in one line.
  public var description: String { "\(severity.rawValue): \(finding); \(advice)" }
}

extension KnowledgeGraph {
  /// Reads the whole file and compares what it says twice: SQLite's own structures, the orders of the triples, and what
  /// the rows mean. Empty if all is well.
  public func check() throws -> [IntegrityProblem] {
    var check = IntegrityCheck(graph: self)
    do {
      try snapshot { try check.run() }
      // The full-text index checks itself by a command that counts as writing.
      if check.problems.isEmpty, access == .readWrite { try check.checkFullText() }
    } catch let error as StoreError {
      guard case .corrupt(_, let detail) = error else { throw error }
      check.report("the file cannot be read to its end (\(detail))")
    }
    return check.problems
  }
}

private struct IntegrityCheck {
  let graph: KnowledgeGraph
  private(set) var problems: [IntegrityProblem] = []
  private var hasBlocks = false
  private var connection: Connection { graph.connection }

  init(graph: KnowledgeGraph) { self.graph = graph }

  mutating func report(
    _ finding: String, _ advice: String = StoreError.restoring,
    _ severity: IntegrityProblem.Severity = .error
  ) {
    problems.append(IntegrityProblem(severity: severity, finding: finding, advice: advice))
  }

  mutating func run() throws {
    try checkStructure()
    for finding in try SchemaCheck(connection, version: Migration.currentVersion).findings() {
      report(finding)
    }
    // What the rows mean cannot be judged where the rows themselves are damaged.
    guard problems.isEmpty else { return }
    try checkOrders()
    guard try checkBlocks(graph.hasBlocks || !graph.termBlocks.isEmpty) else { return }
    try checkTerms()
    try checkMeaning()
    try checkText()
  }

  private mutating func checkStructure() throws {
    let rows = try connection.statement("PRAGMA integrity_check(20)")
    while try rows.step() {
      let finding = rows.text(0)
      if finding != "ok" { report(finding.split(separator: "\n").joined(separator: ", ")) }
    }
    rows.reset()
    let broken = try connection.statement("PRAGMA foreign_key_check")
    var counts: [String: Int] = [:]
    while try broken.step() {
      counts["\(broken.text(0)) without its \(broken.text(2))", default: 0] += 1
    }
    broken.reset()
    for (finding, count) in counts.sorted(by: { $0.key < $1.key }) {
      report("\(Self.counted(count, "row")) of \(finding)")
    }
  }

  /// The three orders of the triples must hold the same rows.
  private mutating func checkOrders() throws {
    let orders = ["NOT INDEXED", "INDEXED BY triple_by_object", "INDEXED BY triple_by_subject"]
    var sums: [[UInt64]] = []
    for order in orders {
      let rows = try connection.statement(
        "SELECT predicate, subject, object FROM main.triple \(order)")
      defer { rows.reset() }
      var (count, sum): (UInt64, UInt64) = (0, 0)
      while try rows.step() {
        let key =
          Mixing.mixed(
            Mixing.mixed(Mixing.mixed(0, rows.value(0).rawValue), rows.value(1).rawValue),
            rows.value(2).rawValue)
        count += 1
        sum &+= key
      }
      sums.append([count, sum])
    }
    if Set(sums).count > 1 { report("the orders of the triples differ from one another") }
  }

  private mutating func checkTerms() throws {
    let columns = [
      ("triple", "subject"), ("triple", "predicate"), ("triple", "object"),
      ("statement", "subject"), ("statement", "object"), ("statement", "attributed_to"),
      ("circumstance", "value"), ("statement_relation", "subject"),
      ("statement_relation", "object"),
    ]
    for (table, column) in columns where table != "triple" || !hasBlocks {
      try count(
        """
        \(table) WHERE \(column) IS NOT NULL AND NOT (
          typeof(\(column)) = 'integer' AND \(column) BETWEEN -2147483648 AND -1
          OR EXISTS (SELECT 1 FROM term WHERE id = \(table).\(column)))
        """, "\(table) names a \(column) that is no term",
        "\(table)s name a \(column) that is no term")
    }
    let rows = try connection.statement("SELECT kind, text, tag FROM term")
    var unreadable = 0
    while try rows.step() {
      let kind = StoredTerm.Kind(rawValue: rows.integer(0))
      let row = kind.map { StoredTerm(kind: $0, text: rows.text(1), tag: rows.text(2)) }
      if row?.term.map({ StoredTerm($0) == row }) != true { unreadable += 1 }
    }
    rows.reset()
    if unreadable > 0 { report("\(Self.counted(unreadable, "term")) cannot be read") }
    let unused = try graph.unusedTerms()
    if unused.rows.count > 0 {
      report("\(Self.counted(unused.rows.count, "term")) without use", "vacuum removes them", .note)
    }
    if unused.inBlocks > 0 {
      report(
        "\(Self.counted(unused.inBlocks, "term")) without use in blocks",
        "they take no more than their place", .note)
    }
  }

  /// Checks the blocks, if there are any; false if they are damaged.
  private mutating func checkBlocks(_ areThere: Bool) throws -> Bool {
    hasBlocks = areThere
    guard hasBlocks else { return true }
    var check = BlockCheck(graph)
    try check.run()
    for finding in check.findings.prefix(20) { report(finding) }
    let unknown = try graph.usedTermIDs().count(without: check.known)
    if unknown > 0 { report("triples name \(Self.counted(unknown, "value")) that no term is") }
    return problems.isEmpty
  }

  private mutating func checkMeaning() throws {
    try count(
      """
      statement WHERE asserted AND object IS NOT NULL AND NOT EXISTS (SELECT 1 FROM triple
        WHERE triple.subject = statement.subject AND triple.predicate = statement.predicate
          AND triple.object = statement.object)
      """, "asserted statement is no triple", "asserted statements are no triples")
    try count(
      """
      triple WHERE origin & 1 AND NOT EXISTS (SELECT 1 FROM statement
        JOIN evidence ON evidence.statement = statement.id
        WHERE statement.subject = triple.subject AND statement.predicate = triple.predicate
          AND statement.object = triple.object AND statement.asserted)
      """, "triple of a text has no evidence", "triples of texts have no evidence")
    try count(
      "triple WHERE NOT EXISTS (SELECT 1 FROM predicate WHERE term = triple.predicate)",
      "triple has a predicate that is not listed", "triples have predicates that are not listed")
    try count(
      """
      statement WHERE NOT given
        AND NOT EXISTS (SELECT 1 FROM evidence WHERE statement = statement.id)
      """, "statement has no evidence", "statements have no evidence")
    try count(
      """
      triple_graph WHERE NOT EXISTS (SELECT 1 FROM triple
        WHERE triple.predicate = triple_graph.predicate AND triple.subject = triple_graph.subject
          AND triple.object = triple_graph.object AND triple.origin & 4)
      """, "triple of a named graph is no triple", "triples of named graphs are no triples")
    try count(
      """
      triple WHERE origin & 4 AND NOT EXISTS (SELECT 1 FROM triple_graph
        WHERE triple_graph.predicate = triple.predicate
          AND triple_graph.subject = triple.subject AND triple_graph.object = triple.object)
      """, "triple is in no named graph, although it says so",
      "triples are in no named graph, although they say so")
    try count(
      """
      statement_relation JOIN statement ON statement.id = statement_relation.statement
      WHERE statement_relation.asserted <> statement.asserted
      """, "relation is asserted and its statement is not, or the other way round",
      "relations are asserted and their statements are not, or the other way round")
    for table in ["document", "sentence", "statement"] {
      try count(
        "\(table) WHERE id NOT BETWEEN 0 AND 1073741823", "\(table) has an impossible number",
        "rows of \(table) have impossible numbers")
    }
    for table in ["evidence", "mention", "sentence"] {
      try count(
        "\(table) WHERE start < 0 OR end < start", "\(table) has an impossible place",
        "rows of \(table) have an impossible place")
    }
    try count(
      """
      entity WHERE mentions <> (SELECT count(*) FROM mention WHERE mention.entity = entity.term)
      """, "entity has a wrong count of mentions", "entities have a wrong count of mentions")
    try count(
      "entity JOIN term ON term.id = entity.term WHERE term.kind NOT IN (0, 1, 2)",
      "entity has a term of another kind", "entities have terms of another kind")
    try count(
      "document WHERE date IS NOT NULL AND date(date) IS NOT date",
      "document has an impossible date",
      "documents have an impossible date")
  }

  private mutating func checkText() throws {
    let names = try connection.statement(
      """
      SELECT term.text, entity.folded FROM entity JOIN term ON term.id = entity.term
      UNION ALL SELECT name, folded FROM alias UNION ALL SELECT form, folded FROM predicate_form
      UNION ALL SELECT name, folded FROM relation
      """)
    var wrong = 0
    while try names.step() {
      if foldedName(names.text(0)) != names.text(1) { wrong += 1 }
    }
    names.reset()
    let sentences = try connection.statement(
      "SELECT text, digest FROM sentence WHERE digest IS NOT NULL")
    var altered = 0
    while try sentences.step() {
      if textDigest(sentences.text(0)) != sentences.integer(1) { altered += 1 }
    }
    sentences.reset()
    let readings = try connection.statement("SELECT crc, content FROM reading")
    var damaged = 0
    while try readings.step() {
      if Int64(Checksum.crc32(readings.blob(1))) != readings.integer(0) { damaged += 1 }
    }
    readings.reset()
    if damaged > 0 {
      report("what \(Self.counted(damaged, "document")) said by itself was altered")
    }
    if altered > 0 { report("the text of \(Self.counted(altered, "sentence")) was altered") }
    if wrong > 0 { report("\(Self.counted(wrong, "name")) cannot be found by look-up") }
  }

  mutating func checkFullText() throws {
    do {
      try connection.execute(
        "INSERT INTO sentence_text (sentence_text, rank) VALUES ('integrity-check', 1)")
    } catch StoreError.corrupt {
      report("the full-text index differs from the sentences")
    } catch StoreError.locked {
      report(
        "the full-text index was not checked, because another process writes", "check again later",
        .note)
    }
  }

  private mutating func count(_ rows: String, _ one: String, _ many: String) throws {
    let count = try connection.integer("SELECT count(*) FROM \(rows)") ?? 0
    if count > 0 { report(count == 1 ? "1 \(one)" : "\(count) \(many)") }
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
