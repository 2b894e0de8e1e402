import Graph

/// A name as documents spell it differently and mean the same: without accents, titles, initials' full stops and
/// suffixes of generations, with the spellings of other alphabets ("Zelenskyy", "Zelensky") made one.
struct NameForm: Hashable {
  /// The words of the name, folded.
  let words: [String]

  private static let suffixes: Set<String> = ["jr", "sr", "ii", "iii", "iv"]

  init(_ name: String, _ knowledge: Knowledge) {
    var words = foldedName(name).split(whereSeparator: { $0 == " " || $0 == "," })
      .map(Self.spelling)
    if words.count > 1, words[0] == "the" { words.removeFirst() }
    while words.count > 2, let kind = knowledge.titles[words[0]], kind == .courtesy || kind == .rank
    {
      words.removeFirst()
    }
    if words.count > 2, Self.suffixes.contains(words[words.count - 1]) { words.removeLast() }
    self.words = words
  }

  /// What is compared: of persons and organisations letters only, so that "Jae-myung" and "Jaemyung", "J. D." and "JD" meet.
  func key(of kind: DocumentEntity.Kind) -> String {
    switch kind {
    case .person, .thing, .organization, .product: words.joined()
    default: words.joined(separator: " ")
    }
  }

  /// With the many ends of Slavic names made one.
  private static func spelling(_ word: Substring) -> String {
    for ending in ["iy", "yy", "yi", "ii", "ij"] where word.hasSuffix("k" + ending) {
      return word.dropLast(2) + "y"
    }
    return String(word)
  }
}
