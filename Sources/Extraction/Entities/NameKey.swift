import Base

/// The form of a name by which mentions are compared: lower case, hyphens as spaces, the full stops of
/// abbreviations, apostrophes and a leading article left out.
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
      if !word.isEmpty { words.append(word.lowercased()) }
      word = ""
    }
    if !word.isEmpty { words.append(word.lowercased()) }
    if words.count > 1, words[0] == "the" { words.removeFirst() }
    self.words = words
  }

  private init(words: [String]) { self.words = words }

  /// The key without the initials between a first and a last name; nil where it has none.
  var withoutInitials: NameKey? {
    guard words.count > 2, words[0].count > 1 else { return nil }
    let plain = words.indices.filter {
      $0 == 0 || $0 == words.count - 1 || words[$0].count > 1
    }
    return plain.count < words.count ? NameKey(words: plain.map { words[$0] }) : nil
  }

  var text: String { words.joined(separator: " ") }
  var count: Int { words.count }
  var isEmpty: Bool { words.isEmpty }
}
