/// Tells texts that are written in capitals throughout, as news of an older kind and telegrams are.
enum Capitals {
  /// Letters with a case that are looked at, and the fewest that tell.
  private static let reach = 4000
  private static let least = 40

  /// Whether nineteen in twenty letters of the lines are capitals.
  static func fill(_ lines: [RawDocument.Line]) -> Bool {
    var (capital, small) = (0, 0)
    for line in lines where line.role == nil || line.role == .body || line.role == .title {
      for scalar in line.text.unicodeScalars {
        if scalar.properties.isUppercase {
          capital += 1
        } else if scalar.properties.isLowercase {
          small += 1
        }
      }
      if small * 19 > capital + least || capital > reach { break }
    }
    return capital >= least && small * 19 <= capital
  }

  /// Words in capitals as they would be written else, for what only their form tells: a sentence with one capital,
  /// other lines with one for each word.
  static func eased(_ words: String) -> String {
    let last = words.unicodeScalars.last { !"\"”')]".unicodeScalars.contains($0) }
    let isSentence = last.map { ".!?".unicodeScalars.contains($0) } ?? false
    var isFirst = true
    var result = ""
    for character in words {
      result += isFirst ? String(character) : character.lowercased()
      if isFirst, character.isLetter { isFirst = false }
      if !isSentence, character == " " { isFirst = true }
    }
    return result
  }
}
