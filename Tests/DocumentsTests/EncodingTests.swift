import Documents
import Testing

@Suite struct EncodingTests {
  private func page(_ charset: String, _ bytes: [UInt8]) -> [UInt8] {
    Array("<!doctype html><meta charset=\"\(charset)\"><p>The town of ".utf8) + bytes
      + Array(" elected a mayor on Monday.</p>".utf8)
  }

  @Test(arguments: [
    ("windows-1251", [0xCC, 0xEE, 0xF1, 0xEA, 0xE2, 0xE0] as [UInt8], "Москва"),
    ("Shift_JIS", [0x93, 0x8C, 0x8B, 0x9E], "東京"), ("euc-jp", [0xC5, 0xEC, 0xB5, 0xFE], "東京"),
    ("gb2312", [0xB1, 0xB1, 0xBE, 0xA9], "北京"), ("big5", [0xA5, 0x5F, 0xA8, 0xCA], "北京"),
    ("iso-8859-2", [0xA3, 0xF3, 0x64, 0xBC], "Łódź"), ("iso-8859-1", [0x93, 0x58, 0x94], "“X”"),
    ("utf-8", [0x5A, 0xFC, 0x72, 0x69, 0x63, 0x68], "Zürich"),
    ("iso-8859-1", [0x5A, 0xC3, 0xBC, 0x72, 0x69, 0x63, 0x68], "Zürich"),
    ("no-such-one", [0x5A, 0xFC, 0x72, 0x69, 0x63, 0x68], "Zürich"),
  ])
  func pagesAreReadInTheirEncoding(charset: String, bytes: [UInt8], name: String) throws {
    let document = try #require(
      try DocumentReader().documents(of: page(charset, bytes), source: "a.html").first)
    #expect(document.lines.map(\.text) == ["The town of \(name) elected a mayor on Monday."])
  }

  @Test func whatCannotBeSeenInAWordIsNotAnalysed() {
    let line = "The mayor dis\u{AD}missed Uwe Hal\u{AD}\u{200B}ler on Monday."
    let text = NormalizedText(SourceDocument.Line(start: 0, text: line, role: .body))
    #expect(text.text == "The mayor dismissed Uwe Haller on Monday.")
    let scalars = Array(line.unicodeScalars)
    // Each scalar leads back to its own in the line.
    for (place, scalar) in text.text.unicodeScalars.enumerated() {
      #expect(scalars[text.origin(of: place)] == scalar)
    }
  }
}
