/// Tells English from other languages by the small words that no text does without, and by the script.
///
/// A few words tell nothing; a paragraph of twelve words or more is judged rightly in nearly all languages that
/// are written with Latin letters, since three in ten words of a text are among the commonest of its language.
struct LanguageGuess: Sendable, Equatable {
  /// Words that are looked at of each paragraph.
  private static let reach = 300
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

  init() { others = [Int](repeating: 0, count: Self.languages.count) }

  init(_ text: String) {
    self.init()
    add(text)
  }

  /// Looks at more of the text.
  mutating func add(_ text: String) {
    var seen = 0
    for word in text.split(whereSeparator: { !$0.isLetter && $0 != "'" && $0 != "’" }) {
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
      // What English has in common with another language tells nothing.
      guard !Self.englishWords.contains(lower) else {
        english += 1
        continue
      }
      for (index, language) in Self.languages.enumerated() where language.words.contains(lower) {
        others[index] += 1
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
    return Self.languages[best].name
  }

  /// Whether a quarter of the words are among the commonest of English.
  var isSurelyEnglish: Bool { english * 4 >= words && words >= Self.leastWords }

  /// The commonest words of English.
  private static let englishWords: Set<String> = [
    "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "was", "on", "with", "as", "he",
    "be", "by", "at", "his", "from", "are", "this", "have", "had", "not", "but", "they", "she",
    "which", "or", "an", "were", "we", "been", "has", "their", "who", "will", "would", "her",
    "there", "what", "about", "more", "when", "you", "said", "its", "i", "after", "than", "into",
    "could", "other", "over", "also", "my", "your", "our", "if", "can", "may",
  ]

  private struct Language: Sendable {
    let name: String
    let words: Set<String>
  }

  /// The commonest words of languages that are written with Latin letters.
  private static let languages: [Language] = [
    Language(
      name: "French",
      words: [
        "le", "la", "les", "des", "du", "de", "et", "un", "une", "est", "que", "qui", "dans",
        "pour",
        "sur", "au", "aux", "par", "pas", "plus", "avec", "ce", "se", "il", "elle", "ne", "sont",
        "ont", "été", "cette", "ces", "son", "sa", "ses", "mais", "comme", "à", "en", "l", "d", "a",
      ]),
    Language(
      name: "German",
      words: [
        "der", "die", "das", "und", "in", "zu", "den", "dem", "des", "mit", "von", "ist", "im",
        "für", "auf", "nicht", "ein", "eine", "einen", "einem", "einer", "sich", "auch", "als",
        "an", "es", "er", "sie", "wie", "bei", "nach", "aus", "wird", "hat", "war", "werden",
        "dass",
        "am", "zum", "zur", "haben", "sind", "oder", "um",
      ]),
    Language(
      name: "Spanish",
      words: [
        "el", "la", "los", "las", "de", "del", "y", "en", "que", "un", "una", "es", "por", "con",
        "para", "se", "su", "sus", "al", "lo", "como", "más", "no", "o", "este", "esta", "fue",
        "ha",
        "son", "entre", "pero", "sobre", "también", "desde", "hasta", "a",
      ]),
    Language(
      name: "Italian",
      words: [
        "il", "lo", "la", "i", "gli", "le", "di", "del", "della", "dei", "delle", "e", "è", "in",
        "che", "un", "una", "per", "con", "non", "si", "da", "dal", "dalla", "al", "alla", "nel",
        "nella", "sono", "ha", "hanno", "anche", "come", "più", "ma", "su", "sul", "questo", "a",
      ]),
    Language(
      name: "Portuguese",
      words: [
        "o", "a", "os", "as", "de", "do", "da", "dos", "das", "e", "em", "no", "na", "nos", "nas",
        "que", "um", "uma", "para", "com", "por", "não", "se", "é", "foi", "ao", "à", "mais",
        "como",
        "mas", "sua", "seu", "pela", "pelo", "são", "também",
      ]),
    Language(
      name: "Dutch",
      words: [
        "de", "het", "een", "van", "en", "in", "is", "dat", "op", "te", "zijn", "met", "voor",
        "niet",
        "aan", "er", "om", "als", "ook", "bij", "door", "naar", "uit", "maar", "over", "werd",
        "wordt",
        "heeft", "hij", "ze", "deze", "dit", "die", "worden", "nog",
      ]),
    Language(
      name: "a Scandinavian language",
      words: [
        "och", "og", "i", "att", "at", "det", "som", "en", "på", "är", "er", "av", "af", "för",
        "for",
        "med", "til", "till", "den", "har", "de", "inte", "ikke", "om", "ett", "et", "men", "var",
        "sig", "seg", "från", "fra", "kan", "så", "vil", "hade", "havde", "hadde",
      ]),
    Language(
      name: "Polish",
      words: [
        "i", "w", "z", "na", "do", "się", "nie", "jest", "że", "to", "o", "po", "od", "za", "dla",
        "przez", "jak", "który", "która", "które", "był", "była", "było", "są", "oraz", "także",
        "ale",
        "przy", "jego", "tym",
      ]),
    Language(
      name: "Czech or Slovak",
      words: [
        "a", "v", "na", "se", "je", "že", "s", "z", "do", "o", "k", "i", "za", "by", "ale", "jako",
        "pro", "po", "od", "byl", "byla", "bylo", "jsou", "který", "která", "které", "sa", "ako",
      ]),
    Language(
      name: "Turkish",
      words: [
        "ve", "bir", "bu", "da", "de", "için", "ile", "olarak", "daha", "çok", "olan", "gibi", "en",
        "kadar", "sonra", "ne", "ama", "o", "var", "dedi",
      ]),
    Language(
      name: "Romanian",
      words: [
        "și", "de", "în", "a", "la", "cu", "pe", "că", "din", "nu", "o", "un", "este", "pentru",
        "care",
        "mai", "sa", "au", "fost", "lui", "al", "ale", "prin", "dar",
      ]),
    Language(
      name: "Indonesian or Malay",
      words: [
        "yang", "dan", "di", "dari", "ini", "itu", "dengan", "untuk", "pada", "tidak", "dalam",
        "akan",
        "adalah", "ke", "oleh", "juga", "telah", "sebagai", "karena", "mereka",
      ]),
    Language(
      name: "Vietnamese",
      words: [
        "và", "của", "là", "có", "cho", "không", "được", "các", "với", "một", "trong", "những",
        "đã",
        "người", "này", "đến", "khi", "để", "từ", "về",
      ]),
    Language(
      name: "Hungarian",
      words: [
        "a", "az", "és", "hogy", "nem", "is", "egy", "volt", "meg", "de", "ez", "csak", "már",
        "még",
        "el", "ha", "mint", "vagy", "szerint", "lesz",
      ]),
    Language(
      name: "Finnish",
      words: [
        "ja", "on", "ei", "se", "että", "oli", "hän", "mutta", "ovat", "myös", "joka", "kun", "tai",
        "kuin", "sen", "ole", "mukaan", "jo", "vain", "siitä",
      ]),
  ]
}
