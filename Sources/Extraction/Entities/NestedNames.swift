/// Finds the names that are parts of longer ones: "Boston" in "Boston Red Sox", "Andy Warhol" in "Andy Warhol Foundation".
///
/// A part is a name that the document mentions by itself as well. Linear in the words of the names.
struct NestedNames {
  let knowledge: Knowledge
  let mentions: [Mention]
  let entities: [DocumentEntity]
  let lines: [AnalyzedLine]

  /// A part of a mention and what it names.
  struct Part {
    var line: Int
    var tokens: Range<Int>
    var entity: Int
  }

  /// The longest parts, those that begin a name first.
  func parts() -> [Part] {
    var known: [String: Int] = [:]
    for mention in mentions where mention.entity >= 0 {
      guard mayBePart(mention) else { continue }
      if let other = known[mention.surface], other != mention.entity {
        known[mention.surface] = Self.doubtful
      } else {
        known[mention.surface] = mention.entity
      }
    }
    return mentions.flatMap { parts(of: $0, known) }
  }

  private static let doubtful = -1

  private func mayBePart(_ mention: Mention) -> Bool {
    switch entities[mention.entity].kind {
    case .country, .place, .organization: true
    // A family name alone may be anybody's.
    case .person: mention.key.count > 1
    default: false
    }
  }

  private func parts(of mention: Mention, _ known: [String: Int]) -> [Part] {
    guard mention.entity >= 0, mention.tokens.count > 1, mention.tokens.count <= Self.longest,
      entities[mention.entity].kind != .person, entities[mention.entity].kind != .country
    else { return [] }
    let tree = lines[mention.line].tree
    var result: [Part] = []
    var first = mention.tokens.lowerBound
    while first < mention.tokens.upperBound {
      guard tree.isCapitalized(first), !isBehindGivenName(first, mention, tree) else {
        first += 1
        continue
      }
      var end = mention.tokens.upperBound
      var found: Part?
      while end > first, found == nil {
        if end - first < mention.tokens.count, let entity = known[tree.text(first..<end)],
          entity != Self.doubtful, entity != mention.entity
        {
          found = Part(line: mention.line, tokens: first..<end, entity: entity)
        }
        end -= 1
      }
      if let found { result.append(found) }
      first = found?.tokens.upperBound ?? first + 1
    }
    return result
  }

  /// "George | Washington University" is called after somebody, not after the city.
  private func isBehindGivenName(_ token: Int, _ mention: Mention, _ tree: Tree) -> Bool {
    guard token > mention.tokens.lowerBound else { return false }
    let before = tree.text(token - 1)
    return knowledge.likelyGender(ofName: before) != nil || before.hasSuffix(".")
  }

  private static let longest = 16
}
