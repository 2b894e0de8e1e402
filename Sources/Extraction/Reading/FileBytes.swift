import Glibc

/// Why bytes of a file could not be had.
public enum FileProblem: Error, Equatable, Sendable, CustomStringConvertible {
  case missing
  case isFolder
  /// The operating system's number and words.
  case unreadable(code: Int32, reason: String)

  public var description: String {
    switch self {
    case .missing: "no such file"
    case .isFolder: "is a folder"
    case .unreadable(_, let reason): "cannot be read (\(reason))"
    }
  }

  static func current() -> FileProblem {
    let code = errno
    if code == ENOENT || code == ENOTDIR { return .missing }
    return .unreadable(code: code, reason: String(cString: strerror(code)))
  }
}

/// Whole files and streams as bytes.
enum FileBytes {
  static func read(_ path: String) throws(FileProblem) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileProblem.current() }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileProblem.current() }
    if status.st_mode & S_IFMT == S_IFDIR { throw .isFolder }
    return try read(from: descriptor, expecting: Int(status.st_size))
  }

  static func readStandardInput() throws(FileProblem) -> [UInt8] {
    try read(from: STDIN_FILENO, expecting: 0)
  }

  private static func read(from descriptor: Int32, expecting size: Int) throws(FileProblem)
    -> [UInt8]
  {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 1)
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = block.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileProblem.current()
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: block[..<count])
    }
  }
}
