/// Text from another window.
enum PastedText {
  /// The text with newlines between its lines, blanks for tabs, and without other control characters, which nobody
  /// sees in what they copy.
  static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\r": result.append("\n")
      case "\n": if last != "\r" { result.append("\n") }
      case "\t": result.append(contentsOf: "  ".unicodeScalars)
      default: if scalar.properties.generalCategory != .control { result.append(scalar) }
      }
      last = scalar
    }
    return String(result)
  }
}
