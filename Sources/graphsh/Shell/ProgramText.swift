import GQL

/// A piece of a program that runs by itself.
struct ProgramPart {
  var text: String
  /// The number of its first line in the whole, which errors name.
  var firstLine = 1
}

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
    return scan.isComplete && scan.isBlank
  }

  /// What closes the innermost thing that is open in a text that has not ended: a parenthesis, a bracket or a comment.
  static func awaited(in text: String) -> String? { StatementScanner(text).awaited }

  /// The text in parts that run one after another: one ends behind the last of several statements in a row that
  /// change the graph, since what comes after may name what they bring in.
  static func parts(_ part: ProgramPart) -> [ProgramPart] {
    let text = part.text
    guard StatementScanner.mayChangeGraph(text) else { return [part] }
    let scan = StatementScanner(text)
    let isChange = scan.statements.map { $0.firstWord == "insert" || $0.firstWord == "delete" }
    let ends = scan.statements.indices.dropLast().filter { isChange[$0] && !isChange[$0 + 1] }
      .map { scan.statements[$0].range.upperBound }
    return cut(part, after: ends + [text.utf8.count])
  }

  /// The statements one by one.
  static func statements(_ part: ProgramPart) -> [ProgramPart] {
    let text = part.text
    let scan = StatementScanner(text)
    return cut(
      part,
      after: scan.statements.map(\.range.upperBound) + (scan.isComplete ? [] : [text.utf8.count]))
  }

  /// Pieces of a part up to each place.
  private static func cut(_ part: ProgramPart, after ends: [Int]) -> [ProgramPart] {
    if ends.count == 1, ends[0] == part.text.utf8.count { return [part] }
    let bytes = Array(part.text.utf8)
    var pieces: [ProgramPart] = []
    var line = part.firstLine
    var place = 0
    for end in ends {
      let piece = bytes[place..<end]
      pieces.append(ProgramPart(text: String(decoding: piece, as: UTF8.self), firstLine: line))
      line += piece.count { $0 == UInt8(ascii: "\n") }
      place = end
    }
    return pieces
  }
}
