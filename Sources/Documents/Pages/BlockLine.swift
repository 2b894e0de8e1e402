import Base

/// The text of a block as it is put together.
struct BlockLine {
  private var bytes: [UInt8] = []
  /// Scalars of the text that are links.
  private(set) var linkLength = 0
  /// The first text in it.
  var firstText = 0
  /// Line breaks since the last text.
  var breaks = 0
  private var isSpacePending = false

  var isEmpty: Bool { bytes.isEmpty }
  var text: String { String(decoding: bytes, as: UTF8.self).trimmingSpaces() }

  mutating func addSpace() { isSpacePending = !bytes.isEmpty }

  /// Ends a cell of a table.
  mutating func endCell() {
    guard !bytes.isEmpty else { return }
    isSpacePending = false
    if bytes.suffix(3).elementsEqual(" | ".utf8) { return }
    bytes.append(contentsOf: " | ".utf8)
  }

  /// Adds text, each run of white space as one space.
  mutating func append(_ text: ArraySlice<UInt8>, isLink: Bool) {
    var place = text.startIndex
    while place < text.endIndex {
      let byte = text[place]
      if TagScanner.isSpace(byte) {
        addSpace()
        place += 1
      } else if byte == 0xC2, place + 1 < text.endIndex, text[place + 1] == 0xA0 {
        addSpace()
        place += 2
      } else {
        if isSpacePending, bytes.last != 32 { bytes.append(32) }
        isSpacePending = false
        bytes.append(byte)
        if isLink, byte & 0xC0 != 0x80 { linkLength += 1 }
        place += 1
      }
    }
  }

  /// Adds text as it stands.
  mutating func appendKept(_ text: ArraySlice<UInt8>, isLink: Bool) {
    bytes.append(contentsOf: text)
    if isLink { linkLength += text.count }
  }

  /// Whether the text goes on behind a line break: a single one, before the rest of a sentence.
  func runsOn(before next: UInt8) -> Bool {
    guard breaks == 1, let last = bytes.last else { return false }
    if ".!?:;\")".utf8.contains(last) { return false }
    // Typographic marks of quotation and the ellipsis.
    if bytes.suffix(3).elementsEqual("”".utf8) || bytes.suffix(3).elementsEqual("…".utf8) {
      return false
    }
    return (97...122).contains(next) || bytes.count >= 50
  }
}
