import Schema

/// Tells English from other languages by the small words that no text does without, and by the script.
///
/// A few words tell nothing; a paragraph of twelve words or more is judged rightly in nearly all languages that
/// are written with Latin letters, since three in ten words of a text are among the commonest of its language. The words
/// are those of `schema/languages.tsv`.
struct LanguageGuess: Sendable, Equatable {
  /// Words that are looked at of each paragraph.
  private static let reach = 120
  /// With fewer words a paragraph is too short to be judged by itself.
  static let leastWords = 8
  private static let leastHits = 3

  /// Words looked at.
  private(set) var words = 0
  /// Words among the commonest of English, and of each other language that is known.
  private var english = 0
  private var others: [Int]
  /// Letters of the Latin alphabet, and others.
  private var latin = 0
  private var foreign = 0

  init() { others = [Int](repeating: 0, count: Self.common.names.count) }

  init(_ text: String) {
    self.init()
    add(text)
  }

  /// Looks at more of the text.
  mutating func add(_ text: String) {
    var seen = 0
    for word in text.split(
      maxSplits: Self.reach, whereSeparator: { !$0.isLetter && $0 != "'" && $0 != "’" })
    {
      seen += 1
      if seen > Self.reach { return }
      words += 1
      let lower = word.lowercased()
      for scalar in lower.unicodeScalars {
        if scalar.value < 0x250 || (0x1E00..<0x2000).contains(scalar.value) {
          latin += 1
        } else {
          foreign += 1
        }
      }
      switch Self.common.languages[lower] {
      case nil: break
      case 0: english += 1
      case .some(var languages):
        while languages != 0 {
          others[languages.trailingZeroBitCount] += 1
          languages &= languages - 1
        }
      }
    }
  }

  mutating func add(_ other: LanguageGuess) {
    words += other.words
    english += other.english
    latin += other.latin
    foreign += other.foreign
    for index in others.indices { others[index] += other.others[index] }
  }

  /// The name of the language, where it is not English and there are words enough to tell.
  var foreignName: String? {
    guard words >= Self.leastWords || foreign > 20 else { return nil }
    if foreign > latin { return "a language of another script" }
    guard let best = others.indices.max(by: { (others[$0], $1) < (others[$1], $0) }) else {
      return nil
    }
    // English has a third of its words among these; a text with fewer than a tenth and more of another is that one's.
    // A name or two of a short text may hold a word of another language.
    guard others[best] >= Self.leastHits, others[best] > english, others[best] * 8 >= words,
      english * 5 < words
    else { return nil }
    return Self.common.names[best]
  }

  /// Whether a quarter of the words are among the commonest of English.
  var isSurelyEnglish: Bool { english * 4 >= words && words >= Self.leastWords }

  /// The commonest words of the languages that are known.
  private struct CommonWords {
    /// The languages other than English.
    private(set) var names: [String] = []
    /// Which of them have a word, as bits; none for words of English, which tell nothing of the others.
    private(set) var languages: [String: UInt32] = [:]

    init() {
      for row in Schema.languages.split(separator: "\n").dropFirst() {
        let fields = row.split(separator: "\t")
        guard fields.count == 2 else { continue }
        let isEnglish = fields[0] == "English"
        for word in fields[1].split(separator: " ") {
          if isEnglish {
            languages[String(word)] = 0
          } else if languages[String(word)] != 0 {
            languages[String(word), default: 0] |= 1 << UInt32(names.count)
          }
        }
        if !isEnglish { names.append(String(fields[0])) }
      }
    }
  }

  private static let common = CommonWords()
}
