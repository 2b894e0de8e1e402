/// Texts cut to a length.
enum Clip {
  /// At most so many Unicode scalars, with an ellipsis for what is left out.
  static func text(_ text: String, most: Int) -> String {
    guard text.utf8.count > most else { return text }
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: most, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    return String(text[..<end]) + "…"
  }
}
