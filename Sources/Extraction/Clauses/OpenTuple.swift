/// One relation of open extraction: phrases of the sentence as it stands.
struct OpenTuple: Sendable {
  /// A token of the sentence, or a word that it does not have ("is", "has").
  enum Piece: Sendable, Hashable {
    case token(Int)
    case word(String)
  }

  /// Which rule made it.
  enum Kind: String, Sendable {
    case object = "svo"
    case objectAndClause = "svoc"
    case copula = "cop"
    case quality = "acomp"
    case qualityOfPhrase = "acomp-prep"
    case qualityOfClause = "acomp-x"
    case content = "comp"
    case preposition = "prep"
    case adverbial = "adv"
    case intransitive = "intrans"
    case possessive = "poss"
    case possessiveName = "poss-name"
    case possessivePronoun = "poss-pron"
    case apposition = "appos"
    case title
  }

  var subject: [Piece]
  var predicate: [Piece]
  var arguments: [[Piece]]
  var kind: Kind
  /// Label of the clause's verb; nil for relations inside noun phrases.
  var clause: Dependency?
}
