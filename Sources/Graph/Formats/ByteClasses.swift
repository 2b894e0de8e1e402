/// Sets of bytes and of characters of the RDF grammars (RDF 1.1 N-Triples, section 7; RDF 1.1 Turtle, section 6.5).
///
/// One table look-up a byte, in a value that a scanner keeps for itself: a global would be checked for its
/// initialisation at every look-up.
struct ByteClasses {
  /// Ends the plain part of an IRI: what IRIREF excludes, `>` and `\` among it.
  static let endsIRI: UInt8 = 1
  /// Ends the plain part of a string: `"`, `\` and the ends of a line.
  static let endsString: UInt8 = 2
  /// Cannot go on a blank node's label; bytes from 0x80 on need a closer look.
  static let endsLabel: UInt8 = 4
  /// Letters, digits, `+`, `-`, `.`: what a scheme consists of.
  static let inScheme: UInt8 = 8
  static let letter: UInt8 = 16
  static let digit: UInt8 = 32

  private var table = InlineArray<256, UInt8>(repeating: 0)

  init() {
    for byte in UInt8.min...UInt8.max {
      var classes: UInt8 = 0
      if byte <= 0x20 || "<>\"{}|^`\\".utf8.contains(byte) { classes |= Self.endsIRI }
      if "\"\\\n\r".utf8.contains(byte) { classes |= Self.endsString }
      let isLetter = (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      let isDigit = (0x30...0x39).contains(byte)
      if isLetter { classes |= Self.letter | Self.inScheme }
      if isDigit { classes |= Self.digit | Self.inScheme }
      if "+-.".utf8.contains(byte) { classes |= Self.inScheme }
      if byte < 0x80, !isLetter, !isDigit, !"_-.".utf8.contains(byte) { classes |= Self.endsLabel }
      table[Int(byte)] = classes
    }
  }

  @inline(__always)
  func has(_ byte: UInt8, _ classes: UInt8) -> Bool { table[Int(byte)] & classes != 0 }

  /// PN_CHARS_BASE beyond ASCII.
  static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D,
      0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
      0x10000...0xEFFFF:
      true
    default: false
    }
  }

  /// PN_CHARS beyond ASCII.
  static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: isNameStart(scalar)
    }
  }
}
