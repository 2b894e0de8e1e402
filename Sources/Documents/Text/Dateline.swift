import Base

/// Tells the dateline from the sentence that it opens: "OSLO, May 3, 2024 (Agency) — The …".
///
/// The parser takes it for a part of the sentence, so it becomes a line of its own.
enum Dateline {
  private static let dashes: Set<Character> = ["—", "–", "-"]
  /// Longest dateline, in characters.
  private static let reach = 80

  /// The length of the dateline with its dash and the space after it, in scalars; nil where there is none.
  static func length(in line: String) -> Int? {
    let characters = Array(line.prefix(reach + 4))
    var place = 0
    while place < min(characters.count, reach) {
      if dashes.contains(characters[place]), place > 2 {
        var end = place
        while end < characters.count, dashes.contains(characters[end]) { end += 1 }
        let isApart =
          (characters[place - 1] == " " || characters[place - 1] == ")")
          && end < characters.count && characters[end] == " "
        if isApart {
          return isDateline(String(characters[..<place]).trimmingSpaces())
            ? String(characters[..<(end + 1)]).unicodeScalars.count : nil
        }
      }
      place += 1
    }
    return nil
  }

  /// A place in capitals, or a place with an agency or a date behind it.
  private static func isDateline(_ opening: String) -> Bool {
    guard let first = opening.first, first.isUppercase else { return false }
    // "Ana Ruiz (3 May 1861 – 9 June 1929) was …": a dash inside a parenthesis ends nothing.
    if let open = opening.lastIndex(of: "("), !opening[open...].contains(")") { return false }
    let words = opening.split { " ,/".contains($0) }
    guard words.count <= 10 else { return false }
    var hasAgency = false
    for word in words {
      if word.first == "(" { hasAgency = true }
      let isName =
        word.first.map { $0.isUppercase || $0.isNumber || $0 == "(" } ?? false
        || ["de", "del", "la", "el", "of", "and"].contains(word)
      guard isName else { return false }
    }
    let letters = words[0].filter(\.isLetter)
    let isCapital = letters.count > 2 && letters.allSatisfy(\.isUppercase)
    return isCapital || hasAgency && opening.last == ")" || DocumentDate.date(in: opening) != nil
  }
}
