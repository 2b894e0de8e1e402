/// Finds the predicate behind a form that no text has shown yet: "restricts" where only "restricted" was
/// seen.
enum InflectedNames {
  /// The names that `form` may be an inflection of, its first word taken as a verb; the likeliest first.
  static func bases(of form: String) -> [String] {
    let folded = foldedName(form)
    let words = folded.split(separator: " ", maxSplits: 1)
    guard let verb = words.first else { return [] }
    let rest = words.count > 1 ? " " + words[1] : ""
    return bases(ofVerb: String(verb)).map { $0 + rest }
  }

  private static func bases(ofVerb verb: String) -> [String] {
    func without(_ ending: String) -> String? {
      verb.count > ending.count + 1 && verb.hasSuffix(ending)
        ? String(verb.dropLast(ending.count)) : nil
    }
    var found: [String] = []
    if let stem = without("ies") ?? without("ied") { found.append(stem + "y") }
    if let stem = without("s") { found.append(stem) }
    if let stem = without("es") { found.append(stem) }
    for ending in ["ed", "ing"] {
      guard let stem = without(ending) else { continue }
      found += [stem, stem + "e"]
      // "planned": the last consonant was doubled.
      let letters = Array(stem)
      if letters.count > 2, letters[letters.count - 1] == letters[letters.count - 2] {
        found.append(String(stem.dropLast()))
      }
    }
    return found
  }
}
