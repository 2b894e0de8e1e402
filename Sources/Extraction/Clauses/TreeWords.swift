import TextAnalysis

/// The words of a line: as they stand, in lower case, and in their dictionary form, each kept once.
struct TreeWords: Sendable {
  /// The words before it is known which of them are verbs.
  struct Forms: Sendable {
    fileprivate var number: [Int32] = []
    fileprivate var texts: [String] = []
    fileprivate var lowers: [String] = []

    init(_ analysis: Analysis) {
      var numbers: [Int32: Int32] = [:]
      number.reserveCapacity(analysis.count)
      for id in analysis.text {
        if let known = numbers[id] {
          number.append(known)
          continue
        }
        let text = analysis.string(id)
        numbers[id] = Int32(texts.count)
        number.append(Int32(texts.count))
        texts.append(text)
        lowers.append(text.lowercased())
      }
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
      lemmas.append(Self.lemma(analysis.string(key.lemma), forms.lower(token), key))
      return Int32(lemmas.count - 1)
    }
    self.lemmas = lemmas
  }

  private static func lemma(_ lemma: String, _ lower: String, _ key: Key) -> String {
    guard key.isVerbal else { return lemma }
    // A form that the tagger took for an adjective is its own lemma there.
    let isForm = key.isPast && lemma.hasSuffix("ed") && lemma == lower
    return VerbLemma.mended(isForm ? VerbLemma.ofPast(lemma) : lemma, form: lower)
  }

  func text(_ token: Int) -> String { forms.text(token) }
  func lower(_ token: Int) -> String { forms.lower(token) }
  func lemma(_ token: Int) -> String { lemmas[Int(lemmaNumber[token])] }
}
