/// A set of ASCII characters as two words: a member is found without a branch or a look into memory.
struct ByteSet: Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(_ contains: (UInt8) -> Bool) {
    for byte: UInt8 in 0..<128 where contains(byte) {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
    }
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    let word = byte < 64 ? low : high
    return byte < 128 && word >> UInt64(byte & 63) & 1 != 0
  }
}

/// Sets of bytes and of characters of the RDF grammars (RDF 1.1 N-Triples, section 7; RDF 1.1 Turtle, section 6.5).
struct ByteClasses: Sendable {
  /// For occasional use; a scanner keeps a copy of its own, which needs no check that it was made.
  static let shared = ByteClasses()

  let letter = ByteSet(isLetter)
  let digit = ByteSet(isDigit)
  let letterOrDigit = ByteSet { isLetter($0) || isDigit($0) }
  /// What a scheme consists of.
  let inScheme = ByteSet { isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) }
  /// Ends the plain part of an IRI: what IRIREF excludes, `>` and `\` among it.
  let endsIRI = ByteSet { $0 <= 0x20 || "<>\"{}|^`\\".utf8.contains($0) }
  /// Ends the plain part of a string: `"`, `\` and the ends of a line.
  let endsString = ByteSet { "\"\\\n\r".utf8.contains($0) }
  /// Cannot go on a blank node's label; bytes from 0x80 on need a closer look.
  let endsLabel = ByteSet { !isLetter($0) && !isDigit($0) && !"_-.".utf8.contains($0) }
  /// Ends the plain part of a name after its prefix, `%` and `\` among it.
  let endsLocalName = ByteSet { !isLetter($0) && !isDigit($0) && !"_-.:".utf8.contains($0) }
  /// What `\` can stand before in such a name.
  let escapedInName = ByteSet { "_~.-!$&'()*+,;=/?#@%".utf8.contains($0) }
  let hexadecimal = ByteSet { isDigit($0) || (0x41...0x46).contains($0 & 0xDF) }
  /// What numbers consist of.
  let inNumber = ByteSet { isDigit($0) || "+-.eE".utf8.contains($0) }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

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
