/// Text made safe for DOT. The limits are those of Graphviz: a quoted string over 16,384 characters is a syntax error.
public enum DotText {
  /// Characters of a text that are shown.
  public static let limit = 300

  /// A quoted string for a tooltip: one line, cut, entities and quotes escaped.
  static func tooltip(_ text: String) -> String {
    "\"" + lines(text).map(quotedContent).joined(separator: "\\n") + "\""
  }

  /// A quoted identifier or attribute without line breaks.
  static func quoted(_ text: String) -> String { "\"" + quotedContent(text) + "\"" }

  /// Text between the tags of an HTML-like label; never empty, which Graphviz does not accept.
  public static func html(_ text: String) -> String {
    var result = ""
    for scalar in cut(text).unicodeScalars where !isControl(scalar) {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result.isEmpty ? " " : result
  }

  /// The words of a label in lines of about `width` characters, at most `limit` lines.
  public static func wrapped(_ text: String, width: Int, lines limit: Int) -> [String] {
    var result: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        result.append(line)
        line = ""
      }
      line +=
        (line.isEmpty ? "" : " ")
        + (word.count > 2 * width ? word.prefix(2 * width - 1) + "…" : word)
    }
    if !line.isEmpty { result.append(line) }
    if result.count > limit {
      result.removeSubrange(limit...)
      result[limit - 1] += " …"
    }
    return result.isEmpty ? [" "] : result
  }

  /// A backslash is an escape in labels and tooltips alike, so it is written as an entity.
  private static func quotedContent(_ text: String) -> String {
    var result = ""
    for scalar in cut(text).unicodeScalars where !isControl(scalar) {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\": result += "&#92;"
      case "\"": result += "\\\""
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
  }

  private static func cut(_ text: String) -> String {
    text.unicodeScalars.count <= limit
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit - 1))) + "…"
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .surrogate, .lineSeparator, .paragraphSeparator: true
    // Characters that turn the direction of the text around them.
    case .format:
      [0x061C, 0x200E, 0x200F].contains(scalar.value)
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    // XML 1.0 has no place for these, and SVG is XML.
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }
}
