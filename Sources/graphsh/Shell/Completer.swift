import Glibc

/// Completes dot-commands, file names, predicates, names of their arguments and, within quotes, names of entities.
final class Completer {
  private let session: Session

  init(session: Session) {
    self.session = session
  }

  /// - Parameter text: what stands before the cursor.
  func completion(of text: String) -> Completion {
    if DotCommandLine.isCommand(text) || text == "." {
      guard let space = text.lastIndex(of: " ") else {
        return Completion(
          of: String(text.dropFirst()), among: DotCommand.all.map(\.name), ending: " ")
      }
      let word = String(text[text.index(after: space)...])
      switch DotCommandLine(text).name {
      case "read", "output", "import", "export", "ingest": return Self.fileCompletion(of: word)
      case "mode": return Completion(of: word, among: OutputFormat.allCases.map(\.rawValue))
      case "help": return Completion(of: word, among: DotCommand.all.map(\.name))
      case "entity": return entityCompletion(of: DotCommandLine(text).argument, ending: "")
      default: break
      }
    }
    if let (quote, start) = Self.openQuote(in: text) {
      return entityCompletion(of: start, ending: quote)
    }
    let word = String(text.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
    guard !word.isEmpty else { return .none }
    if let atom = Self.openAtom(in: text.dropLast(word.count)) {
      let names = session.argumentNames(of: atom)
      if !names.isEmpty { return Completion(of: word, among: names, ending: ": ") }
    }
    return Completion(of: word, among: session.predicateNames(), ending: "(")
  }

  private func entityCompletion(of start: String, ending: String) -> Completion {
    guard !start.isEmpty else { return .none }
    return Completion(of: start, among: session.entityNames(beginning: start), ending: ending)
  }

  /// The quote that is open at the end of the text, and what follows it.
  private static func openQuote(in text: String) -> (quote: String, start: String)? {
    var open: (Character, String)?
    for character in text {
      if let (quote, start) = open {
        open = character == quote ? nil : (quote, start + String(character))
      } else if character == "\"" || character == "'" {
        open = (character, "")
      }
    }
    return open.map { (String($0.0), $0.1) }
  }

  /// The name before the innermost parenthesis that is open at the end of a text, where an argument begins there.
  private static func openAtom(in text: Substring) -> String? {
    guard let last = text.last(where: { $0 != " " }), last == "(" || last == "," else { return nil }
    var names: [String] = []
    var name = ""
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      switch character {
      case "\"", "'": quote = character
      case "(": names.append(name)
      case ")": _ = names.popLast()
      default: break
      }
      let isOfName = character.isLetter || character.isNumber || character == "_"
      name = isOfName ? name + String(character) : ""
    }
    return names.last.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func fileCompletion(of word: String) -> Completion {
    let slash = word.lastIndex(of: "/").map { word.index(after: $0) } ?? word.startIndex
    let folder = String(word[..<slash])
    let start = String(word[slash...])
    guard let stream = opendir(folder.isEmpty ? "." : folder) else { return .none }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") && !start.hasPrefix(".") { continue }
      names.append(Int32(entry.pointee.d_type) == Int32(DT_DIR) ? name + "/" : name)
    }
    return Completion(of: start, among: names)
  }
}
