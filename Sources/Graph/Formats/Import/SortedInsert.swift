extension KnowledgeGraph {
  /// Stores sorted triples; gives how many were not there before. Inside a transaction only.
  ///
  /// Where most of the table will be new, its indexes are built anew from the whole, which is cheaper than keeping them
  /// while it grows.
  func insertSorted(
    _ groups: [TripleColumns.Group], _ origin: Origin, _ run: ImportRun
  ) throws -> Int {
    let before = Int(try connection.integer("SELECT count(*) FROM main.triple") ?? 0)
    let incoming = groups.reduce(0) { $0 + $1.pairs.count }
    guard incoming > 0 else { return 0 }
    let indexes = incoming >= max(before, 1000) ? try takeIndexes(of: "triple") : []
    let insert = try connection.statement(
      before == 0
        ? "INSERT INTO main.triple (predicate, subject, object, origin) VALUES (?, ?, ?, ?)"
        : """
        INSERT INTO main.triple (predicate, subject, object, origin) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET origin = origin | excluded.origin
        """)
    for group in groups {
      for pair in group.pairs {
        try run.wrote()
        let (subject, object) = TripleColumns.unpack(pair)
        try insert.bind(1, Int(group.predicate))
        try insert.bind(2, Int(subject))
        try insert.bind(3, Int(object))
        try insert.bind(4, Int(origin.rawValue))
        try insert.run()
      }
    }
    for index in indexes { try connection.execute(index) }
    let after = Int(try connection.integer("SELECT count(*) FROM main.triple") ?? 0)
    return after - before
  }

  /// Stores sorted triples as rows beside the blocks; gives how many the graph did not hold before.
  ///
  /// - Parameter newFrom: terms from this id on were in no triple before, so that nobody needs to look for theirs.
  func insertBesideBlocks(
    _ groups: [TripleColumns.Group], _ origin: Origin, newFrom: Int32, _ run: ImportRun
  ) throws -> Int {
    var new = 0
    let insert = try connection.statement(
      "INSERT INTO main.triple (predicate, subject, object, origin) VALUES (?, ?, ?, ?)")
    for group in groups {
      for pair in group.pairs {
        try run.wrote()
        let (subject, object) = TripleColumns.unpack(pair)
        if max(subject, object, group.predicate) >= newFrom {
          try insert.bind(1, Int(group.predicate))
          try insert.bind(2, Int(subject))
          try insert.bind(3, Int(object))
          try insert.bind(4, Int(origin.rawValue))
          try insert.run()
          new += 1
          continue
        }
        let isNew = try addTriple(
          Value(rawValue: subject), Value(rawValue: group.predicate), Value(rawValue: object),
          origin: origin)
        new += isNew ? 1 : 0
      }
    }
    return new
  }

  /// Notes which named graph holds triples.
  func insertGraphRows(_ graph: Int32, _ groups: [TripleColumns.Group]) throws {
    let insert = try connection.statement(
      """
      INSERT OR IGNORE INTO triple_graph (graph, predicate, subject, object) VALUES (?, ?, ?, ?)
      """)
    for group in groups {
      for pair in group.pairs {
        let (subject, object) = TripleColumns.unpack(pair)
        try insert.bind(1, Int(graph))
        try insert.bind(2, Int(group.predicate))
        try insert.bind(3, Int(subject))
        try insert.bind(4, Int(object))
        try insert.run()
      }
    }
  }

  /// Drops the indexes of a table; gives the SQL that makes them again.
  private func takeIndexes(of table: String) throws -> [String] {
    let rows = try connection.statement(
      """
      SELECT name, sql FROM sqlite_schema
      WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name
      """)
    try rows.bind(1, table)
    var indexes: [(name: String, sql: String)] = []
    while try rows.step() { indexes.append((rows.text(0), rows.text(1))) }
    rows.reset()
    for index in indexes { try connection.execute("DROP INDEX \"\(index.name)\"") }
    return indexes.map(\.sql)
  }
}
