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
      try connection.execute("DELETE FROM term WHERE id NOT IN (\(Self.usedTerms))")
      try connection.execute("INSERT INTO sentence_text (sentence_text) VALUES ('optimize')")
    }
    try connection.execute("VACUUM")
    try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (before, try size())
  }

  /// Every id that some row refers to.
  static let usedTerms = """
    SELECT subject FROM triple UNION SELECT predicate FROM triple UNION SELECT object FROM triple
    UNION SELECT term FROM entity UNION SELECT entity FROM entity_type
    UNION SELECT type FROM entity_type UNION SELECT term FROM predicate
    UNION SELECT subject FROM statement UNION SELECT object FROM statement
      WHERE object IS NOT NULL
    UNION SELECT attributed_to FROM statement WHERE attributed_to IS NOT NULL
    UNION SELECT value FROM qualifier
    UNION SELECT graph FROM triple_graph
    """
}
