import TextAnalysis

/// The words of a line: as they stand, in lower case, and in their dictionary form, each kept once.
struct TreeWords: Sendable {
  /// The words before it is known which of them are verbs.
  struct Forms: Sendable {
    fileprivate var number: [Int32] = []
    fileprivate var texts: [String] = []
    fileprivate var lowers: [String] = []

    /// How many letters stand before the hyphen of each word that has one by `joints`.
    fileprivate var prefixes: [Int] = []

    /// A word and the letters before the hyphen that it has in the line.
    private struct Key: Hashable {
      var text: Int32
      var prefix: Int
    }

    /// `joints` are the scalars of the analysed text before which the line has a hyphen.
    init(_ analysis: Analysis, joints: [Int]) {
      var numbers: [Key: Int32] = [:]
      number.reserveCapacity(analysis.count)
      var left = joints[...]
      for token in analysis.text.indices {
        let start = Int(analysis.start[token])
        while let joint = left.first, joint <= start { left.removeFirst() }
        var key = Key(text: analysis.text[token], prefix: 0)
        if let joint = left.first {
          let length = analysis.string(key.text).unicodeScalars.count
          if joint < start + length { key.prefix = joint - start }
        }
        if let known = numbers[key] {
          number.append(known)
          continue
        }
        let text = Self.hyphenated(analysis.string(key.text), after: key.prefix)
        numbers[key] = Int32(texts.count)
        number.append(Int32(texts.count))
        texts.append(text)
        lowers.append(text.lowercased())
        prefixes.append(key.prefix)
      }
    }

    fileprivate static func hyphenated(_ word: String, after prefix: Int) -> String {
      guard prefix > 0 else { return word }
      return String(word.prefix(prefix)) + "-" + word.dropFirst(prefix)
    }

    func text(_ token: Int) -> String { texts[Int(number[token])] }
    func lower(_ token: Int) -> String { lowers[Int(number[token])] }
  }

  /// What decides on the dictionary form of a word.
  private struct Key: Hashable {
    var word: Int32
    var lemma: Int32
    var isVerbal: Bool
    var isPast: Bool
  }

  private let forms: Forms
  private let lemmaNumber: [Int32]
  private let lemmas: [String]

  init(_ forms: Forms, _ analysis: Analysis, pos: [PartOfSpeech], tag: [Tag]) {
    self.forms = forms
    var numbers: [Key: Int32] = [:]
    var lemmas: [String] = []
    lemmaNumber = analysis.lemma.indices.map { token in
      let key = Key(
        word: forms.number[token], lemma: analysis.lemma[token], isVerbal: pos[token].isVerbal,
        isPast: tag[token] == .past)
      if let known = numbers[key] { return known }
      numbers[key] = Int32(lemmas.count)
      lemmas.append(
        Self.lemma(
          analysis.string(key.lemma), forms.lower(token), key,
          prefix: forms.prefixes[Int(key.word)]))
      return Int32(lemmas.count - 1)
    }
    self.lemmas = lemmas
  }

  /// Verbs that an apostrophe shortens, whichever apostrophe the text has.
  private static let contractions = [
    "’m": "be", "'m": "be", "’re": "be", "'re": "be", "’s": "be", "'s": "be", "’ve": "have",
    "'ve": "have",
  ]

  private static func lemma(
    _ lemma: String, _ lower: String, _ key: Key, prefix: Int
  ) -> String {
    if prefix > 0 { return hyphenated(lemma, lower, key, prefix) }
    guard key.isVerbal else { return lemma }
    if let whole = contractions[lower] { return whole }
    // A form that the tagger took for an adjective is its own lemma there.
    let isForm = key.isPast && lemma.hasSuffix("ed") && lemma == lower
    return VerbLemma.mended(isForm ? VerbLemma.ofPast(lemma) : lemma, form: lower)
  }

  /// The dictionary form of a word with a prefix: the hyphen stays, but where both spellings are usual.
  private static func hyphenated(_ lemma: String, _ lower: String, _ key: Key, _ prefix: Int)
    -> String
  {
    let start = lower.prefix(prefix)
    let form = String(lower.dropFirst(prefix + 1))
    let joined = String(start) + form
    let whole = Self.lemma(lemma, String(joined), key, prefix: 0)
    guard whole.hasPrefix(start) else { return whole }
    let isOneWord =
      start == "re" || start == "de" || form.hasPrefix("ordinat") || form.hasPrefix("operat")
    return isOneWord ? whole : String(start) + "-" + whole.dropFirst(prefix)
  }

  func text(_ token: Int) -> String { forms.text(token) }
  func lower(_ token: Int) -> String { forms.lower(token) }
  func lemma(_ token: Int) -> String { lemmas[Int(lemmaNumber[token])] }
}
