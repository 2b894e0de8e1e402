import Documents
import TestSupport
import Testing

@Suite struct NormalizedTextTests {
  private func normalized(_ text: String, _ skipped: [Range<Int>]) -> NormalizedText {
    NormalizedText(.init(start: 0, text: text, role: .body, skipped: skipped))
  }

  /// ASCII is read by its bytes, other text by its scalars: a letter behind it must not change what is before.
  @Test(
    arguments: [
      ("The mill\nwas sold.", []), ("The  mill \t was\r\nsold.", []),
      ("A mill- \n  wright", [6..<11]),
      ("> The mill\n> was sold.", [0..<2, 11..<13]), ("The mill.", [8..<9]), ("", []), (" x ", []),
    ] as [(String, [Range<Int>])])
  func everyTextIsReadTheSameWay(_ text: String, _ skipped: [Range<Int>]) {
    let plain = normalized(text, skipped)
    let other = normalized(text + "\u{E9}", skipped)
    #expect(plain.text + "\u{E9}" == other.text)
    for place in 0...plain.text.unicodeScalars.count {
      #expect(plain.origin(of: place) == other.origin(of: place))
    }
  }
}
