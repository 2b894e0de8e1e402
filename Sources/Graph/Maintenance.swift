import CSQLite
import Glibc

extension KnowledgeGraph {
  /// Copies the graph as it is now to a new file, while other processes read and write.
  ///
  /// The copy is made under another name and gets its own when it is whole and on the disk, so that a backup that was
  /// interrupted is never taken for one.
  ///
  /// - Throws: ``StoreError/alreadyExists(path:)`` rather than replacing a file.
  public func backup(to target: String) throws {
    guard Glibc.access(target, F_OK) != 0 else { throw StoreError.alreadyExists(path: target) }
    let partial = target + ".partial"
    unlink(partial)
    do {
      let copy = try Connection(path: partial, mode: .readWrite, busyTimeout: 0)
      guard let backup = sqlite3_backup_init(copy.handle, "main", connection.handle, "main") else {
        throw copy.failure(sqlite3_errcode(copy.handle), sql: nil)
      }
      // All pages in one step: one state of the graph, whatever others write meanwhile.
      let code = sqlite3_backup_step(backup, -1)
      sqlite3_backup_finish(backup)
      guard code == SQLITE_DONE else { throw copy.failure(code, sql: nil) }
      try copy.execute("PRAGMA journal_mode = DELETE")
      try copy.execute("PRAGMA journal_mode = WAL")
    } catch {
      for ending in ["", "-wal", "-shm", "-journal"] { unlink(partial + ending) }
      throw error
    }
    guard Glibc.rename(partial, target) == 0 else {
      throw StoreError.cannotOpen(path: target, reason: FileBytes.reason(errno))
    }
    FileBytes.synchronizeFolder(of: target)
  }

  /// Gives back the space of what was deleted: removes terms, predicates and entities without use and rewrites the file.
  ///
  /// - Returns: the size of the file in bytes before and after.
  @discardableResult
  public func vacuum() throws -> (before: Int, after: Int) {
    func size() throws -> Int {
      let pages = try connection.integer("PRAGMA page_count") ?? 0
      return Int(pages * (try connection.integer("PRAGMA page_size") ?? 0))
    }
    let before = try size()
    try connection.transaction {
      _ = try removeUnusedEntities()
      try connection.execute(
        """
        DELETE FROM predicate WHERE NOT EXISTS
          (SELECT 1 FROM triple WHERE triple.predicate = predicate.term)
        AND NOT EXISTS (SELECT 1 FROM statement WHERE statement.predicate = predicate.term)
        """)
      for id in try unusedTerms().rows {
        try connection.execute("DELETE FROM term WHERE id = ?", Int(id))
      }
      try connection.execute("INSERT INTO sentence_text (sentence_text) VALUES ('optimize')")
    }
    try withoutBlockTable { try connection.execute("VACUUM") }
    try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (before, try size())
  }

  /// Terms that nothing refers to: the ids of rows, and how many there are in blocks.
  func unusedTerms() throws -> (rows: [Int32], inBlocks: Int) {
    let used = try usedTermIDs()
    var rows: [Int32] = []
    try connection.statement("SELECT id FROM term").appendRows(to: &rows)
    rows.removeAll { used.contains($0) }
    var inBlocks = 0
    let blocks = try Statement(connection, "SELECT first_id, count FROM term_block")
    while try blocks.step() {
      for id in blocks.integer(0)..<blocks.integer(0) + blocks.integer(1)
      where !used.contains(Int32(truncatingIfNeeded: id)) { inBlocks += 1 }
    }
    return (rows, inBlocks)
  }

  /// Every id that something refers to.
  func usedTermIDs() throws -> IDSet {
    var used = IDSet()
    func note(_ value: Int32) { if value >= 0 { used.insert(value) } }
    if try hasBlocks {
      try blocks.forEachRun(.predicateSubject) { run in
        for row in 0..<run.count {
          note(run.first[row])
          note(run.second[row])
          note(run.third[row])
        }
      }
    }
    let columns =
      [
        "entity.term", "entity_type.entity", "entity_type.type", "predicate.term",
        "statement.subject", "statement.predicate", "statement.object", "statement.attributed_to",
        "qualifier.value", "triple_graph.graph",
      ] + (try hasBlocks ? [] : ["triple.subject", "triple.predicate", "triple.object"])
    for column in columns {
      let parts = column.split(separator: ".")
      var values: [Int32] = []
      try connection.statement(
        "SELECT \(column) FROM \(parts[0]) WHERE \(column) IS NOT NULL"
      ).appendRows(to: &values)
      for value in values { note(value) }
    }
    return used
  }
}
