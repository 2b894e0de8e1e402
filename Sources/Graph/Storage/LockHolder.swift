import Glibc

/// The process that holds the write lock of a graph file.
public struct LockHolder: Sendable, Equatable, CustomStringConvertible {
  public let process: Int32
  /// Its command line, where the system tells.
  public let command: String?

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
    var status = stat()
    guard stat(FilePath.resolved(path) + "-shm", &status) == 0,
      let locks = FileBytes.read("/proc/locks", atMost: 1 << 20)
    else { return nil }
    let text = String(decoding: locks, as: UTF8.self)
    for line in text.split(separator: "\n") {
      // 1: POSIX  ADVISORY  WRITE 10596 fe:00:16220188 120 120
      let fields = line.split(separator: " ")
      guard fields.count >= 8, fields[1] == "POSIX", fields[3] == "WRITE",
        let inode = fields[5].split(separator: ":").last, UInt64(inode) == UInt64(status.st_ino),
        let first = Int(fields[6]), first <= writeLockByte,
        fields[7] == "EOF" || Int(fields[7]).map({ $0 >= writeLockByte }) == true,
        let process = Int32(fields[4]), process > 0
      else { continue }
      return LockHolder(process: process, command: command(of: process))
    }
    return nil
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
