/// A Markdown page whose blocks of GQL have their answers below them.
///
/// A block begins with a fence of backticks or tildes with the word `gql`, as CommonMark 0.31 (section 4.5) defines fenced
/// code. What stands below it between two comments of HTML is its answer of an earlier run, and gives way to the new one.
struct MarkdownNotebook {
  /// The code of a block.
  struct Block {
    var text: String
    /// The number of its first line on the page.
    var firstLine: Int
  }

  private enum Piece {
    /// Lines that stay as they are.
    case lines(ArraySlice<Substring>)
    case answer(of: Int)
  }

  private static let begin = "<!-- answers -->"
  private static let end = "<!-- end of answers -->"

  private(set) var blocks: [Block] = []
  private var pieces: [Piece] = []

  /// Linear in the text.
  init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var kept = 0
    var place = 0
    while place < lines.count {
      guard let fence = Fence(lines[place]) else {
        place += 1
        continue
      }
      let start = place + 1
      place = lines[start...].firstIndex(where: fence.isClosed) ?? lines.count
      guard fence.isGQL, place < lines.count else {
        place += 1
        continue
      }
      blocks.append(Block(text: lines[start..<place].joined(separator: "\n"), firstLine: start + 1))
      place += 1
      pieces += [.lines(lines[kept..<place]), .answer(of: blocks.count - 1)]
      kept = Self.endOfAnswer(lines, from: place) ?? place
      place = kept
    }
    pieces.append(.lines(lines[kept...]))
  }

  /// The place behind an answer that begins there, maybe after an empty line.
  private static func endOfAnswer(_ lines: [Substring], from place: Int) -> Int? {
    let start = lines[place...].firstIndex { !$0.allSatisfy(\.isWhitespace) } ?? place
    guard start < lines.count, lines[start] == begin else { return nil }
    return lines[start...].firstIndex { $0 == end }.map { $0 + 1 }
  }

  /// The page with an answer below each block; a block without one (an empty text) gets none.
  func page(answers: [String]) -> String {
    var lines: [Substring] = []
    for piece in pieces {
      switch piece {
      case .lines(let slice): lines += slice
      case .answer(let block):
        let answer = answers[block]
        guard !answer.isEmpty else { continue }
        lines +=
          ["", Substring(Self.begin)]
          + answer.split(
            separator: "\n", omittingEmptySubsequences: false)
        if answer.hasSuffix("\n") { lines.removeLast() }
        lines.append(Substring(Self.end))
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The line that opens a block of code.
  private struct Fence {
    private let mark: Character
    private let length: Int
    let isGQL: Bool

    init?(_ line: Substring) {
      let text = line.drop { $0 == " " }
      guard line.count - text.count < 4, let mark = text.first, mark == "`" || mark == "~" else {
        return nil
      }
      let rest = text.drop { $0 == mark }
      length = text.count - rest.count
      guard length >= 3, mark == "~" || !rest.contains("`") else { return nil }
      self.mark = mark
      isGQL = rest.split(whereSeparator: \.isWhitespace).first == "gql"
    }

    func isClosed(_ line: Substring) -> Bool {
      let text = line.drop { $0 == " " }
      let rest = text.drop { $0 == mark }
      return line.count - text.count < 4 && text.count - rest.count >= length
        && rest.allSatisfy(\.isWhitespace)
    }
  }
}
