import Graph

/// Forms of English verbs: a statement made of a question bears the tense that the question's auxiliary bore.
package enum VerbInflection {
  /// The form of a verb in its base form that says the same without "did", "does" or "do".
  package static func form(of verb: String, for auxiliary: String) -> String {
    switch auxiliary {
    case "did": irregularPast(verb) ?? regularPast(verb)
    case "does": thirdPerson(verb)
    default: verb
    }
  }

  private static func irregularPast(_ verb: String) -> String? {
    verb == "be" ? "was" : irregularPastForm(verb)
  }

  private static func regularPast(_ verb: String) -> String {
    if verb.hasSuffix("e") { return verb + "d" }
    if endsInConsonantAndY(verb) { return verb.dropLast() + "ied" }
    return (doublesLast(verb) ? verb + String(verb.suffix(1)) : verb) + "ed"
  }

  private static func thirdPerson(_ verb: String) -> String {
    switch verb {
    case "have": return "has"
    case "be": return "is"
    default: break
    }
    if endsInConsonantAndY(verb) { return verb.dropLast() + "ies" }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].contains { verb.hasSuffix($0) }
    return verb + (hisses ? "es" : "s")
  }

  private static let vowels: Set<Character> = ["a", "e", "i", "o", "u"]

  private static func endsInConsonantAndY(_ verb: String) -> Bool {
    guard verb.hasSuffix("y"), let before = verb.dropLast().last else { return false }
    return !vowels.contains(before)
  }

  /// Endings of verbs of more syllables that bear the stress: "refer", "commit", "control"; and the verbs that end so and
  /// bear it before: "offer", "vomit".
  private static let stressed = [
    "mit", "fer", "cur", "pel", "trol", "rebel", "deter", "equip", "abet", "regret", "annul",
    "acquit",
  ]
  private static let unstressed: Set<String> = [
    "offer", "suffer", "differ", "proffer", "pilfer", "buffer", "vomit", "limit", "gospel",
  ]

  /// Whether a regular past doubles the last letter: where it is one consonant behind one vowel, in the syllable that
  /// bears the stress ("planned", "referred", not "offered", "visited").
  private static func doublesLast(_ verb: String) -> Bool {
    let letters = Array(verb)
    guard letters.count >= 3, let last = letters.last, !vowels.contains(last),
      !["w", "x", "y"].contains(last), vowels.contains(letters[letters.count - 2])
    else { return false }
    // The "u" behind a "q" is no vowel: "quizzed".
    let isAfterQ = letters.count > 3 && letters[letters.count - 4] == "q"
    guard !vowels.contains(letters[letters.count - 3]) || isAfterQ else { return false }
    if stressed.contains(where: verb.hasSuffix), verb.count > 4 {
      return !unstressed.contains(verb)
    }
    return letters.dropLast(isAfterQ ? 3 : 2).allSatisfy { !vowels.contains($0) }
  }
}
