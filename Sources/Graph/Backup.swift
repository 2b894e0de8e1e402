import CSQLite
import Glibc

extension KnowledgeGraph {
  /// Copies the graph as it is now to a new file, while other processes read and write.
  ///
  /// The copy is made under another name and gets its own when it is whole and on the disk, so that a backup that was
  /// interrupted is never taken for one.
  ///
  /// - Throws: ``StoreError/alreadyExists(path:)`` rather than replacing a file, or leaving the copy beside the log of
  ///   another file of its name, which SQLite would put into it.
  public func backup(to target: String) throws {
    if target.isEmpty { throw StoreError.cannotOpen(path: "\"\"", reason: "the name is empty") }
    if Self.isPart(target, ofGraphAt: path) { throw StoreError.alreadyExists(path: target) }
    try Self.requireFree(target)
    let partial = try Self.makeFile(near: target)
    do {
      try copyPages(to: partial)
      // Unlike a renaming, this never replaces a file that came meanwhile.
      guard
        Glibc.link(partial, target) == 0
          || errno == EPERM && Glibc.rename(partial, target) == 0
      else {
        throw errno == EEXIST
          ? StoreError.alreadyExists(path: target)
          : StoreError.cannotOpen(path: target, reason: FileBytes.reason(errno))
      }
      unlink(partial)
    } catch {
      for ending in [""] + Self.endings { unlink(partial + ending) }
      throw error
    }
    FileBytes.synchronizeFolder(of: target)
  }

  /// Throws if there is a file of this name, or one that SQLite would take for a part of it.
  private static func requireFree(_ path: String) throws(StoreError) {
    for name in [path] + endings.map({ path + $0 }) {
      var status = stat()
      if lstat(name, &status) == 0 { throw .alreadyExists(path: name) }
    }
  }

  /// Makes an empty file beside another, under a name that nothing has.
  private static func makeFile(near target: String) throws(StoreError) -> String {
    for number in 1...1000 {
      let name = target + ".partial" + (number == 1 ? "" : "\(number)")
      do { try requireFree(name) } catch { continue }
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      if descriptor >= 0 {
        close(descriptor)
        return name
      }
      if errno != EEXIST { throw .cannotOpen(path: target, reason: FileBytes.reason(errno)) }
    }
    throw .alreadyExists(path: target + ".partial")
  }

  private func copyPages(to file: String) throws {
    let copy = try Connection(path: file, mode: .readWrite, busyTimeout: 0)
    guard let backup = sqlite3_backup_init(copy.handle, "main", connection.handle, "main") else {
      throw copy.failure(sqlite3_errcode(copy.handle), sql: nil)
    }
    // All pages in one step: one state of the graph, whatever others write meanwhile.
    let code = sqlite3_backup_step(backup, -1)
    sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE else { throw copy.failure(code, sql: nil) }
    try connection.requireUnchanged()
    try copy.execute("PRAGMA journal_mode = DELETE")
    try copy.execute("PRAGMA journal_mode = WAL")
  }
}
