import GQL
import Glibc

/// A text of statements and dot-commands, in parts that run one after another.
///
/// All statements between two dot-commands are one program, so a query may stand before the rules that it uses.
struct Script {
  enum Part {
    case program(ProgramPart)
    case command(String)
  }

  private(set) var parts: [Part] = []

  init(_ text: String) {
    guard Self.mayHoldCommands(text) else {
      parts = [.program(ProgramPart(text: text))]
      return
    }
    var line = 1
    var program = ProgramPart(text: "")
    for content in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if DotCommandLine.isCommand(content), ProgramText.isComplete(program.text) {
        if !ProgramText.isEmpty(program.text) { parts.append(.program(program)) }
        parts.append(.command(String(content)))
        program = ProgramPart(text: "", firstLine: line + 1)
      } else {
        program.text += content + "\n"
      }
      line += 1
    }
    if !ProgramText.isEmpty(program.text) { parts.append(.program(program)) }
  }

  /// Whether more than one query may be answered: so it may where another file is read. Linear in the text.
  var hasSeveralQueries: Bool {
    var count = 0
    for part in parts {
      switch part {
      case .command(let line): if DotCommandLine(line).name == "read" { return true }
      case .program(let program): count += StatementScanner(program.text).queryCount
      }
    }
    return count > 1
  }

  private static func mayHoldCommands(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var start = 0
      while start < bytes.count {
        var place = start
        while place < bytes.count, bytes[place] == UInt8(ascii: " ") || bytes[place] == 9 {
          place += 1
        }
        if place < bytes.count, bytes[place] == UInt8(ascii: ".") { return true }
        let rest = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[place...])
        guard let base = rest.baseAddress,
          let end = memchr(base, Int32(UInt8(ascii: "\n")), rest.count)
        else { return false }
        start = place + (UnsafeRawPointer(end) - base) + 1
      }
      return false
    }
  }
}

/// A line that is a dot-command: a dot, a name, and the rest.
struct DotCommandLine {
  var name: String
  var argument: String

  static func isCommand(_ line: some StringProtocol) -> Bool {
    let trimmed = line.drop { $0 == " " || $0 == "\t" }
    guard trimmed.first == ".", let second = trimmed.dropFirst().first else { return false }
    return second.isLetter
  }

  init(_ line: String) {
    let trimmed = line.drop { $0 == " " || $0 == "\t" }.dropFirst()
    let end = trimmed.firstIndex { $0.isWhitespace } ?? trimmed.endIndex
    name = String(trimmed[..<end])
    argument = Self.trimmed(trimmed[end...])
  }

  /// Without space at both ends.
  static func trimmed(_ text: Substring) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
  }

  /// The words of the argument; one with spaces stands in double quotes.
  var words: [String] {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    for character in argument {
      if character == "\"" {
        isQuoted.toggle()
        word = word ?? ""
      } else if character.isWhitespace, !isQuoted {
        if let complete = word { words.append(complete) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }
}
