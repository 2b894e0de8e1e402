import Graph

/// The stems by which a question's words are found in those of texts: inflection does not count, nor British and
/// American spelling.
final class WordStems {
  private var known: [String: String] = [:]

  /// The stem of a word, in small letters and without accents.
  func stem(_ word: String) -> String {
    if let stem = known[word] { return stem }
    let stem = Self.stem(of: foldedName(word))
    known[word] = stem
    return stem
  }

  /// The stems of a text's words.
  func stems(of text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "’" || $0 == ".") }
      .map { word in
        var word = word
        for ending in ["'s", "’s"] where word.hasSuffix(ending) { word = word.dropLast(2) }
        return stem(String(word))
      }
  }

  /// How alike two stems are: 1 for the same, 0.7 where one begins with most of the other ("withdraw",
  /// "withdrawal").
  static func likeness(_ one: String, _ other: String) -> Double {
    if one == other { return 1 }
    let (short, long) = one.utf8.count <= other.utf8.count ? (one, other) : (other, one)
    guard short.utf8.count >= 5 else { return 0 }
    let shared = zip(short.utf8, long.utf8).prefix { $0 == $1 }.count
    return shared >= max(5, short.utf8.count - 1) && long.utf8.count - shared <= 5 ? 0.7 : 0
  }

  private static func stem(of word: String) -> String {
    if word == "men" { return "man" }
    // "fishermen", but not "specimen"
    if word.hasSuffix("men"), word.utf8.count > 5, let before = word.dropLast(3).last,
      !"iou".contains(before)
    {
      return word.dropLast(3) + "man"
    }
    if word.utf8.count < 4 || word.utf8.first.map({ $0 < 97 }) ?? true { return word }
    var stem = plurals[word] ?? word
    if let base = verbBases(word).first, isIrregular(word, base) { stem = base }
    for (ending, replacement) in endings
    where stem.hasSuffix(ending) && stem.utf8.count - ending.utf8.count >= 3 {
      stem = stem.dropLast(ending.count) + replacement
      break
    }
    // stopped → stop
    let letters = Array(stem.utf8)
    if stem != word, letters.count > 3, letters[letters.count - 1] == letters[letters.count - 2],
      ![UInt8(ascii: "s"), UInt8(ascii: "l"), UInt8(ascii: "e")].contains(
        letters[letters.count - 1])
    {
      stem.removeLast()
    }
    if stem.hasSuffix("e") { stem.removeLast() }
    if stem.hasSuffix("y") { stem = stem.dropLast() + "i" }
    // criticise, criticize
    if stem.hasSuffix("is"), stem.utf8.count > 5 { stem = stem.dropLast() + "z" }
    return stem
  }

  private static func isIrregular(_ form: String, _ base: String) -> Bool {
    !form.hasSuffix("ed") && !form.hasSuffix("ing") && !form.hasSuffix("s") && base != form
      && !verbsThemselves.contains(form)
  }

  /// Past forms that are verbs of their own too: "found" a firm.
  private static let verbsThemselves: Set<String> = ["found", "lay", "bore"]

  private static let plurals = ["women": "woman", "children": "child", "wives": "wife"]

  private static let endings: [(String, String)] = [
    ("sses", "ss"), ("ies", "y"), ("ied", "y"), ("ss", "ss"), ("ings", ""), ("ing", ""),
    ("eed", "eed"), ("ed", ""), ("es", "e"), ("us", "us"), ("is", "is"), ("s", ""),
  ]
}
