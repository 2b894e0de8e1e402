import Base

/// Values of metadata as words to be shown: without references to characters and without invisible ones.
enum PlainWords {
  static func text(of value: String) -> String {
    let decoded = value.contains("&") || value.contains("</") ? decoded(value) : value
    return String(
      String.UnicodeScalarView(decoded.unicodeScalars.filter { !isInvisible($0) })
    ).collapsingSpaces()
  }

  /// Characters that take no place within a word.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// References decoded, and markup taken out, as the parser does it.
  private static func decoded(_ value: String) -> String {
    let tree = PageParser.tree(of: PageTrimmer(Array(value.utf8)).kept)
    return tree.count > 0 ? tree.text(of: 0) : value
  }
}
