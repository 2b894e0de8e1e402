import Base
import Graph

/// The form of a name by which mentions are compared: lower case without accents, hyphens as spaces, "&" as "and"; the full
/// stops of abbreviations, apostrophes and a leading article left out.
struct NameKey: Hashable, Sendable {
  let words: [String]

  init(_ name: String) {
    var words: [String] = []
    var word = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case ".", "'", "’", "‘", "\"", "“", "”": continue
      case "-", "‑", "–", "—", "_", ",": break
      default:
        if !scalar.isWhiteSpace {
          word.unicodeScalars.append(scalar)
          continue
        }
      }
      if !word.isEmpty { words.append(Self.folded(word)) }
      word = ""
    }
    if !word.isEmpty { words.append(Self.folded(word)) }
    if words.count > 1, words[0] == "the" { words.removeFirst() }
    if words.count > 1 {
      words[0] = Self.opening[words[0]] ?? words[0]
      let last = words.count - 1
      words[last] = Self.closing[words[last]] ?? words[last]
    }
    self.words = words
  }

  /// What abbreviations at the beginning of a name are short for, and those at its end.
  private static let opening = ["st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"]
  private static let closing = [
    "st": "street", "ave": "avenue", "blvd": "boulevard", "rd": "road", "hwy": "highway",
    "dept": "department",
  ]

  private static func folded(_ word: String) -> String {
    if word == "&" { return "and" }
    return word.utf8.allSatisfy { $0 < 128 } ? word.lowercased() : foldedName(word)
  }

  var text: String { words.joined(separator: " ") }
  var count: Int { words.count }
  var isEmpty: Bool { words.isEmpty }
}
