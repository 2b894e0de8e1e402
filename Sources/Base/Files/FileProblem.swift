import Glibc

/// Why a file that was named cannot be had.
public enum FileProblem: Error, Equatable, Sendable, CustomStringConvertible {
  case missing
  /// No file, but an address of the web.
  case address
  case isFolder
  /// A device, or a pipe where only files are read.
  case notOrdinary
  /// Outside the folder that access is restricted to.
  case outside
  /// Not to be opened, as ``FileAccess/refusal`` said.
  case refused(String)
  /// It holds more bytes than there is memory for.
  case tooLarge(limit: Int)
  /// The reading was given up, as ``FileAccess/isStopped`` asked.
  case stopped
  /// The operating system's number and words.
  case unreadable(code: Int32, reason: String)

  /// What is wrong with the file, and what to do about it.
  public var description: String {
    switch self {
    case .missing: "no such file"
    case .address: "is an address, not a file: fetch it first, as curl and wget do"
    case .isFolder: "is a folder"
    case .notOrdinary: "is no ordinary file"
    case .outside: "--safe refuses files outside the working folder"
    case .refused(let reason): reason
    case .tooLarge(let limit):
      "has more than " + (limit < 10 << 20 ? "\(limit >> 10) KB" : "\(limit >> 20) MB")
        + ", which takes more memory than there is; --memory-limit gives more"
    case .stopped: "was not read to its end"
    case .unreadable(_, let reason): "cannot be read (\(reason))"
    }
  }

  /// As the system says it, where it is the system that says it.
  public var systemReason: String {
    switch self {
    case .missing: String(cString: strerror(ENOENT))
    case .unreadable(_, let reason): reason
    default: description
    }
  }

  /// What the last call of the system failed for.
  static func current() -> FileProblem { .system(errno) }

  /// The same for a path. What is an address may have lost one of its slashes.
  static func current(for path: String) -> FileProblem {
    let problem = current()
    let isAddress = ["http:/", "https:/", "ftp:/"].contains { path.lowercased().hasPrefix($0) }
    return problem == .missing && isAddress ? .address : problem
  }

  static func system(_ code: Int32) -> FileProblem {
    if code == ENOENT || code == ENOTDIR { return .missing }
    return .unreadable(code: code, reason: String(cString: strerror(code)))
  }
}
