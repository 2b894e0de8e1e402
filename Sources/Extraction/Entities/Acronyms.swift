/// Finds the acronyms that stand in parentheses behind what they are short for: "the Republic of Korea (ROK)".
struct Acronyms {
  let knowledge: Knowledge
  let lines: [AnalyzedLine]

  private static let small: Set<String> = ["of", "the", "and", "for", "in", "on", "to", "de"]
  /// How many words a name with an acronym may have.
  private static let reach = 12

  /// The full name's key by the acronym's.
  func expansions(of mentions: [Mention]) -> [NameKey: NameKey] {
    var result: [NameKey: NameKey] = [:]
    let order = MentionIndex(mentions, lines: lines.count)
    for (index, mention) in mentions.enumerated() where mention.tokens.count == 1 {
      let tree = lines[mention.line].tree
      let token = mention.tokens.lowerBound
      let letters = mention.surface.filter { $0.isLetter }
      guard token > 1, token + 1 < tree.count, tree.text(token - 1) == "(",
        tree.text(token + 1) == ")", letters.count > 1, letters.count(where: \.isUppercase) > 1,
        result[mention.key] == nil,
        let full = fullName(
          before: token - 1, letters,
          order.mentions(before: Place(line: mention.line, token: token), andLinesBefore: 0).lazy
            .filter { $0 < index }.map { mentions[$0] }, mention.line)
      else { continue }
      result[mention.key] = full
    }
    return result
  }

  private func fullName(
    before end: Int, _ letters: String, _ earlier: some BidirectionalCollection<Mention>,
    _ line: Int
  ) -> NameKey? {
    let tree = lines[line].tree
    for mention in earlier.reversed() where mention.country == nil {
      guard end - mention.tokens.lowerBound <= Self.reach else { break }
      let words = (mention.tokens.lowerBound..<end).map { tree.text($0) }
      let initials = words.filter { !Self.small.contains($0.lowercased()) }.compactMap(\.first)
      let isMatch = String(initials).uppercased() == letters.uppercased()
      let isBeside = mention.tokens.upperBound == end && mention.tokens.count > 1
      if isMatch || isBeside, mention.key.count > 1 { return mention.key }
    }
    return nil
  }
}
