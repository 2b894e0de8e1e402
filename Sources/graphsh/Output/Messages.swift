import Glibc

/// Standard error: all that is no answer.
enum Messages {
  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// Writes whole lines at once, with control characters of names and data made visible.
  static func write(_ text: String) {
    writeRaw(DisplayText.visible(text, keepingLines: true) + "\n")
  }

  /// Writes text with control sequences of our own; a standard error that is closed or full is left at that.
  static func writeRaw(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes = bytes.dropFirst(count)
      } else if errno != EINTR {
        return
      }
    }
  }
}
