import Glibc

/// Reads entries from a terminal that cannot move its cursor, or of which nobody says whether it can: the terminal
/// itself takes lines, and each is shown behind its prompt.
final class PlainLines {
  private let interruptPipe: Int32
  private let language: any EntryLanguage

  init(interruptPipe: Int32, language: any EntryLanguage) {
    self.interruptPipe = interruptPipe
    self.language = language
  }

  /// Whether the type of a terminal, as `TERM` names it, is of this kind.
  static func areAll(of type: String?) -> Bool {
    ["", "dumb", "unknown", "emacs", "cons25"].contains(type ?? "")
  }

  /// Reads one entry; Ctrl-C drops what was typed of it.
  func read() -> LineEditor.Input {
    var entry = ""
    var mayLeave = false
    while true {
      let reading = EntryReading(Array(entry), cursor: nil, isColored: false)
      write(reading.prompts.last ?? "")
      var line: [UInt8] = []
      switch readLine(&line) {
      case .interrupt:
        // The terminal has written ^C.
        write("\n")
        entry = ""
        mayLeave = false
        continue
      case .end where line.isEmpty:
        if entry.isEmpty || mayLeave {
          write("\n")
          return .end
        }
        mayLeave = true
        write("\n" + language.incompleteAtEnd + "\n")
        continue
      case .end, .line: break
      }
      mayLeave = false
      entry += String(decoding: line, as: UTF8.self)
      if language.isComplete(entry) { return .entry(entry + "\n") }
      if let hint = language.hint(for: entry) { write(hint + "\n") }
      entry += "\n"
    }
  }

  private enum LineEnd { case line, interrupt, end }

  private func readLine(_ line: inout [UInt8]) -> LineEnd {
    while true {
      var files = [STDIN_FILENO, interruptPipe].map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      if poll(&files, nfds_t(files.count), -1) < 0 {
        if errno == EINTR { continue }
        return .end
      }
      var byte: UInt8 = 0
      if files[1].revents != 0 {
        _ = Glibc.read(interruptPipe, &byte, 1)
        return .interrupt
      }
      let count = Glibc.read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count == 1 else { return .end }
      if byte == UInt8(ascii: "\n") { return .line }
      line.append(byte)
    }
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(STDOUT_FILENO, bytes, bytes.count)
  }
}
