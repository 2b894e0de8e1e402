/// Gives verbs back the *e* that the lemmatizer takes off some forms: "hopes" is of hope, "fined" of fine.
enum VerbLemma {
  /// The lemma of a verb, mended where English spelling tells from the form that it ends in *e*.
  static func mended(_ lemma: String, form: String) -> String {
    folded(restored(lemma, form: form))
  }

  /// The verb of a regular past form, by the rules of English spelling: *carried*, *planned*, *advanced*.
  static func ofPast(_ form: String) -> String {
    let stem = String(form.dropLast(2))
    let letters = Array(stem)
    guard letters.count > 2, let last = letters.last else { return form }
    if last == "i" { return stem.dropLast() + "y" }
    let before = letters[letters.count - 2]
    if last == before, !["l", "s", "z", "f"].contains(last) { return String(stem.dropLast()) }
    let takesE =
      ["c", "v", "z", "u", "g"].contains(last) || last == "s" && before != "s"
      || last == "t" && before == "a" && letters.count > 3
    return takesE ? stem + "e" : stem
  }

  /// The spelling with *z* of a verb in *-ise* or *-yse*, and the usual one of others, so that all spellings are one
  /// predicate.
  static func folded(_ verb: String) -> String {
    if let usual = usualSpelling[verb] { return usual }
    guard verb.count > 5, verb.hasSuffix("ise") || verb.hasSuffix("yse"),
      !spelledWithS.contains(verb), !prefixes.contains(where: { isSpelledWithS(verb, behind: $0) })
    else { return verb }
    return verb.dropLast(2) + "ze"
  }

  private static let prefixes = ["over", "re", "pre", "co", "out", "under", "self"]

  private static func isSpelledWithS(_ verb: String, behind prefix: String) -> Bool {
    guard verb.hasPrefix(prefix) else { return false }
    let rest = verb.dropFirst(prefix.count)
    return spelledWithS.contains(rest.first == "-" ? String(rest.dropFirst()) : String(rest))
  }

  /// Verbs in *l* that are spelled in two ways.
  private static let usualSpelling = [
    "extoll": "extol", "enrol": "enroll", "fulfil": "fulfill", "instil": "instill",
    "distil": "distill", "instal": "install", "annull": "annul", "patroll": "patrol",
    "controll": "control", "expell": "expel", "compell": "compel", "propell": "propel",
  ]

  /// A participle in the spelling of its verb ("criticised" of criticize).
  static func folded(participle: String) -> String {
    guard participle.hasSuffix("ised") || participle.hasSuffix("ysed") else { return participle }
    let verb = String(participle.dropLast())
    return folded(verb) == verb ? participle : folded(verb) + "d"
  }

  private static let spelledWithS: Set<String> = [
    "advise", "revise", "comprise", "exercise", "promise", "praise", "surprise", "supervise",
    "advertise", "compromise", "disguise", "despise", "devise", "excise", "franchise", "improvise",
    "merchandise", "televise", "appraise", "apprise", "bruise", "cruise", "chastise", "circumcise",
    "demise", "incise", "upraise", "reprise", "premise", "treatise", "arise", "enterprise",
  ]

  private static func restored(_ lemma: String, form: String) -> String {
    guard form.hasPrefix(lemma) else { return lemma }
    switch form.dropFirst(lemma.count) {
    case "es" where !takesSyllable(lemma): return lemma + "e"
    case "ed" where doublesConsonant(lemma), "ing" where doublesConsonant(lemma):
      return lemma + "e"
    case "d" where !mayEndInE(lemma): return ofPast(form)
    default: return lemma
    }
  }

  /// Whether English spelling lets a verb end with this *e*: the lemmatizer gives one to verbs that it does not know
  /// ("gutte", "retweete").
  private static func mayEndInE(_ verb: String) -> Bool {
    guard verb.count > 4, verb.hasSuffix("e"), !endingInE.contains(verb) else { return true }
    let letters = Array(verb.dropLast())
    let (last, before) = (letters[letters.count - 1], letters[letters.count - 2])
    let vowels: Set<Character> = ["a", "e", "i", "o", "u"]
    if vowels.contains(last) || ["s", "z", "v", "c", "g"].contains(last) { return true }
    if last == before { return false }
    if last == "r", before == "e" { return false }
    if vowels.contains(before) {
      // In "guide" and "persuade" the *u* is no vowel of its own.
      let isGlide =
        letters.count > 3 && letters[letters.count - 3] == "u"
        && ["g", "q", "s"].contains(letters[letters.count - 4])
      return isGlide || !vowels.contains(letters[letters.count - 3])
    }
    return last == "l" || last == "h"
      || last == "t" && before == "s" && letters[letters.count - 3] == "a"
  }

  private static let endingInE: Set<String> = [
    "route", "reroute", "interfere", "adhere", "persevere", "revere", "cohere", "premiere",
    "gazette", "queue", "require", "acquire", "inquire", "enquire", "squire", "quote", "misquote",
    "quake", "equate", "requite", "unite", "bathe",
  ]

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
