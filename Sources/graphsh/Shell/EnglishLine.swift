/// Tells questions in English from programs.
enum EnglishLine {
  /// Whether a line is a question or a request in English: a word that opens one, and another word behind a blank.
  /// In GQL a name stands before a parenthesis, an operator or the end of its statement.
  static func isQuestion(_ line: String) -> Bool {
    let words = line.split { $0 == " " || $0 == "\t" }
    guard words.count > 1, openers.contains(words[0].lowercased()),
      let second = words[1].unicodeScalars.first
    else { return false }
    return second.properties.isAlphabetic || second == "'" || second == "\""
  }

  private static let openers: Set<String> = [
    "who", "whom", "whose", "what", "which", "when", "where", "why", "how", "is", "are", "was",
    "were", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would", "list",
    "name", "show", "tell", "give", "find", "in", "at", "from", "by", "for", "to", "since", "on",
    "with", "all", "everyone", "everybody", "people",
  ]
}
