import Base
import Documents
import TextAnalysis

/// Gives a text that is written in capitals throughout the case that its words have otherwise, as far as can be told.
///
/// Read in small letters, the tagger tells nouns from verbs and small words; where only nouns have capitals, the
/// recognizer tells which of them are names, and these keep them, as does a word that is in no list of English. A word that
/// is a name in one place is one in others, unless it stands behind an article as common nouns do.
/// Scalars stay where they are.
struct CapitalText {
  private let analyze: (String) -> Analysis
  private let isListed: (String) -> Bool
  /// Words in small letters that stand for a name by themselves.
  private var names: Set<String> = []

  init(analyze: @escaping (String) -> Analysis, isListed: @escaping (String) -> Bool) {
    self.analyze = analyze
    self.isListed = isListed
  }

  /// The lines in the case that they are to be read in.
  mutating func recased(_ lines: [SourceDocument.Line]) -> [SourceDocument.Line] {
    let read = lines.map { line in
      [.body, .title, .caption].contains(line.role)
        ? CapitalLine(line.text, analyze, isListed) : nil
    }
    for line in read { names.formUnion(line?.names ?? []) }
    let common = read.reduce(into: Set<String>()) { $0.formUnion($1?.common ?? []) }
    names.subtract(common)
    return zip(lines, read).map { line, read in
      var line = line
      if let read { line.text = read.text(names: names, common: common) }
      return line
    }
  }
}

/// A line of a text in capitals.
private struct CapitalLine {
  private struct Word {
    /// Scalars of the line.
    var place: Range<Int>
    var text: String
    var tag: String
    var opensSentence: Bool
    var isOfName = false
    /// Whether it is a name by itself.
    var isWholeName = false
    /// Whether a determiner or the like stands before it, as before common nouns.
    var isDetermined = false

    /// Whether it is a noun, verb, adjective or adverb that no list of English has.
    var isUnlisted = false

    var isNoun: Bool { tag.hasPrefix("N") || tag == "FW" || isUnlisted }
  }

  /// The line in small letters.
  private let small: [Unicode.Scalar]
  private var words: [Word] = []
  /// Words that stand for a name by themselves: names of one word, the first of an organization's or a place's, the
  /// last of a person's.
  private(set) var names: Set<String> = []
  /// Listed nouns that stand behind an indefinite article, a number or the like.
  private(set) var common: Set<String> = []

  private static let kinds: Set<String> = [
    "PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW",
    "LANGUAGE",
  ]

  init(
    _ text: String, _ analyze: (String) -> Analysis, _ isListed: (String) -> Bool
  ) {
    small = text.unicodeScalars.map(Self.lowercased)
    words = Self.words(of: analyze(Self.string(small)), isListed)
    for index in words.indices.dropFirst() {
      let tag = words[index - 1].tag
      words[index].isDetermined =
        ["DT", "PRP$", "WDT", "WP$"].contains(tag)
        || words[index - 1].isDetermined && (tag.hasPrefix("JJ") || tag.hasPrefix("N"))
      let isCommon = ["a", "an"].contains(words[index - 1].text) || ["CD", "PRP$"].contains(tag)
      if isCommon, words[index].tag.hasPrefix("N"), !words[index].isUnlisted {
        common.insert(words[index].text)
      }
    }
    findNames(in: analyze(withNouns))
  }

  /// The line with capitals where words can be of names.
  private var withNouns: String {
    var scalars = small
    for word in words where word.isNoun || word.tag.hasPrefix("JJ") || word.opensSentence {
      Self.capitalize(word.place, in: &scalars)
    }
    return Self.string(scalars)
  }

  private mutating func findNames(in analysis: Analysis) {
    for range in analysis.entities {
      let kind = analysis.string(analysis.entityType[range.lowerBound])
      guard Self.kinds.contains(kind) else { continue }
      let first = Int(analysis.start[range.lowerBound])
      let last = range.upperBound - 1
      let end =
        Int(analysis.start[last]) + analysis.string(analysis.text[last]).unicodeScalars.count
      let within = words.indices.filter {
        words[$0].place.lowerBound >= first && words[$0].place.upperBound <= end
          && (words[$0].isNoun || words[$0].tag.hasPrefix("JJ"))
      }
      for index in within { words[index].isOfName = true }
      if within.count == 1 { words[within[0]].isWholeName = true }
      guard let standing = kind == "PERSON" ? within.last : within.first,
        words[standing].isNoun, words[standing].text.utf8.count > 2
      else { continue }
      names.insert(words[standing].text)
    }
  }

  /// The line in the case that it is to be read in.
  func text(names: Set<String>, common: Set<String>) -> String {
    var scalars = small
    for word in words {
      let isName = word.isOfName && !(word.isWholeName && common.contains(word.text))
      if Self.isAbbreviation(word.text) {
        for place in word.place { scalars[place] = Self.uppercased(scalars[place]) }
      } else if word.opensSentence || word.isUnlisted || isName || word.text == "i"
        || word.text.hasPrefix("i'") || WeekdayNames.numbers[word.text] != nil
        || MonthNames.numbers[word.text] != nil && word.isNoun
        || names.contains(word.text) && word.isNoun && !word.isDetermined
      {
        Self.capitalize(word.place, in: &scalars)
      }
    }
    return Self.string(scalars)
  }

  /// Letters with stops between them, such as "u.s.", or without a vowel.
  private static func isAbbreviation(_ word: String) -> Bool {
    let scalars = Array(word.unicodeScalars)
    guard scalars.count > 1, scalars.allSatisfy({ $0 == "." || $0.properties.isAlphabetic }) else {
      return false
    }
    if scalars.dropLast().contains(".") {
      return scalars.enumerated().allSatisfy { ($0.offset % 2 == 1) == ($0.element == ".") }
    }
    return scalars.count <= 4 && scalars.last != "."
      && !scalars.contains { "aeiouyáéíóúäöü".unicodeScalars.contains($0) }
      && !["mr", "mrs", "ms", "dr", "st", "sr", "jr", "vs"].contains(word)
  }

  private static func words(of analysis: Analysis, _ isListed: (String) -> Bool) -> [Word] {
    var words: [Word] = []
    var opens = true
    for token in 0..<analysis.count {
      let text = analysis.string(analysis.text[token])
      let start = Int(analysis.start[token])
      if analysis.sentenceStart[token] { opens = true }
      words.append(
        Word(
          place: start..<start + text.unicodeScalars.count, text: text,
          tag: analysis.string(analysis.tag[token]), opensSentence: opens))
      let last = words.count - 1
      let isOpen = ["N", "J", "V", "R", "FW"].contains { words[last].tag.hasPrefix($0) }
      words[last].isUnlisted =
        isOpen && text.utf8.count > 2 && text.unicodeScalars.allSatisfy(\.properties.isAlphabetic)
        && !isListed(text) && !isListed(analysis.string(analysis.lemma[token]))
      // Marks of quotation stand before the first word.
      if text.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) { opens = false }
    }
    return words
  }

  // MARK: Letters

  private static func capitalize(_ place: Range<Int>, in scalars: inout [Unicode.Scalar]) {
    var isFirst = true
    for index in place {
      if isFirst { scalars[index] = uppercased(scalars[index]) }
      isFirst = scalars[index] == "-"
    }
  }

  /// The small letter of a capital, where it is one scalar.
  private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let mapped = scalar.properties.lowercaseMapping.unicodeScalars
    return mapped.count == 1 ? mapped.first ?? scalar : scalar
  }

  private static func uppercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let mapped = scalar.properties.uppercaseMapping.unicodeScalars
    return mapped.count == 1 ? mapped.first ?? scalar : scalar
  }

  private static func string(_ scalars: [Unicode.Scalar]) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}
