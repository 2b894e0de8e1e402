import CSQLite
import Glibc

/// A knowledge graph in one SQLite file: terms, triples, statements with their evidence, documents and entities.
///
/// One instance is one connection: it belongs to one thread, and each thread opens its own. Many processes may read
/// while one writes. Every method that writes is one transaction. All methods throw ``StoreError``.
public final class KnowledgeGraph {
  /// What may be done with a graph.
  public enum Access: Sendable {
    /// Nothing can be changed; a missing file is an error.
    case readOnly
    /// A missing file is created.
    case readWrite
  }

  /// Path of its file.
  public let path: String
  /// What may be done with it.
  public let access: Access
  let connection: Connection
  let blocks: TripleBlocks
  let termBlocks: TermBlocks
  private var versionSeen: Int64 = -1
  /// The relation of each inflection that relations go by, and the version of the graph that it is of.
  var relationForms: (version: Int, names: [String: String])?
  /// Whether what happens to rows is kept, as part of a change that can be taken back.
  var isRecording = false
  /// SQLite's number for the tables as they were when they were compared with those of a graph.
  private var schemaSeen: Int64 = -1
  /// Whether `triple` is the virtual table; nil where a rollback may have changed that.
  private var readsBlocks: Bool? = false

  /// Opens the graph at `path` (`:memory:` for one without a file).
  ///
  /// An older file is migrated when it is opened for writing. A file that is no graph is left untouched.
  ///
  /// - Parameter busyTimeout: how long, in milliseconds, a writer waits for another one.
  public init(path: String, access: Access, busyTimeout: Int = 5000) throws {
    self.path = path
    self.access = access
    if path != ":memory:" { try Self.requireGraph(path, access) }
    connection = try Self.connect(path, access, busyTimeout: Int32(clamping: busyTimeout))
    blocks = TripleBlocks(connection: connection)
    termBlocks = TermBlocks(connection: connection)
    try configure()
    try checkVersion()
    connection.willRead = { [unowned self] () throws(StoreError) in try self.noticeChanges() }
    connection.didRollBack = { [unowned self] in self.forgetBlocks() }
  }

  /// Throws if the file is no graph and must not become one, before SQLite touches it.
  private static func requireGraph(_ path: String, _ access: Access) throws(StoreError) {
    if path.isEmpty { throw .cannotOpen(path: "\"\"", reason: "the name is empty") }
    switch (try OpenFiles.header(of: path), access) {
    case (.foreign(let what), _): throw StoreError.notAGraph(path: path, what: what)
    case (.empty, .readOnly): throw StoreError.notAGraph(path: path, what: "an empty file")
    case (.missing, .readOnly):
      throw StoreError.cannotOpen(path: path, reason: FileBytes.reason(ENOENT))
    case (.missing, .readWrite):
      let folder = FileBytes.folder(of: path)
      guard Glibc.access(folder, W_OK | X_OK) == 0 else {
        throw StoreError.cannotOpen(
          path: path, reason: "the folder \(folder): \(FileBytes.reason(errno))")
      }
    case (.empty, .readWrite), (.graph, .readWrite):
      guard Glibc.access(path, W_OK) == 0 else {
        throw StoreError.cannotOpen(path: path, reason: FileBytes.reason(errno))
      }
      let folder = FileBytes.folder(of: FilePath.resolved(path))
      guard Glibc.access(folder, W_OK | X_OK) == 0 else {
        throw StoreError.cannotOpen(
          path: path, reason: "the folder \(folder): \(FileBytes.reason(errno))")
      }
    case (.graph, .readOnly): break
    }
  }

  private static func connect(
    _ path: String, _ access: Access, busyTimeout: Int32
  ) throws -> Connection {
    guard access == .readOnly else {
      return try Connection(path: path, mode: .readWrite, busyTimeout: busyTimeout)
    }
    // Another process may make or remove the files of the log meanwhile.
    for _ in 0..<4 {
      let mode = ConnectionMode.forReading(path)
      if mode != .readOnly, RollbackJournal(besides: FilePath.resolved(path)) != .none {
        throw StoreError.cannotOpen(
          path: path, reason: "it was left half made: open it where it can be written")
      }
      let connection = try Connection(path: path, mode: mode, busyTimeout: busyTimeout)
      if try connection.isReadable() { return connection }
    }
    throw StoreError.cannotOpen(path: path, reason: "its log cannot be read")
  }

  /// Sets up what a connection forgets when it is closed.
  private func configure() throws(StoreError) {
    try connection.execute(
      """
      PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;
      PRAGMA cache_size = -65536;
      """)
    try TripleTable.register(on: connection, blocks)
  }

  private func checkVersion() throws {
    let version = try Migration.version(of: connection)
    let supported = Migration.currentVersion
    if version > supported {
      throw StoreError.newerVersion(path: path, version: version, supported: supported)
    }
    if access == .readWrite {
      try Migration.run(on: connection) { try separateQualifiers() }
    } else if version == 0 {
      throw connection.damage("its format has the number 0")
    } else if version < supported {
      throw StoreError.olderVersion(path: path, version: version, supported: supported)
    }
    try checkTables()
  }

  /// Looks whether the tables are those of a graph, unless they are the same as before.
  private func checkTables() throws(StoreError) {
    let version = try connection.integer("PRAGMA schema_version") ?? 0
    guard version != schemaSeen else { return }
    try SchemaCheck(connection, version: Migration.currentVersion).requireTables()
    schemaSeen = version
  }

  /// Looks whether another process wrote, and if so, whether the graph has other blocks now.
  private func noticeChanges() throws(StoreError) {
    if connection.isOutdated {
      try connection.reopen(ConnectionMode.forReading(path))
      try configure()
      (schemaSeen, readsBlocks) = (-1, false)
      blocks.forget()
      versionSeen = -1
    }
    let version = try connection.integer("PRAGMA data_version") ?? 0
    guard version != versionSeen else { return }
    try checkTables()
    try readBlocksAnew()
    versionSeen = version
  }

  /// Takes the blocks as they are in the file now. To be called after blocks were written.
  func readBlocksAnew() throws(StoreError) {
    try blocks.refresh()
    try termBlocks.refresh()
    guard blocks.isInUse != readsBlocks else { return }
    let isInUse = blocks.isInUse
    readsBlocks = isInUse
    // Making a virtual table counts as writing, although it is in no file.
    if access == .readOnly { try connection.execute("PRAGMA query_only = OFF") }
    try connection.execute(
      isInUse
        ? "CREATE VIRTUAL TABLE IF NOT EXISTS temp.triple USING graphsh_triples"
        : "DROP TABLE IF EXISTS temp.triple")
    if access == .readOnly { try connection.execute("PRAGMA query_only = ON") }
  }

  /// Does `body` without the virtual table `triple`, whose name hides the file's own table from SQLite. The next read
  /// makes it again.
  func withoutBlockTable(_ body: () throws -> Void) throws {
    defer { forgetBlocks() }
    if readsBlocks != false { try connection.execute("DROP TABLE IF EXISTS temp.triple") }
    try body()
  }

  /// Whether the triples are in blocks now; otherwise the table `triple` is the whole.
  var hasBlocks: Bool {
    get throws(StoreError) {
      if !connection.isInTransaction { try connection.notice() }
      return blocks.isInUse
    }
  }

  /// Reads anew what is kept of the file's blocks: their tables were written directly, or writes were taken back.
  func forgetBlocks() {
    blocks.forget()
    versionSeen = -1
    readsBlocks = nil
  }

  /// A number that changes when this connection or another process has written, and when what was written was taken back.
  public var dataVersion: Int {
    let others = (try? connection.integer("PRAGMA data_version")) ?? 0
    let seen = Int(others) &+ (connection.openings &+ connection.rollbacks) &* 65_537
    return seen << 40 | connection.totalChanges & (1 << 40 - 1)
  }

  /// Does several writes as one: all of them are in the file afterwards, or, if `body` throws, none.
  public func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    try connection.transaction(body)
  }

  /// Begins a transaction that stays open until ``commitTransaction()`` or ``rollBackTransaction()``. Writes meanwhile are
  /// parts of it, and a part that fails is taken back alone. No other process can write as long as it is open.
  ///
  /// - Throws: ``StoreError/transaction(isOpen:)`` where one is open
  package func beginTransaction() throws { try connection.hold() }

  /// Puts what was written since ``beginTransaction()`` into the file.
  package func commitTransaction() throws { try connection.commit() }

  /// Takes back what was written since ``beginTransaction()``.
  package func rollBackTransaction() throws { try connection.rollBack() }

  /// Reads on one unchanging state of the graph, whatever other processes write meanwhile.
  public func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
    try connection.snapshot(body)
  }
}
