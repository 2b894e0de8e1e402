/// Divides the text of a migration into statements, without comments around them and without what ends them.
struct SchemaStatements: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var place = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func next() -> String? {
    skipBlanks()
    let start = place
    var (isMaking, isTrigger) = (false, false)
    var words = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "'"), UInt8(ascii: "\""): skipQuoted(bytes[place])
      case UInt8(ascii: "-") where at(place + 1) == UInt8(ascii: "-"): skipLine()
      case UInt8(ascii: ";") where !isTrigger || hasEnded(from: start):
        defer { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where words < 3:
        let word = self.word()
        words += 1
        if words == 1 { isMaking = word.elementsEqual("CREATE".utf8) }
        if isMaking, word.elementsEqual("TRIGGER".utf8) { isTrigger = true }
      default: place += 1
      }
    }
    return nil
  }

  private func at(_ place: Int) -> UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func word() -> ArraySlice<UInt8> {
    let start = place
    while let byte = at(place), byte != 32, byte != 10, byte != UInt8(ascii: ";") { place += 1 }
    return bytes[start..<place]
  }

  private mutating func skipBlanks() {
    while let byte = at(place) {
      if byte == UInt8(ascii: "-"), at(place + 1) == byte {
        skipLine()
      } else if byte == 32 || byte == 10 || byte == 13 || byte == 9 {
        place += 1
      } else {
        return
      }
    }
  }

  private mutating func skipLine() {
    while let byte = at(place), byte != 10 { place += 1 }
  }

  private mutating func skipQuoted(_ mark: UInt8) {
    place += 1
    while let byte = at(place), byte != mark { place += 1 }
    place += 1
  }

  /// Whether the statement, a trigger, has come to the end of its body.
  private func hasEnded(from start: Int) -> Bool {
    bytes[start..<place].suffix(4).elementsEqual("\nEND".utf8)
  }
}
