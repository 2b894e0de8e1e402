/// Two spellings of one word, one of them mistaken: a letter too many, too few, another, or two exchanged ("Chatnam" for
/// "Chatham", "Untied" for "United").
enum SpellingSlip {
  /// Words of fewer letters differ by one letter too often to be one.
  private static let fewestLetters = 5

  /// Whether one word may be a slip for the other. A slip in the first letter is another word, unless it is exchanged.
  /// Linear in the length of the words.
  static func isLikely(_ first: String, _ second: String) -> Bool {
    let (a, b) = (Array(first.unicodeScalars), Array(second.unicodeScalars))
    guard first != second, min(a.count, b.count) >= fewestLetters, abs(a.count - b.count) <= 1,
      a[0] == b[0], (a + b).allSatisfy(\.properties.isAlphabetic)
    else { return false }
    var start = 0
    while start < a.count, start < b.count, a[start] == b[start] { start += 1 }
    var (endA, endB) = (a.count, b.count)
    while endA > start, endB > start, a[endA - 1] == b[endB - 1] {
      endA -= 1
      endB -= 1
    }
    let (lengthA, lengthB) = (endA - start, endB - start)
    if lengthA <= 1, lengthB <= 1 { return true }
    return lengthA == 2 && lengthB == 2 && a[start] == b[start + 1] && a[start + 1] == b[start]
  }
}
