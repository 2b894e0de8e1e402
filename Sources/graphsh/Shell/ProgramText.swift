import GQL

/// What can be told of a program from its words alone.
enum ProgramText {
  /// Whether a statement of it begins with `insert`.
  static func storesFacts(_ text: String) -> Bool {
    StatementScanner.mayChangeGraph(text)
      && StatementScanner(text).statements.contains { $0.firstWord == "insert" }
  }

  /// Whether all its statements have ended: nothing but space and comments follows the last one.
  static func isComplete(_ text: String) -> Bool { StatementScanner(text).isComplete }

  /// Whether there is nothing but space and comments.
  static func isEmpty(_ text: String) -> Bool {
    let scan = StatementScanner(text)
    return scan.isComplete && scan.statements.isEmpty
  }

  /// The text in parts that run one after another: one ends behind the last of several statements in a row that
  /// change the graph, since what comes after may name what they bring in. Errors name the lines of the whole.
  static func parts(_ text: String) -> [String] {
    guard StatementScanner.mayChangeGraph(text) else { return [text] }
    let scan = StatementScanner(text)
    let isChange = scan.statements.map { $0.firstWord == "insert" || $0.firstWord == "delete" }
    let ends = scan.statements.indices.dropLast().filter { isChange[$0] && !isChange[$0 + 1] }
      .map { scan.statements[$0].range.upperBound }
    return cut(text, after: ends + [text.utf8.count])
  }

  /// The statements one by one, each after as many line breaks as stand before it, so that its errors name the lines
  /// of the whole.
  static func statements(_ text: String) -> [String] {
    let scan = StatementScanner(text)
    return cut(
      text,
      after: scan.statements.map(\.range.upperBound) + (scan.isComplete ? [] : [text.utf8.count]))
  }

  /// Pieces of the text up to each place, with as many line breaks before each as stand before it in the text.
  private static func cut(_ text: String, after ends: [Int]) -> [String] {
    if ends.count == 1, ends[0] == text.utf8.count { return [text] }
    let bytes = Array(text.utf8)
    var pieces: [String] = []
    var lines = 0
    var place = 0
    for end in ends {
      let piece = bytes[place..<end]
      pieces.append(
        String(repeating: "\n", count: lines) + String(decoding: piece, as: UTF8.self))
      lines += piece.count { $0 == UInt8(ascii: "\n") }
      place = end
    }
    return pieces
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
