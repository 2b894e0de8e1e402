/// The characters of names (SPARQL 1.1 Query Language, section 19.8: PN_CHARS_BASE, PN_CHARS_U, PN_CHARS, VARNAME).
enum NameCharacters {
  static func isBase(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
      0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF,
      0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
      true
    default: false
    }
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// What a variable's name begins with.
  static func beginsVariable(_ scalar: Unicode.Scalar) -> Bool {
    isBase(scalar) || scalar == "_" || isDigit(scalar)
  }

  /// What a variable's name goes on with.
  static func isInVariable(_ scalar: Unicode.Scalar) -> Bool {
    beginsVariable(scalar) || scalar.value == 0xB7 || (0x300...0x36F).contains(scalar.value)
      || (0x203F...0x2040).contains(scalar.value)
  }

  /// What a name goes on with; a dot too, if it is not the last.
  static func isInName(_ scalar: Unicode.Scalar) -> Bool { isInVariable(scalar) || scalar == "-" }

  /// What a backslash may stand before in a local name.
  static func isEscapable(_ scalar: Unicode.Scalar) -> Bool {
    "_~.-!$&'()*+,;=/?#@%".unicodeScalars.contains(scalar)
  }
}
