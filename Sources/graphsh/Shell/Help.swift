import Base
import GQL

/// `.help WORD`: what a command, a function, a setting or a name of the graph is.
struct Help {
  let session: Session

  func write(on line: DotCommandLine) throws {
    let word = line.words.joined(separator: " ")
    if word.hasPrefix(".") {
      let command = try DotCommand.named(String(word.dropFirst()))
      return try write([command.usage, Self.example(of: command.name)])
    }
    var lines: [String] = []
    if let command = try? DotCommand.named(word), command.name == word {
      lines += [command.usage, Self.example(of: command.name)]
    }
    let name = word.prefix { $0 != "(" }
    for function in FunctionDescription.all where function.name == name {
      lines.append("\(function.signature)  \(function.kind.rawValue): \(function.summary)")
    }
    if let setting = SessionSetting(rawValue: word) {
      lines.append(".set \(word)  takes \(setting.expected)")
    }
    if let topic = Self.topics[word.lowercased()] { lines += topic }
    if !lines.isEmpty { return try write(lines) }
    if let description = try NameDescription(session: session).lines(of: word) {
      return try write(description)
    }
    let names = DotCommand.all.map(\.name) + FunctionDescription.all.map(\.name)
    let known = names + CompletionNames(session: session).predicates
    throw CommandError.failed(
      "nothing goes by the name \(word): "
        + (Spelling.nearest(to: word, among: known).map { "did you mean \($0)?" }
          ?? ".help lists the commands, .functions the functions, .predicates names of the graph"))
  }

  private func write(_ lines: [String]) throws {
    for line in lines where !line.isEmpty {
      try session.settings.output.writeLine(DisplayText.visible(line))
    }
  }

  private static func example(of command: String) -> String {
    examples[command].map { "  such as  \($0)" } ?? ""
  }

  private static let examples = [
    "why": ".why met(\"Lee\", \"Xi\")", "whynot": ".whynot met(\"Lee\", \"Trump\")",
    "around": ".around Lee 2", "about": ".about Lee", "path": ".path \"Lee\" \"North Ferry\"",
    "set": ".set rows 100", "output": ".output answers.csv, .output | sort", "once": ".once | less",
    "rules": ".rules remove 2", "watch": ".watch met(X, Y)", "export": ".export graph.svg Lee",
    "describe": ".describe met", "mode": ".mode csv", "open": ".open other.db",
    "timeline": ".timeline Lee", "entity": ".entity Lee", "explain": ".explain met(X, Y)",
    "ingest": ".ingest articles/", "read": ".read rules.gql", "import": ".import data.ttl",
  ]

  /// Words of the language and what they stand for.
  private static let topics: [String: [String]] = [
    "query": [
      "met(\"Lee\", Who)?  asks; a variable begins with a capital letter, a name stands in quotes"
    ],
    "rule": ["linked(X, Y) :- met(X, Y); met(Y, X).  a rule: the head holds where the body does"],
    "rules": ["linked(X, Y) :- met(X, Y); met(Y, X).  a rule: the head holds where the body does"],
    "variable": [
      "X, Who, _  a variable begins with a capital letter; _ is one whose value is not needed"
    ],
    "not": ["person(X), not met(X, _)?  holds where nothing says it"],
    "count": ["?(X, N = count()) :- met(X, Y).  counts the rows of each X"],
    "order": ["met(X, Y) order by X desc limit 5?  sorts the answers and keeps the first five"],
    "limit": ["met(X, Y) order by X desc limit 5?  sorts the answers and keeps the first five"],
    "date": ["date(F, D), D > 2026-01-05?  a date is written without quotes"],
    "optional": ["person(X), optional(met(X, Y))?  keeps X where there is no Y"],
    "path": ["parent+(X, Y)?  one step or more; p/q one after the other, ^p backwards"],
    "insert": ["insert met(\"Lee\", \"Xi\").  puts a fact into the graph"],
    "delete": ["delete met(\"Lee\", X) :- met(\"Lee\", X).  takes facts out of the graph"],
    "in": [
      "met(\"Lee\", Who, in: Where)?  what the same sentence says; X in 1..9 a range, X in [a, b] a list"
    ],
    "_": [
      "_(X, Y)?  the last answer, as a relation; elsewhere, a variable whose value is not needed"
    ],
  ]
}
