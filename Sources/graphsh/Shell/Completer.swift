import GQL
import Glibc
import Graph

/// Completes what stands before the cursor by where it stands: commands and what they take, predicates, arguments,
/// names within quotes.
final class Completer {
  private let session: Session
  private var names: CompletionNames { CompletionNames(session: session) }

  init(session: Session) {
    self.session = session
  }

  /// - Parameter text: what stands before the cursor in the entry
  func completion(of text: String) -> Completion {
    if DotCommandLine.isCommand(text) || text == "." { return commandCompletion(of: text) }
    return programCompletion(of: text)
  }

  private func programCompletion(of text: String) -> Completion {
    let context = CompletionContext(text)
    if let (mark, start) = context.quoted { return quotedCompletion(of: start, mark, context) }
    let word = context.word
    switch word.first {
    case "@":
      return Completion(
        of: word, among: ["@prefix", "@include", "@import", "@export", "@declare"], ending: " ")
    case "$":
      let parameters = session.engine.options.parameters.keys.map { "$" + $0 }
      return Completion(of: word, among: Array(parameters), kind: "parameter")
    default: break
    }
    if let atom = context.atom { return argumentCompletion(of: word, in: atom, context) }
    guard !word.isEmpty else { return .none }
    if word.first?.isUppercase ?? false {
      return Completion(of: word, among: context.variables.filter { $0 != word }, kind: "variable")
    }
    return bodyCompletion(of: word, context)
  }

  // MARK: Programs

  private func bodyCompletion(of word: String, _ context: CompletionContext) -> Completion {
    if context.wordBefore == "order", context.before == "r" {
      return Completion(of: word, among: ["by"], kind: "keyword", ending: " ")
    }
    // Behind an operator a value stands.
    let isValue = context.before.map { "=<>+-*/".contains($0) } ?? false
    var candidates: [Completion.Candidate] =
      isValue
      ? FunctionDescription.all.filter { $0.kind == .function }
        .map { .init(text: $0.name, kind: "function") } : names.atoms()
    // Behind an atom, what goes on with the query; before one, what begins it.
    let keywords =
      context.before == ")"
      ? ["order by", "limit", "offset", "in"] : ["not", "optional", "insert", "delete"]
    if !isValue { candidates += keywords.map { .init(text: $0, kind: "keyword") } }
    if context.before == ")" {
      candidates.removeAll { $0.kind != "keyword" }
    } else if context.isInParentheses, !isValue {
      candidates += FunctionDescription.all.filter { $0.kind != .test }
        .map { .init(text: $0.name, kind: $0.kind.rawValue) }
    }
    return Completion(of: word, among: candidates) { candidate in
      switch candidate.kind {
      case "keyword": candidate.text == "optional" ? "(" : " "
      default: "("
      }
    }
  }

  /// What can stand within the parentheses of an atom: never a predicate with arguments.
  private func argumentCompletion(
    of word: String, in atom: CompletionContext.OpenAtom, _ context: CompletionContext
  ) -> Completion {
    if word.first?.isUppercase ?? false {
      let known = Completion(
        of: word, among: context.variables.filter { $0 != word }, kind: "variable")
      if known.insertion != nil { return known }
    }
    if let argument = atom.argumentName { return valueCompletion(of: word, of: argument, in: atom) }
    if let column = StoreRelation(rawValue: atom.name)?.columns[safe: atom.argument] {
      if let completion = columnCompletion(of: word, column, in: atom) { return completion }
    }
    let isStart = context.before == "(" || context.before == ","
    guard isStart else { return .none }
    let arguments =
      word.isEmpty || atom.argument == 0 ? [] : names.arguments(of: atom.name)
    let named = Completion(of: word, among: arguments, kind: "argument", ending: ": ")
    if named.insertion != nil { return named }
    return Completion(replacing: word, by: names.entities(beginning: word, in: atom))
  }

  private func columnCompletion(
    of word: String, _ column: String, in atom: CompletionContext.OpenAtom
  ) -> Completion? {
    func plain(_ names: [String], _ kind: String) -> Completion {
      Completion(of: word, among: names, kind: kind)
    }
    switch column {
    case "predicate":
      return plain(((try? session.graph?.predicates()) ?? []).map(\.name), "predicate")
    case "relation": return plain((try? session.graph?.relationNames()) ?? [], "relation")
    case "type": return plain(((try? session.graph?.types()) ?? []).map(\.name), "type")
    case "stance": return plain(ClaimStance.allCases.map(\.rawValue), "stance")
    case "subject", "object", "entity", "speaker": return nil
    default: return Completion.none
    }
  }

  private func valueCompletion(
    of word: String, of argument: String, in atom: CompletionContext.OpenAtom
  ) -> Completion {
    if argument == "claim" || argument == "as" {
      return Completion(of: word, among: ClaimStance.allCases.map(\.rawValue) + ["any"])
    }
    var other = atom
    other.argument = 2
    guard !word.isEmpty else { return .none }
    return Completion(replacing: word, by: names.entities(beginning: word, in: other))
  }

  private func quotedCompletion(
    of start: String, _ mark: Character, _ context: CompletionContext
  ) -> Completion {
    if ["@include", "@import", "@export"].contains(context.firstWord) {
      return Self.fileCompletion(of: start)
    }
    guard !start.isEmpty || context.atom != nil else { return .none }
    let atom = context.atom ?? .init(name: "", argument: 2)
    let found = names.entities(beginning: start, in: atom)
    return Completion(of: start, among: found, ending: { _ in String(mark) })
  }

  // MARK: Commands

  private func commandCompletion(of text: String) -> Completion {
    let line = DotCommandLine(text)
    guard text.contains(" ") else {
      return Completion(
        of: String(text.dropFirst()), among: DotCommand.all.map(\.name), ending: " ")
    }
    let name = (try? DotCommand.named(line.name).name) ?? line.name
    let argument = String(text.drop { !$0.isWhitespace }.drop(while: \.isWhitespace))
    let word = String(argument.reversed().prefix { $0 != " " }.reversed())
    let isFirst = !argument.contains(" ")
    func entity(_ text: String) -> Completion {
      let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
      // Of an even number of parts, the last stands behind a quotation mark that is open.
      let isQuoted = parts.count.isMultiple(of: 2)
      let start = isQuoted ? String(parts[parts.count - 1]) : text
      guard !start.isEmpty else { return .none }
      return Completion(
        of: start, among: names.entities(beginning: start), ending: isQuoted ? "\"" : "")
    }
    switch name {
    case "read", "output", "once", "import", "ingest", "open", "cd":
      return Self.fileCompletion(of: word, foldersOnly: name == "cd")
    case "export": return isFirst ? Self.fileCompletion(of: word) : entity(afterFirst(argument))
    case "mode": return Completion(of: word, among: OutputFormat.allCases.map(\.rawValue))
    case "help":
      return Completion(
        of: word,
        among: DotCommand.all.map { .init(text: $0.name, kind: "command") }
          + FunctionDescription.all.map { .init(text: $0.name, kind: $0.kind.rawValue) }
          + names.atoms())
    case "set": return settingCompletion(of: word, isFirst, argument)
    case "timer", "sources": return Completion(of: word, among: ["on", "off"])
    case "history": return Completion(of: word, among: ["clear"])
    case "rules":
      return Completion(
        of: word, among: (isFirst ? ["remove", "replace"] : []) + session.engine.predicateNames)
    case "types":
      return Completion(of: word, among: ((try? session.graph?.types()) ?? []).map(\.name))
    case "predicates", "schema", "relations":
      return Completion(of: word, among: names.atoms())
    case "functions": return Completion(of: word, among: FunctionDescription.all.map(\.name))
    case "describe":
      let atoms = Completion(of: argument, among: names.atoms())
      return atoms.insertion == nil ? entity(argument) : atoms
    case "entity", "about", "around", "timeline": return entity(argument)
    case "path":
      // Two names: one with blanks stands in quotes.
      if argument.count(where: { $0 == "\"" }).isMultiple(of: 2) {
        guard !word.isEmpty, !word.contains("\"") else { return .none }
        return Completion(
          replacing: word, by: names.entities(beginning: word, in: .init(name: "", argument: 2)))
      }
      return entity(argument)
    case "why", "whynot", "explain", "profile", "watch": return programCompletion(of: argument)
    default: return .none
    }
  }

  private func afterFirst(_ argument: String) -> String {
    String(argument.drop { $0 != " " }.dropFirst())
  }

  private func settingCompletion(
    of word: String, _ isFirst: Bool, _ argument: String
  ) -> Completion {
    if isFirst {
      let parameters = session.engine.options.parameters.keys.map { "$" + $0 }
      return Completion(
        of: word, among: SessionSetting.allCases.map(\.rawValue) + parameters, ending: " ")
    }
    let setting = SessionSetting(rawValue: String(argument.prefix { $0 != " " }))
    return Completion(of: word, among: setting?.values ?? [])
  }

  static func fileCompletion(of word: String, foldersOnly: Bool = false) -> Completion {
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
      // SQLite's files beside a graph are nobody's to name.
      if name.hasSuffix("-wal") || name.hasSuffix("-shm") { continue }
      let isFolder = Int32(entry.pointee.d_type) == Int32(DT_DIR)
      if foldersOnly, !isFolder { continue }
      names.append(isFolder ? name + "/" : name)
    }
    return Completion(of: start, among: names)
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
