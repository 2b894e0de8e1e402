import Glibc

extension KnowledgeGraph {
  /// Removes the graph file at `path` if nothing was ever stored in it, and nobody else has it open: for a command that
  /// made a graph and failed. Whoever opens it while it is being removed gets an error when it writes.
  ///
  /// - Parameter endsProcess: Whether the process ends now, in the middle of its work on that graph; then only other
  ///   processes count as somebody else.
  public static func removeIfEmpty(_ path: String, endsProcess: Bool = false) {
    guard let graph = try? KnowledgeGraph(path: path, access: .readWrite, busyTimeout: 0) else {
      return
    }
    try? graph.removeIfEmpty(endsProcess: endsProcess)
  }

  private func removeIfEmpty(endsProcess: Bool) throws {
    guard try !isUsed() else { return }
    // Without its log, the file is locked by one connection alone, or by none.
    try connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    guard (try? connection.text("PRAGMA journal_mode = DELETE")) == "delete" else {
      if endsProcess, !LockHolder.areOthers(at: path) {
        for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
      }
      return
    }
    try connection.execute("BEGIN EXCLUSIVE")
    let isUsed = try isUsed()
    if !isUsed { unlink(path) }
    try connection.execute("COMMIT")
    if isUsed { try connection.execute("PRAGMA journal_mode = WAL") }
  }

  private func isUsed() throws -> Bool {
    try connection.integer(
      """
      SELECT EXISTS (SELECT 1 FROM document) OR EXISTS (SELECT 1 FROM term)
        OR EXISTS (SELECT 1 FROM term_block) OR EXISTS (SELECT 1 FROM triple_block)
      """) != 0
  }
}
