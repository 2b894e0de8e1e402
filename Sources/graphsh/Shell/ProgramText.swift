import GQL

/// What can be told of a program from its words alone.
enum ProgramText {
  /// Whether a statement of it begins with `insert`.
  static func storesFacts(_ text: String) -> Bool {
    StatementScanner(text).statements.contains { $0.firstWord == "insert" }
  }

  /// Whether all its statements have ended: nothing but space and comments follows the last one.
  static func isComplete(_ text: String) -> Bool { StatementScanner(text).isComplete }

  /// Whether there is nothing but space and comments.
  static func isEmpty(_ text: String) -> Bool {
    let scan = StatementScanner(text)
    return scan.isComplete && scan.statements.isEmpty
  }

  /// The statements one by one, each after as many line breaks as stand before it, so that its errors name the lines
  /// of the whole.
  static func statements(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let scan = StatementScanner(text)
    var parts: [String] = []
    var lines = 0
    var place = 0
    let ends = scan.statements.map(\.range.upperBound) + (scan.isComplete ? [] : [bytes.count])
    for end in ends {
      let part = bytes[place..<end]
      parts.append(
        String(repeating: "\n", count: lines) + String(decoding: part, as: UTF8.self))
      lines += part.count { $0 == UInt8(ascii: "\n") }
      place = end
    }
    return parts
  }

  /// The text with the mark that ends its last statement, where that is missing: a full stop after `:-` or `?-`, else
  /// a question mark.
  static func withFinalMark(_ text: String) -> String {
    let scan = StatementScanner(text)
    if scan.isComplete { return text }
    return text + (scan.lastIsRule ? " ." : " ?")
  }

  /// The name that a query begins with, if that is one; it names the edges of its picture.
  static func firstPredicate(_ query: String) -> String {
    let trimmed = query.drop { $0.isWhitespace || $0 == "?" || $0 == "-" }
    let name = trimmed.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return name.isEmpty ? "related" : String(name)
  }
}
