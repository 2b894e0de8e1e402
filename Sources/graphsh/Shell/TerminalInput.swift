import Glibc

/// The characters that come from the terminal, until Ctrl-C.
final class TerminalInput {
  /// Becomes readable when Ctrl-C was pressed.
  private let interruptPipe: Int32
  var wasInterrupted = false

  init(interruptPipe: Int32) {
    self.interruptPipe = interruptPipe
  }

  /// The next character; nil at the end of input and after Ctrl-C. No byte after it is read, so that nothing typed
  /// ahead is lost.
  func next() -> Unicode.Scalar? {
    guard let first = nextByte() else { return nil }
    var bytes = [first]
    let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    while bytes.count < length {
      guard let byte = nextByte() else { return nil }
      bytes.append(byte)
    }
    // What is no UTF-8 becomes a replacement character.
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.first
  }

  /// What comes up to the end mark of a bracketed paste, with its line breaks as newlines.
  func paste() -> String {
    let end = Array("\u{1B}[201~".utf8)
    var bytes: [UInt8] = []
    while !bytes.suffix(end.count).elementsEqual(end) {
      guard let byte = nextByte() else { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : byte)
    }
    return String(decoding: bytes.dropLast(end.count), as: UTF8.self)
      .replacing("\t", with: "  ")
  }

  private func nextByte() -> UInt8? {
    while true {
      var files = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: interruptPipe, events: Int16(POLLIN), revents: 0),
      ]
      if poll(&files, nfds_t(files.count), -1) < 0 {
        // A changed window or a return to the foreground: libedit has dealt with it.
        if errno == EINTR { continue }
        return nil
      }
      var byte: UInt8 = 0
      if files[1].revents != 0 {
        _ = read(interruptPipe, &byte, 1)
        wasInterrupted = true
        return nil
      }
      let count = read(STDIN_FILENO, &byte, 1)
      if count == 1 { return byte }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      return nil
    }
  }
}
