import Extraction
import Graph

/// Finds the names of a question that the graph knows, by its index of labels and aliases.
struct NameLinker {
  let graph: KnowledgeGraph
  let knowledge: Knowledge

  /// The longest name that is looked for, in tokens.
  private static let longest = 9

  /// The longest names that the graph has, from left to right; none overlap. One look-up in an index for each run of
  /// words that begins and ends in a capital, a digit or a sign.
  func names(in tokens: [ParsedSentence.Token]) throws -> [LinkedName] {
    var result: [LinkedName] = []
    var place = 0
    while place < tokens.count {
      if var name = try longestName(from: place, tokens) {
        extend(&name, tokens, behind: result.last?.tokens.upperBound ?? 0)
        join(&name, to: &result, tokens)
        result.append(name)
        place = name.tokens.upperBound
      } else {
        place += 1
      }
    }
    return result
  }

  /// Takes in the capitals around a name that are words of its bearer's label too: "Charles Fillmore" is Charles J.
  /// Fillmore.
  private func extend(_ name: inout LinkedName, _ tokens: [ParsedSentence.Token], behind end: Int) {
    var range = name.tokens
    while range.lowerBound > end, tokens[range.lowerBound - 1].pos == .properNoun {
      let word = foldedName(tokens[range.lowerBound - 1].text)
      let found = name.matches.filter { match in
        foldedName(match.label).split(separator: " ").contains { $0 == word }
      }
      if found.isEmpty { break }
      name.matches = found
      range = range.lowerBound - 1..<range.upperBound
    }
    guard range != name.tokens else { return }
    name.tokens = range
    name.text = Self.text(tokens[range])
  }

  /// Joins a name to the one right before it where somebody bears both: "Ana" and "Lind" are Ana Maria Lind.
  private func join(
    _ name: inout LinkedName, to found: inout [LinkedName], _ tokens: [ParsedSentence.Token]
  ) {
    guard let before = found.last, before.tokens.upperBound == name.tokens.lowerBound else {
      return
    }
    let both = name.matches.filter { before.means($0.value) }
    if both.isEmpty { return }
    found.removeLast()
    name.matches = both
    name.tokens = before.tokens.lowerBound..<name.tokens.upperBound
    name.text = Self.text(tokens[name.tokens])
  }

  private func longestName(
    from start: Int, _ tokens: [ParsedSentence.Token]
  ) throws -> LinkedName? {
    guard Self.mayBegin(tokens[start], isFirst: start == 0) else { return nil }
    for end in (start + 1...min(tokens.count, start + Self.longest)).reversed() {
      guard Self.isNameLike(tokens[end - 1]) else { continue }
      // "Kim's" is no longer name than "Kim".
      if tokens[end - 1].lower == "'s" || tokens[end - 1].lower == "’s" { continue }
      let text = Self.text(tokens[start..<end])
      let matches = try matches(of: text, isOneWord: end == start + 1)
      if matches.isEmpty { continue }
      let isAdjective = tokens[end - 1].pos == .adjective && knowledge.country(meantBy: text) != nil
      return LinkedName(
        text: text, tokens: start..<end, matches: matches, isAdjective: isAdjective)
    }
    return nil
  }

  /// What a name may mean; a common noun that happens to be written so is no name.
  private func matches(of text: String, isOneWord: Bool) throws -> [EntityMatch] {
    var found = try graph.entities(named: text, atMost: 20)
    if let country = knowledge.country(meantBy: text), country != text {
      for match in try graph.entities(named: country, atMost: 4)
      where match.isLabel && !found.contains(where: { $0.value == match.value }) {
        found.append(match)
      }
    }
    let named = found.filter { $0.types != ["concept"] || Self.isName($0.label) }
    if !named.isEmpty { return isOneWord ? Self.bestKnown(named) : named }
    if isOneWord, let first = text.first, first.isUppercase {
      return Self.bestKnown(try graph.persons(withName: text))
    }
    return isOneWord ? [] : found
  }

  /// Of several persons of a family name, the one that the texts speak of, where the others are only named beside him.
  private static func bestKnown(_ matches: [EntityMatch]) -> [EntityMatch] {
    guard matches.count > 1, matches.allSatisfy({ $0.types.contains("person") && !$0.isLabel }),
      let best = matches.max(by: { $0.mentions < $1.mentions }),
      matches.allSatisfy({ $0 == best || $0.mentions * likelier <= best.mentions })
    else { return matches }
    return [best]
  }

  /// How many times as often the one has to be mentioned.
  private static let likelier = 5

  /// Whether all words of a label begin with capitals, so that it names one thing although its type is not known.
  private static func isName(_ label: String) -> Bool {
    let words = label.split(separator: " ")
    return !words.isEmpty && words.allSatisfy { $0.first?.isUppercase ?? false }
  }

  static func text(_ tokens: ArraySlice<ParsedSentence.Token>) -> String {
    var text = ""
    for (place, token) in tokens.enumerated() {
      text += token.text
      if token.space, place + 1 < tokens.count { text += " " }
    }
    return text
  }

  private static func mayBegin(_ token: ParsedSentence.Token, isFirst: Bool) -> Bool {
    guard isNameLike(token) else { return false }
    if isFirst, QuestionGrammar.questionWords.contains(token.lower) { return false }
    if isFirst, QuestionGrammar.auxiliary(token.lower) != nil { return false }
    return token.pos != .determiner
  }

  private static func isNameLike(_ token: ParsedSentence.Token) -> Bool {
    guard let first = token.text.unicodeScalars.first else { return false }
    return first.properties.isUppercase || first.properties.numericType != nil || first == "#"
  }
}
