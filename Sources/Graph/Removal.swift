import Glibc

extension KnowledgeGraph {
  /// Removes the graph file at `path` if nothing was ever stored in it, and nobody else has it open: for a command that
  /// made a graph and failed. Whoever opens it while it is being removed gets an error when it writes.
  public static func removeIfEmpty(_ path: String) {
    guard let graph = try? KnowledgeGraph(path: path, access: .readWrite, busyTimeout: 0) else {
      return
    }
    try? graph.removeIfEmpty()
  }

  private func removeIfEmpty() throws {
    // Without its log, the file is locked by one connection alone, or by none.
    try connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    guard try connection.text("PRAGMA journal_mode = DELETE") == "delete" else { return }
    try connection.execute("BEGIN EXCLUSIVE")
    let isUsed = try connection.integer(
      """
      SELECT EXISTS (SELECT 1 FROM document) OR EXISTS (SELECT 1 FROM term)
        OR EXISTS (SELECT 1 FROM term_block) OR EXISTS (SELECT 1 FROM triple_block)
      """)
    if isUsed == 0 { unlink(path) }
    try connection.execute("COMMIT")
    if isUsed != 0 {
      try connection.execute("PRAGMA journal_mode = WAL")
    }
  }
}
