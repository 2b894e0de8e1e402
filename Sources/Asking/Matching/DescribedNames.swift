import Extraction
import Graph

/// Names that a text takes up by a noun: "the ferry" for the Nordstjernen, "the museum" for the Van Houten Museum.
struct DescribedNames {
  let texts: GraphTexts
  let nearness: PredicateNearness
  let stems: WordStems

  /// Whether a bare noun of a document may stand for one that a name means: for what the document mentions, and what the
  /// graph says is such a thing, or whose own name ends in the noun. Persons are told by pronouns and offices, which the
  /// extraction resolves.
  func isMeant(_ name: LinkedName, by noun: String, in document: Int64) throws -> Bool {
    guard !name.isAdjective, noun.count > 2 else { return false }
    let stem = stems.stem(noun)
    return try name.matches.contains { match in
      guard !match.types.contains("person"),
        try texts.isMentioned(match.value, inDocument: document)
      else { return false }
      let ending = match.label.split(separator: " ").last.map { stems.stem(String($0)) }
      if ending == stem, match.label.contains(" ") { return true }
      return try texts.nouns(of: match.value).contains {
        $0 == stem || nearness.nearness(ofNoun: stem, to: $0) >= Self.leastNearness
      }
    }
  }

  private static let leastNearness = 0.8
}
