/// What a pronoun or a description means.
enum Referent: Hashable, Sendable {
  /// Index of an entity of the document.
  case entity(Int)
  /// The head of a noun phrase that names nobody.
  case phrase(Place)
  /// Whoever holds an office, which this document does not tell.
  case office(Office)
}

/// What a pronoun or description was found to mean, and how surely.
struct Resolution: Sendable {
  var place: Place
  /// What it means; several where it means them together, none where it means nothing that the text names.
  var referents: [Referent]
  /// How likely it is to mean that.
  var probability: Double
  /// Whether facts may rest on it.
  var isSure: Bool
  /// Whether it is a description rather than a pronoun.
  var isDescription = false
  /// The column of the table of weights that was used, where choices are asked for.
  var column = ""
  /// All that it could mean, where they are asked for; the last is that it means nothing named.
  var choices: [Choice] = []

  /// One of the things that a pronoun could mean.
  struct Choice: Sendable {
    var referents: [Referent]
    /// Where the text before the pronoun tells of it.
    var places: [Place]
    var probability: Double
    var features: PronounFeatures
  }
}
