import Glibc

/// Makes keys of the bytes that come from the terminal. No byte behind a key is read, so that nothing typed ahead is
/// lost to the program that has the terminal next.
struct KeyReader {
  /// Becomes readable at SIGINT.
  let interruptPipe: Int32
  let terminal: RawTerminal

  private enum Event {
    case byte(UInt8)
    case interrupt, windowChange, timeout, end
  }

  /// How long Escape waits for what may belong to it; so long as in other programs.
  private static let escapeDelay: Int32 = 500
  private static let longestSequence = 32

  /// Whether more has been typed already.
  var hasInput: Bool {
    var file = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&file, 1, 0) > 0 && file.revents & Int16(POLLIN) != 0
  }

  /// Waits for the next key.
  func next() -> Key {
    switch event(noticesChanges: true) {
    case .byte(let byte): key(from: byte, depth: 0)
    case .interrupt: .interrupt
    case .windowChange: .windowChange
    case .timeout: .unknown
    case .end: .endOfInput
    }
  }

  private func key(from byte: UInt8, depth: Int) -> Key {
    switch byte {
    case 0x1B: depth < 2 ? escaped(depth: depth) : .unknown
    case 0x0A, 0x0D: .enter
    case 0x09: .tab
    case 0x08, 0x7F: .backspace
    case 0x03: .interrupt
    case 0x00..<0x20: .control(Unicode.Scalar(byte + 0x40))
    default: character(from: byte).map { .text($0) } ?? .endOfInput
    }
  }

  /// The scalar that begins with a byte; what is no UTF-8 becomes a replacement character.
  private func character(from first: UInt8) -> Unicode.Scalar? {
    var bytes = [first]
    let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    while bytes.count < length {
      guard case .byte(let byte) = event(within: Self.escapeDelay) else { break }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.first
  }

  private func escaped(depth: Int) -> Key {
    guard case .byte(let byte) = event(within: Self.escapeDelay) else { return .escape }
    return switch byte {
    case UInt8(ascii: "["): controlSequence()
    case UInt8(ascii: "O"): applicationKey()
    default: KeySequence.withAlt(key(from: byte, depth: depth + 1))
    }
  }

  /// What follows `ESC [`.
  private func controlSequence() -> Key {
    var parameters = ""
    for _ in 0..<Self.longestSequence {
      guard case .byte(let byte) = event(within: Self.escapeDelay) else { return .unknown }
      switch byte {
      case UInt8(ascii: "["):
        // A function key of the console: a letter follows.
        _ = event(within: Self.escapeDelay)
        return .unknown
      case UInt8(ascii: "$"), 0x40...0x7E:
        if byte == UInt8(ascii: "~"), parameters == "200" { return paste() }
        return KeySequence.key(parameters: parameters, last: Unicode.Scalar(byte))
      case 0x20..<0x40: parameters.unicodeScalars.append(Unicode.Scalar(byte))
      default: return .unknown
      }
    }
    return .unknown
  }

  /// What follows `ESC O`.
  private func applicationKey() -> Key {
    var hasModifier = false
    for _ in 0..<Self.longestSequence {
      guard case .byte(let byte) = event(within: Self.escapeDelay) else { return .unknown }
      if (0x30..<0x3C).contains(byte) {
        hasModifier = byte > UInt8(ascii: "2") && byte != UInt8(ascii: ";")
        continue
      }
      let letter = Unicode.Scalar(byte)
      return KeySequence.letter(letter, hasModifier: hasModifier || ("a"..."d").contains(letter))
    }
    return .unknown
  }

  /// What comes up to the end mark of a bracketed paste. Ctrl-C ends one whose mark does not come; what then waits is
  /// thrown away, so that no part of it is run.
  private func paste() -> Key {
    let end = Array("\u{1B}[201~".utf8)
    var bytes: [UInt8] = []
    while !bytes.suffix(end.count).elementsEqual(end) {
      switch event() {
      case .byte(0x03), .interrupt:
        tcflush(STDIN_FILENO, TCIFLUSH)
        return .interrupt
      case .byte(let byte): bytes.append(byte)
      case .windowChange, .timeout: continue
      case .end: return .endOfInput
      }
    }
    return .paste(PastedText.plain(String(decoding: bytes.dropLast(end.count), as: UTF8.self)))
  }

  /// - Parameters:
  ///   - delay: in milliseconds; -1 is without end
  ///   - noticesChanges: whether a change of the window is told; within a key it waits.
  private func event(within delay: Int32 = -1, noticesChanges: Bool = false) -> Event {
    while true {
      // One that is negative is passed over.
      var files = [STDIN_FILENO, interruptPipe, noticesChanges ? terminal.changes : -1].map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      let count = poll(&files, nfds_t(files.count), delay)
      if count < 0 {
        if errno == EINTR { continue }
        return .end
      }
      if count == 0 { return .timeout }
      var byte: UInt8 = 0
      if files[1].revents != 0 {
        _ = read(interruptPipe, &byte, 1)
        return .interrupt
      }
      if files[2].revents != 0 { return .windowChange }
      let read = Glibc.read(STDIN_FILENO, &byte, 1)
      if read == 1 { return .byte(byte) }
      if read < 0, errno == EINTR || errno == EAGAIN { continue }
      return .end
    }
  }
}
