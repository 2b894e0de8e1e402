import Graph

/// A name as documents spell it differently and mean the same: without accents, titles, initials' full stops and
/// suffixes of generations, with the spellings of other alphabets ("Zelenskyy", "Zelensky") made one.
struct NameForm: Hashable {
  /// The words of the name, folded.
  let words: [String]

  /// What some texts leave out and others tell bearers apart by: initials in the middle and suffixes of generations.
  let distinction: String
  /// Without initials in the middle.
  private let plainWords: [String]

  /// How companies are constituted.
  static let constitutions = plainConstitutions.union([
    "incorporated", "corporation", "co", "company", "limited", "lp", "ag", "sa", "ab", "kk",
  ])
  /// Those that are nothing else in a text, also in small letters.
  static let plainConstitutions: Set<String> = [
    "inc", "corp", "ltd", "plc", "llc", "llp", "gmbh", "nv", "bv", "spa", "pty", "asa", "oyj",
  ]

  init(_ name: String, _ knowledge: Knowledge) {
    var words = foldedName(name).split(whereSeparator: { $0 == " " || $0 == "," })
      .map(Self.spelling)
    if words.count > 1, words[0] == "the" { words.removeFirst() }
    while words.count > 2, let kind = knowledge.titles[words[0]], kind == .courtesy || kind == .rank
    {
      words.removeFirst()
    }
    var distinction = ""
    if words.count > 2, let suffix = words.last, PersonName.generations.contains(suffix) {
      words.removeLast()
      distinction = suffix
    }
    while words.count > 1, let last = words.last, Self.constitutions.contains(last) || last == "&" {
      words.removeLast()
    }
    self.words = words
    var plain = words
    if words.count > 2, words[0].count > 1 {
      let initials = words[1..<(words.count - 1)].filter { $0.count == 1 }
      plain = [words[0]] + words[1...].dropLast().filter { $0.count > 1 } + [words[words.count - 1]]
      distinction = initials.joined() + distinction
    }
    plainWords = plain
    self.distinction = distinction
  }

  /// What is compared: of persons and organisations letters only, so that "Jae-myung" and "Jaemyung", "J. D." and "JD" meet.
  func key(of kind: DocumentEntity.Kind) -> String {
    switch kind {
    case .person, .thing: plainWords.joined()
    case .organization, .product: words.joined()
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
