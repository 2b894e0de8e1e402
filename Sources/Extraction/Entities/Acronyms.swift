import Base

/// Finds the acronyms that stand in parentheses behind what they are short for, "the Republic of Korea (ROK)", or before it,
/// "the ROK (Republic of Korea)".
struct Acronyms {
  let knowledge: Knowledge
  let lines: [AnalyzedLine]

  /// How many words a name with an acronym may have.
  private static let reach = 12

  /// The full name's key by the acronym's. Linear in the text.
  func expansions(of mentions: [Mention]) -> [NameKey: NameKey] {
    var result: [NameKey: NameKey] = [:]
    for (index, line) in lines.enumerated() {
      let tree = line.tree
      for token in 1..<max(1, tree.count) where tree.text(token) == "(" {
        if let short = acronym(behind: token, tree) {
          let key = NameKey(tree.text(short.token))
          guard result[key] == nil,
            let full = fullName(before: token, short, line, mentions), full != key
          else { continue }
          result[key] = full
        } else if let short = acronym(at: token - 1, tree),
          let full = name(at: token + 1, of: index, mentions)
        {
          let key = NameKey(tree.text(token - 1))
          guard result[key] == nil, Self.start(of: short, in: full.tokens, tree) != nil else {
            continue
          }
          result[key] = full.key
        }
      }
    }
    return result
  }

  /// An acronym by itself in parentheses, or a code by which something goes: "(ROK)", "(IATA: OSL)".
  private struct Short {
    var token: Int
    var letters: [Character]
    var isCode: Bool
  }

  private func acronym(behind parenthesis: Int, _ tree: Tree) -> Short? {
    var token = parenthesis + 1
    guard token + 1 < tree.count else { return nil }
    var isCode = false
    if tree.text(token + 1) == ":", acronym(at: token, tree) != nil {
      isCode = true
      token += 2
    }
    guard token + 1 < tree.count, tree.text(token + 1) == ")",
      let letters = acronym(at: token, tree)
    else { return nil }
    return Short(token: token, letters: letters, isCode: isCode)
  }

  /// The letters of an acronym, in lower case.
  private func acronym(at token: Int, _ tree: Tree) -> [Character]? {
    let text = tree.text(token)
    guard text.utf8.count <= Self.reach, text.count(where: \.isUppercase) > 1,
      text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "." || $0 == "&" })
    else { return nil }
    return Array(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  private func name(at token: Int, of line: Int, _ mentions: [Mention]) -> Mention? {
    var token = token
    let tree = lines[line].tree
    while token < tree.count, ["the", "\"", "“"].contains(tree.lower(token)) { token += 1 }
    guard token < tree.count else { return nil }
    let index = lines[line].mentionAt[token]
    guard index >= 0, mentions[index].country == nil, mentions[index].key.count > 1 else {
      return nil
    }
    return mentions[index]
  }

  /// What stands right before the parenthesis, or a name of the words that the letters are of.
  private func fullName(
    before end: Int, _ short: Short, _ line: AnalyzedLine, _ mentions: [Mention]
  ) -> NameKey? {
    let first = max(0, end - Self.reach)
    let beside = line.mentionAt[end - 1]
    // In another language the letters may be others; "Jane Orr (BBC)" is no such name.
    if beside >= 0, mentions[beside].country == nil, mentions[beside].key.count > 1,
      mentions[beside].kind != .person
        || Self.start(of: short.letters, in: mentions[beside].tokens, line.tree) != nil
    {
      return mentions[beside].key
    }
    guard !short.isCode, let start = Self.start(of: short.letters, in: first..<end, line.tree),
      case let index = line.mentionAt[start], index >= 0, mentions[index].country == nil,
      mentions[index].key.count > 1
    else { return nil }
    return mentions[index].key
  }

  /// The first of the words whose letters make an acronym, in their order, its first letter beginning a word: the
  /// algorithm of A. Schwartz and M. Hearst (2003), by words.
  static func start(of letters: [Character], in words: Range<Int>, _ tree: Tree) -> Int? {
    var letter = letters.count - 1
    for word in words.reversed() {
      let characters = Array(tree.lower(word))
      var place = characters.count - 1
      while place >= 0, letter >= 0 {
        // The first letter of all begins a word.
        if characters[place] == letters[letter], letter > 0 || place == 0 { letter -= 1 }
        place -= 1
      }
      if letter < 0 { return word }
    }
    return nil
  }
}
