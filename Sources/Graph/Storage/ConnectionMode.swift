import CSQLite
import Glibc

/// How a file is opened.
///
/// SQLite reads a database with a write-ahead log through two files beside it. Who may not write the graph must not make
/// those: they would belong to the reader, and the graph's owner could write to it no more.
enum ConnectionMode {
  /// A missing file is created.
  case readWrite
  /// Nothing can be changed. The file lies where this process may write, and is opened so, because only then can SQLite
  /// remove the log's files when the last connection closes.
  case readOnly
  /// The log's files are there, and are read as they are: another process has the graph open, or died while it had.
  case besideLog
  /// There is no log, so that the file alone is the graph; it is read without locks.
  case withoutLog
  /// There is a log, and no process that would have left the file that tells what is in it: it is read without locks.
  case unlocked

  /// How a file that is not to be changed can be read here and now.
  static func forReading(_ path: String) -> ConnectionMode {
    let file = FilePath.resolved(path)
    if isWritable(file) { return .readOnly }
    guard let log = FileBytes.size(file + "-wal") else { return .withoutLog }
    if access(file + "-shm", F_OK) == 0 { return .besideLog }
    return log == 0 ? .withoutLog : .unlocked
  }

  /// Whether this process may write to a graph and make the log's files beside it.
  static func isWritable(_ file: String) -> Bool {
    access(file, W_OK) == 0 && access(FileBytes.folder(of: file), W_OK | X_OK) == 0
  }

  /// Whether locks keep others from changing what is being read.
  var isGuarded: Bool { self != .withoutLog && self != .unlocked }

  var flags: Int32 {
    switch self {
    case .readWrite: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    case .readOnly: SQLITE_OPEN_READWRITE
    case .unlocked: SQLITE_OPEN_READONLY
    case .besideLog, .withoutLog: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
    }
  }

  /// What SQLite is told to open.
  func name(of path: String) -> String {
    switch self {
    case .readWrite, .readOnly, .unlocked: FilePath.literal(path)
    case .besideLog: FilePath.uri(path, "readonly_shm=1")
    case .withoutLog: FilePath.uri(path, "immutable=1")
    }
  }

  /// The part of SQLite that asks the system; nil is the usual one.
  var system: String? { self == .unlocked ? "unix-none" : nil }
}
