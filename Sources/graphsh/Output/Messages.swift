import Glibc
import Synchronization

/// Standard error: all that is no answer.
enum Messages {
  static let isTerminal = isatty(STDERR_FILENO) == 1
  private static let color = Atomic<Bool>(false)
  /// Whether what people read on the terminal is coloured.
  static var usesColor: Bool { color.load(ordering: .relaxed) }

  /// Decides about colour: as asked for, else on a terminal, unless `NO_COLOR` is set (no-color.org).
  static func setColor(_ choice: ColorChoice) {
    let isUsed =
      switch choice {
      case .always: true
      case .never: false
      case .auto:
        isTerminal && (Environment["NO_COLOR"] ?? "").isEmpty && Environment["TERM"] != "dumb"
      }
    color.store(isUsed, ordering: .relaxed)
  }

  /// Writes whole lines at once, with control characters of names and data made visible.
  static func write(_ text: String) {
    let visible = DisplayText.visible(text, keepingLines: true)
    writeRaw((usesColor ? colored(visible) : visible) + "\n")
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

  /// The word that says how bad it is, in its colour, and the marks under a place.
  private static func colored(_ text: String) -> String {
    let words = [("error:", "1;31"), ("warning:", "1;33"), ("note:", "1;36")]
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let found = words.compactMap { word, color in
        line.firstRange(of: word).map { (range: $0, color: color) }
      }
      guard let first = found.min(by: { $0.range.lowerBound < $1.range.lowerBound }),
        first.range.lowerBound == line.startIndex || !line.hasPrefix(" ")
      else { return String(line) }
      return line[..<first.range.lowerBound] + "\u{1B}[\(first.color)m" + line[first.range]
        + "\u{1B}[0m" + line[first.range.upperBound...]
    }
    return lines.joined(separator: "\n")
  }
}
