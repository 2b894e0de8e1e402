/// Tells a hyphen that parts a word at the end of a line from one that the word has.
struct LineEndHyphens {
  /// The words of the text in lower case, those with hyphens whole; made when the first is asked for.
  private lazy var words: Set<String> = Self.words(of: text)
  private let text: [Unicode.Scalar]

  init(_ text: [Unicode.Scalar]) { self.text = text }

  private static let marks: Set<Unicode.Scalar> = ["-", "\u{2010}", "\u{AD}"]
  /// First parts that keep their hyphen.
  private static let prefixes: Set<String> = [
    "self", "co", "ex", "non", "anti", "pro", "pre", "post", "well", "half", "vice", "all", "high",
    "low", "long", "short", "full", "part", "re", "so", "mid", "semi", "two", "three", "four",
    "five", "six", "seven", "eight", "nine", "ten", "twenty", "thirty", "forty", "fifty", "sixty",
    "seventy", "eighty", "ninety", "first", "second", "third", "north", "south", "east", "west",
    "far", "ill", "old", "new", "cross",
  ]

  /// What is left out where the second line goes on with a word of the first: the hyphen and what is between the
  /// lines where the parts are one word, what is between them where the word has a hyphen; nil where no hyphen ends the line.
  mutating func joint(of first: TextLine, _ second: TextLine) -> Range<Int>? {
    let hyphen = first.end - 1
    guard hyphen > first.start, Self.marks.contains(text[hyphen]), second.start < second.end else {
      return nil
    }
    var begin = hyphen
    while begin > first.start, text[begin - 1].properties.isAlphabetic { begin -= 1 }
    var end = second.start
    while end < second.end, text[end].properties.isAlphabetic { end += 1 }
    if text[hyphen] == "\u{AD}" { return hyphen..<second.start }
    let before = String(String.UnicodeScalarView(text[begin..<hyphen]))
    let after = String(String.UnicodeScalarView(text[second.start..<end]))
    guard !before.isEmpty, !after.isEmpty else {
      // "1914-" and "1918" are one span; a dash after a space is a dash.
      return text[hyphen - 1].isASCIIDigit && text[second.start].isASCIIDigit
        ? first.end..<second.start : nil
    }
    if !second.beginsLowerCase(in: text) { return first.end..<second.start }
    let keepsHyphen = first.end..<second.start
    let lower = (before.lowercased(), after.lowercased())
    if words.contains(lower.0 + lower.1) { return hyphen..<second.start }
    if words.contains(lower.0 + "-" + lower.1) || Self.prefixes.contains(lower.0) {
      return keepsHyphen
    }
    // Two parts that are both words of the text, such as "cargo-" and "ship", are more likely a compound.
    let areWords =
      lower.0.utf8.count > 3 && lower.1.utf8.count > 3 && words.contains(lower.0)
      && words.contains(lower.1)
    return areWords ? keepsHyphen : hyphen..<second.start
  }

  private static func words(of text: [Unicode.Scalar]) -> Set<String> {
    var words: Set<String> = []
    var word = String.UnicodeScalarView()
    func close(at end: Int) {
      // The part of a word before a hyphen at a line's end is none.
      if !word.isEmpty, word.last != "-" { words.insert(String(word).lowercased()) }
      word = String.UnicodeScalarView()
    }
    for (place, scalar) in text.enumerated() {
      if scalar.properties.isAlphabetic || scalar == "-" && !word.isEmpty {
        word.append(scalar)
      } else if !word.isEmpty {
        close(at: place)
      }
    }
    close(at: text.count)
    return words
  }
}
