/// Where the cursor stands in a program: found from the words before it, whatever their meaning.
struct CompletionContext {
  /// An atom whose parenthesis is open.
  struct OpenAtom {
    var name: String
    /// The number of the argument at the cursor, from 0.
    var argument: Int
    /// The name of the argument at the cursor, where it has one: `in: `.
    var argumentName: String?
  }

  /// The quotation mark that is open, and what follows it.
  private(set) var quoted: (mark: Character, start: String)?
  /// The innermost atom that is open; nil between atoms, and in a group.
  var atom: OpenAtom? { open.last.flatMap { $0.name.isEmpty ? nil : $0 } }
  /// The word before the cursor.
  private(set) var word = ""
  /// The sign before the word, blanks apart; nil at the beginning.
  private(set) var before: Character?
  /// The word before the word.
  private(set) var wordBefore = ""
  /// The first word of the statement.
  private(set) var firstWord = ""
  /// Whether some parenthesis is open.
  var isInParentheses: Bool { !open.isEmpty }
  /// Variables of the statement.
  private(set) var variables: [String] = []
  private var open: [OpenAtom] = []
  private var isComment = false

  /// Linear in the text.
  init(_ text: String) {
    var last: Character?
    var pending = ""
    func isOfWord(_ character: Character) -> Bool {
      character.isLetter || character.isNumber || character == "_" || character == "@"
        || character == "$"
    }
    for character in text {
      if isComment {
        isComment = character != "\n"
        continue
      }
      if let (mark, start) = quoted {
        quoted = character == mark ? nil : (mark, start + String(character))
        if quoted == nil { last = character }
        continue
      }
      if isOfWord(character) {
        pending.append(character)
        continue
      }
      if !pending.isEmpty { endWord(&pending, &last) }
      switch character {
      case "\"", "'": quoted = (character, "")
      case "(": open.append(OpenAtom(name: last?.isLetter ?? false ? wordBefore : "", argument: 0))
      case ")": _ = open.popLast()
      case ",":
        if !open.isEmpty {
          open[open.count - 1].argument += 1
          open[open.count - 1].argumentName = nil
        }
      case ":" where !open.isEmpty && last?.isLetter ?? false:
        open[open.count - 1].argumentName = wordBefore
      case "%": isComment = true
      case ".", "?":
        if open.isEmpty { (variables, firstWord) = ([], "") }
      default: break
      }
      if !character.isWhitespace { last = character }
    }
    word = pending
    before = last
  }

  private mutating func endWord(_ pending: inout String, _ last: inout Character?) {
    if firstWord.isEmpty { firstWord = pending }
    wordBefore = pending
    last = pending.last
    if pending.first?.isUppercase ?? false, !variables.contains(pending) {
      variables.append(pending)
    }
    pending = ""
  }
}
