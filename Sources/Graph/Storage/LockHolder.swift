import Glibc

/// The process that holds the write lock of a graph file.
public struct LockHolder: Sendable, Equatable, CustomStringConvertible {
  /// Its number in the system.
  public let process: Int32
  /// Its command line, where the system tells.
  public let command: String?

  /// The process and, where it is known, its command.
  public var description: String {
    if process == getpid() { return "this process (\(process))" }
    return command.map { "process \(process) (\($0))" } ?? "process \(process)"
  }

  /// Finds who holds the write lock of the WAL database at `path`, if the system tells (Linux).
  ///
  /// A writer holds a POSIX lock on byte 120 of the `-shm` file (`WAL_WRITE_LOCK` of SQLite's WAL-index format).
  /// The list of locks is read instead of asking with `F_GETLK`, because closing a descriptor of that file
  /// would drop every lock that this process itself has on it.
  static func writer(of path: String) -> LockHolder? {
    locks(on: FilePath.resolved(path) + "-shm")?.first { lock in
      lock.isWrite && lock.first <= writeLockByte && lock.last >= writeLockByte && lock.process > 0
    }.map { LockHolder(process: $0.process, command: command(of: $0.process)) }
  }

  /// Whether other processes have the database at `path` open: each that has read it keeps a lock on it. True where the
  /// system does not tell.
  static func areOthers(at path: String) -> Bool {
    let path = FilePath.resolved(path)
    guard let locks = locks(on: path) else { return true }
    let all = locks + (Self.locks(on: path + "-shm") ?? [])
    return all.contains { $0.process != getpid() }
  }

  private struct Lock {
    var process: Int32
    var isWrite: Bool
    /// Bytes of the file.
    var first: Int
    var last: Int
  }

  /// The POSIX locks on a file; nil where there is no such file, or the system does not tell.
  private static func locks(on path: String) -> [Lock]? {
    var status = stat()
    guard stat(path, &status) == 0, let list = FileBytes.read("/proc/locks", atMost: 1 << 20) else {
      return nil
    }
    return String(decoding: list, as: UTF8.self).split(separator: "\n").compactMap { line in
      // 1: POSIX  ADVISORY  WRITE 10596 fe:00:16220188 120 120
      let fields = line.split(separator: " ")
      guard fields.count >= 8, fields[1] == "POSIX", let process = Int32(fields[4]),
        let inode = fields[5].split(separator: ":").last, UInt64(inode) == UInt64(status.st_ino),
        let first = Int(fields[6]), let last = fields[7] == "EOF" ? Int.max : Int(fields[7])
      else { return nil }
      return Lock(process: process, isWrite: fields[3] == "WRITE", first: first, last: last)
    }
  }

  private static let writeLockByte = 120

  private static func command(of process: Int32) -> String? {
    guard let bytes = FileBytes.read("/proc/\(process)/cmdline", atMost: 4096), !bytes.isEmpty
    else { return nil }
    let words = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    let line = words.joined(separator: " ")
    return line.count > 80 ? String(line.prefix(79)) + "…" : line
  }
}
