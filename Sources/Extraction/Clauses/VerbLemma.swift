/// Gives verbs back the *e* that the lemmatizer takes off some forms: "hopes" is of hope, "fined" of fine.
enum VerbLemma {
  /// The lemma of a verb, mended where English spelling tells from the form that it ends in *e*.
  static func mended(_ lemma: String, form: String) -> String {
    guard form.hasPrefix(lemma) else { return lemma }
    switch form.dropFirst(lemma.count) {
    case "es" where !takesSyllable(lemma): return lemma + "e"
    case "ed" where doublesConsonant(lemma), "ing" where doublesConsonant(lemma):
      return lemma + "e"
    default: return lemma
    }
  }

  /// Whether the third person is made with -es: after a hissing sound or *o*.
  private static func takesSyllable(_ verb: String) -> Bool {
    ["s", "x", "z", "ch", "sh", "o"].contains { verb.hasSuffix($0) }
  }

  /// Whether the verb is one short syllable that doubles its consonant before -ed and -ing: *stop*, *plan*.
  private static func doublesConsonant(_ verb: String) -> Bool {
    let vowels: Set<Character> = ["a", "e", "i", "o", "u", "y"]
    let letters = Array(verb)
    guard letters.count >= 3, letters.count(where: vowels.contains) == 1,
      let last = letters.last, !["w", "x", "y"].contains(last)
    else { return false }
    return !vowels.contains(last) && vowels.contains(letters[letters.count - 2])
  }
}
