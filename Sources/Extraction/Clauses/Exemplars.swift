/// Members of a group that its phrase names: "firms such as Norvia and Tarn", "several senators, including Ana Ruiz".
extension Tree {
  private static let openings: Set<String> = ["as", "including", "like"]

  /// The heads of the members that the phrase of a plural noun names; what is true of the group is true of them.
  func exemplars(of noun: Int) -> [Int] {
    // "a number of firms such as Norvia"
    if tag[noun] == .noun, let of = child(noun, .prep), lower(of) == "of",
      let members = child(of, .pobj), tag[members] == .nouns, Self.amounts.contains(lemma(noun))
    {
      return exemplars(of: members)
    }
    guard tag[noun] == .nouns else { return [] }
    return children(noun, .prep).flatMap { preposition -> [Int] in
      guard preposition > noun, Self.openings.contains(lower(preposition)),
        lower(preposition) != "as" || opensExamples(preposition)
      else { return [] }
      return children(preposition, .pobj).flatMap(coordinated).filter {
        [.noun, .properNoun].contains(pos[$0])
      }
    }
  }

  private static let amounts: Set<String> = [
    "number", "group", "range", "series", "variety", "handful", "host", "dozen", "list", "array",
  ]

  /// Whether a preposition is that of "such as", which relates nobody to what it names.
  func opensExamples(_ preposition: Int) -> Bool {
    preposition > 0 && lower(preposition) == "as" && lower(preposition - 1) == "such"
  }
}
