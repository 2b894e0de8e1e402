import Base

/// Text as a terminal shows it: its width in columns, cut to a width, and free of control characters.
enum DisplayText {
  /// The columns that a terminal gives to `text`, which holds no control characters.
  static func width(of text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + width(of: $1) }
  }

  /// The columns of one grapheme cluster: that of its widest scalar, 2 for an emoji presentation sequence.
  static func width(of character: Character) -> Int {
    var width = 0
    for scalar in character.unicodeScalars {
      width = max(width, EastAsianWidth.columns(of: scalar))
      if scalar.value == 0xFE0F { width = 2 }
    }
    return width
  }

  /// `text`, if it has more columns than `width`, cut there with `…`.
  static func cut(_ text: String, to width: Int) -> String {
    if self.width(of: text) <= width { return text }
    var result = ""
    var used = 0
    for character in text {
      let columns = self.width(of: character)
      if used + columns > width - 1 { break }
      result.append(character)
      used += columns
    }
    return result + "…"
  }

  /// `text` with control characters (C0, DEL, C1, and those that turn the direction of writing) written as
  /// escapes; `keepingLines` leaves newline and tab as they are.
  static func visible(_ text: String, keepingLines: Bool = false) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }),
      text.unicodeScalars.contains(where: isControl)
    else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if !isControl(scalar) || (keepingLines && (scalar == "\n" || scalar == "\t")) {
        result.append(scalar)
        continue
      }
      switch scalar {
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\t": result.append(contentsOf: "\\t".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result.append(contentsOf: "\\u{\(digits)}".unicodeScalars)
      }
    }
    return String(result)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
      true
    default: false
    }
  }
}
