/// The columns of a scalar on a terminal, after Unicode Standard Annex #11 (East Asian Width): 2 for Wide and
/// Fullwidth, 0 for what combines with the scalar before it or is not shown, else 1.
package enum EastAsianWidth {
  package static func columns(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value == 0xAD ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    // Vowels and final consonants of Hangul that join the syllable before them.
    if (0x1160...0x11FF).contains(value) { return 0 }
    if value < 0x1100 { return 1 }
    return isWide(value) || scalar.properties.isEmojiPresentation ? 2 : 1
  }

  /// Blocks whose assigned and reserved scalars are Wide or Fullwidth; the single emoji among other blocks have
  /// the property `Emoji_Presentation`.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // Hangul syllable beginnings
    0x2329...0x232A,  // angle brackets
    0x2E80...0x303E,  // CJK radicals, ideographic description, CJK punctuation
    0x3041...0x33FF,  // kana, bopomofo, Hangul compatibility, enclosed CJK
    0x3400...0x4DBF,  // CJK extension A
    0x4E00...0xA4CF,  // CJK ideographs, Yi
    0xA960...0xA97F,  // Hangul extended A
    0xAC00...0xD7A3,  // Hangul syllables
    0xF900...0xFAFF,  // CJK compatibility ideographs
    0xFE10...0xFE19,  // vertical forms
    0xFE30...0xFE6F,  // CJK compatibility forms, small forms
    0xFF01...0xFF60,  // fullwidth forms
    0xFFE0...0xFFE6,  // fullwidth signs
    0x16FE0...0x18DFF,  // Tangut, Khitan
    0x1AFF0...0x1B2FF,  // kana supplements, Nüshu
    0x1F200...0x1F265,  // enclosed ideographs
    0x1F300...0x1F64F,  // pictographs
    0x1F680...0x1F6FF,  // transport
    0x1F900...0x1F9FF,  // supplemental pictographs
    0x20000...0x3FFFD,  // CJK extensions B and on
  ]

  private static func isWide(_ value: UInt32) -> Bool {
    var low = 0
    var high = wideRanges.count
    while low < high {
      let middle = (low + high) / 2
      if wideRanges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wideRanges.count && wideRanges[low].contains(value)
  }
}
