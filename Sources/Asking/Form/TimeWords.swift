import Base

/// Words that name a time.
enum TimeWords {
  /// Whether a word is a month or a year.
  static func isTime(_ word: String) -> Bool {
    months[word] != nil || word.count == 4 && word.allSatisfy(\.isNumber)
  }

  /// What a date in ISO form holds for a month or a year.
  static func form(of word: String) -> String { months[word].map { "-" + $0 } ?? word }

  private static let months: [String: String] = {
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    return Dictionary(
      uniqueKeysWithValues: names.enumerated().map { ($1, $0 < 9 ? "0\($0 + 1)" : "\($0 + 1)") })
  }()
}
