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

/// Whole files as bytes.
package enum FileBytes {
  package static func read(_ path: String) throws(FileProblem) -> [UInt8] {
    Array(try FileLines(path: path).rest())
  }
}
