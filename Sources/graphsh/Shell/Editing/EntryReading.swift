import Asking
import GQL
import SPARQL

/// What an entry of the shell looks like while it is typed: the styles of its characters and the prompts of its lines.
///
/// Linear in the entry.
struct EntryReading {
  /// One for each character.
  private(set) var styles: [TextStyle]
  /// One for each line.
  private(set) var prompts: [String]

  static let firstPrompt = "graph> "

  /// - Parameters:
  ///   - cursor: where a parenthesis has its partner shown; nil for nowhere
  ///   - isColored: otherwise all styles are plain.
  init(_ characters: [Character], cursor: Int?, isColored: Bool) {
    let text = String(characters)
    let part = Self.program(in: text)
    let classes = WordClasses(String(text.utf8.dropFirst(part.start)) ?? "")
    let lines = characters.count { $0 == "\n" }
    // A command has no lines before its program, and what is no program has nothing open.
    let awaited = part.isProgram ? classes.awaitedAtLines : []
    prompts = [Self.firstPrompt]
    for line in 0..<lines {
      prompts.append(Self.prompt(awaiting: line < awaited.count ? awaited[line] : nil))
    }
    styles = [TextStyle](repeating: .plain, count: characters.count)
    guard isColored, !characters.isEmpty else { return }
    var places: [Int] = []
    places.reserveCapacity(characters.count + 1)
    var place = 0
    for character in characters {
      places.append(place)
      place += character.utf8.count
    }
    places.append(place)
    colorCommand(places, upTo: part.nameEnd)
    guard part.isProgram else { return }
    color(classes, places, from: part.start)
    if let cursor { showPartner(in: classes, places, from: part.start, cursor: cursor) }
  }

  /// The prompt of a line that goes on what waits for something: ` ...)> `.
  private static func prompt(awaiting awaited: String?) -> String {
    let mark = "..." + (awaited ?? "") + "> "
    return String(repeating: " ", count: max(0, firstPrompt.count - mark.count)) + mark
  }

  /// Where the program in an entry begins, in bytes, and where the name of a command before it ends.
  private static func program(in text: String) -> (start: Int, nameEnd: Int, isProgram: Bool) {
    guard DotCommandLine.isCommand(text) else {
      return (
        0, 0,
        !Question.mayBe(text) && ForeignQuery.Language(of: text) == nil
          && !SPARQLEngine.recognises(text)
      )
    }
    let blank = text.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    let name = text.utf8.dropFirst(blank).prefix { $0 > 0x20 }.count
    let command = try? DotCommand.named(DotCommandLine(text).name)
    return (blank + name, blank + name, command?.takesProgram ?? false)
  }

  private mutating func colorCommand(_ places: [Int], upTo end: Int) {
    for index in styles.indices where places[index] < end { styles[index] = .keyword }
  }

  private mutating func color(_ classes: WordClasses, _ places: [Int], from start: Int) {
    var index = 0
    for word in classes.words {
      let style: TextStyle =
        switch word.kind {
        case .keyword: .keyword
        case .string: .string
        case .number: .number
        case .variable: .variable
        case .comment: .comment
        case .invalid: .invalid
        }
      while index < styles.count, places[index + 1] <= start + word.range.lowerBound { index += 1 }
      while index < styles.count, places[index] < start + word.range.upperBound {
        styles[index] = style
        index += 1
      }
    }
  }

  /// Of the bracket under the cursor, or else of the one before it.
  private mutating func showPartner(
    in classes: WordClasses, _ places: [Int], from start: Int, cursor: Int
  ) {
    let partner =
      classes.partners[places[cursor] - start]
      ?? (cursor > 0 ? classes.partners[places[cursor - 1] - start] : nil)
    guard let partner else { return }
    var low = 0
    var high = styles.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < start + partner { low = middle + 1 } else { high = middle }
    }
    if low < styles.count { styles[low] = .partner }
  }
}
