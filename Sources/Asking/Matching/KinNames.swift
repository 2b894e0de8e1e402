/// Nouns for what people are to one another, with what the other one is in turn: whose niece one is, is one's uncle or aunt.
enum KinNames {
  /// Whether a noun is one of them.
  static func isKin(_ noun: String) -> Bool { converses[noun] != nil }

  /// What the other one is, by his or her gender; several words where that is not known.
  static func converse(of noun: String, isFemale: Bool?) -> String? {
    guard let (male, female) = converses[noun] else { return nil }
    if male == female { return male }
    return isFemale.map { $0 ? female : male } ?? "\(male) or \(female)"
  }

  private static let converses: [String: (male: String, female: String)] = {
    let groups: [([String], (String, String))] = [
      (["nephew", "niece"], ("uncle", "aunt")), (["uncle", "aunt"], ("nephew", "niece")),
      (["son", "daughter", "child"], ("father", "mother")),
      (["father", "mother", "parent"], ("son", "daughter")),
      (["brother", "sister", "sibling", "twin"], ("brother", "sister")),
      (["half-brother", "half-sister"], ("half-brother", "half-sister")),
      (["husband", "wife", "spouse"], ("husband", "wife")),
      (["grandson", "granddaughter", "grandchild"], ("grandfather", "grandmother")),
      (["grandfather", "grandmother", "grandparent"], ("grandson", "granddaughter")),
      (["cousin"], ("cousin", "cousin")),
      (["stepson", "stepdaughter"], ("stepfather", "stepmother")),
      (["stepfather", "stepmother"], ("stepson", "stepdaughter")),
      (["father-in-law", "mother-in-law"], ("son-in-law", "daughter-in-law")),
      (["son-in-law", "daughter-in-law"], ("father-in-law", "mother-in-law")),
      (["brother-in-law", "sister-in-law"], ("brother-in-law", "sister-in-law")),
      (["student", "pupil", "disciple"], ("teacher", "teacher")),
      (["teacher", "tutor", "mentor"], ("student", "student")),
      (["predecessor"], ("successor", "successor")),
      (["successor"], ("predecessor", "predecessor")),
    ]
    var found: [String: (male: String, female: String)] = [:]
    for (nouns, converse) in groups {
      for noun in nouns { found[noun] = (converse.0, converse.1) }
    }
    return found
  }()
}
