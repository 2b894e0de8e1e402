/// `.rules`: the rules and facts of a session, listed, taken out, exchanged.
struct RuleList {
  let session: Session
  private static let shown = 200

  func run(_ line: DotCommandLine) throws {
    let words = line.words
    switch words.first {
    case nil: try list(numbers: Array(1...max(1, session.definitions.entries.count)))
    case "remove", "delete", "drop":
      guard words.count == 2 else {
        throw CommandError.failed(".rules remove needs a number or a name, such as .rules remove 2")
      }
      try remove(try numbers(of: words[1]))
    case "replace":
      guard words.count > 2, let number = Int(words[1]) else {
        throw CommandError.failed(
          ".rules replace needs a number and a rule, such as .rules replace 2 p(X) :- q(X).")
      }
      let rest = line.argument.drop { !$0.isWhitespace }.drop(while: \.isWhitespace)
      let text = DotCommandLine.trimmed(rest.drop { !$0.isWhitespace })
      guard try numbers(of: String(number)).count == 1 else { return }
      try replace(number, by: ProgramText.isComplete(text) ? text : text + ".")
    case let word?: try list(numbers: try numbers(of: word))
    }
  }

  private func numbers(of word: String) throws -> [Int] {
    let numbers = session.definitions.numbers(of: word)
    if numbers.isEmpty {
      throw CommandError.failed("no rule \(word) of this session: .rules lists them")
    }
    return numbers
  }

  private func list(numbers: [Int]) throws {
    let entries = session.definitions.entries
    guard !entries.isEmpty else {
      return session.tell("no rules yet: p(X) :- q(X). makes one, .read FILE runs a program")
    }
    for number in numbers.prefix(Self.shown) {
      let entry = entries[number - 1]
      let place = entry.source == "<input>" ? "" : "   % \(entry.source)"
      let text =
        entry.text.utf8.count > 4000
        ? "\(Words.grouped(entry.text.count { $0 == "\n" })) lines" : entry.text
      try session.settings.output.writeLine("\(number)  \(text)\(place)")
    }
    if numbers.count > Self.shown {
      try session.settings.output.writeLine("… and \(numbers.count - Self.shown) more")
    }
  }

  private func remove(_ numbers: [Int]) throws {
    var definitions = session.definitions
    let texts = numbers.map { definitions.entries[$0 - 1].text }
    definitions.remove(numbers)
    try session.define(definitions)
    for text in texts { session.tell("removed: \(text)") }
  }

  private func replace(_ number: Int, by text: String) throws {
    guard ProgramText.isComplete(text) else {
      throw CommandError.failed("the new rule is not complete: \(text)")
    }
    guard SessionDefinitions.areDefinitions(text) else {
      throw CommandError.failed(
        "only a rule or a fact can replace one; type a query or a change by itself"
      )
    }
    var definitions = session.definitions
    definitions.replace(number, by: text)
    try session.define(definitions)
  }
}
