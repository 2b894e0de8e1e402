import Base

/// A command of the shell: a line that begins with a dot.
struct DotCommand: Sendable {
  var name: String
  /// What follows the name, as `.help` shows it.
  var arguments: String
  var summary: String
  var run: @Sendable (Session, DotCommandLine) throws -> Session.Outcome

  /// A command after which the shell goes on.
  init(
    _ name: String, _ arguments: String = "", _ summary: String,
    does action: @escaping @Sendable (Session, DotCommandLine) throws -> Void
  ) {
    self.name = name
    self.arguments = arguments
    self.summary = summary
    run = { session, line in
      if arguments.isEmpty, !line.argument.isEmpty {
        throw CommandError.failed(".\(name) takes no argument: leave out \(line.argument)")
      }
      try action(session, line)
      return .goOn
    }
  }

  /// A command that may end the shell.
  static func deciding(
    _ name: String, _ arguments: String, _ summary: String,
    _ action: @escaping @Sendable (Session, DotCommandLine) throws -> Session.Outcome
  ) -> DotCommand {
    var command = DotCommand(name, arguments, summary) { _, _ in }
    command.run = action
    return command
  }

  /// Whether what follows the name is a piece of a program.
  var takesProgram: Bool { arguments == "QUERY" || arguments == "FACT" }

  /// In the order of `.help`.
  static let all: [DotCommand] = general + contents + answers + settings + files

  /// What the shells of other databases call them.
  private static let synonyms = [
    "exit": "quit", "bye": "quit", "tables": "predicates", "h": "help", "q": "quit",
    "load": "read", "source": "read", "consult": "read", "run": "read", "dump": "export",
    "save": "export", "format": "mode", "timing": "timer", "desc": "describe", "d": "describe",
    "plan": "explain", "proof": "why", "listing": "rules", "connect": "open",
    "neighbours": "around", "neighbors": "around", "reset": "clear", "e": "edit",
  ]

  /// What to do instead of commands that there are not.
  private static let advice = [
    "shell": "Ctrl-Z goes back to the shell that graphsh was started from, fg returns",
    "system": "Ctrl-Z goes back to the shell that graphsh was started from, fg returns",
    "backup": "use 'graphsh backup', outside this shell",
    "check": "use 'graphsh check', outside this shell",
    "pager": "'.set pager' takes on, off or a command",
    "insert": "insert is a statement: insert met(\"Lee\", \"Xi\").",
    "delete": "delete is a statement: delete met(\"Lee\", \"Xi\").",
  ]

  static func named(_ name: String) throws(CommandError) -> DotCommand {
    if let command = all.first(where: { $0.name == name }) { return command }
    if let own = synonyms[name] { return try named(own) }
    if let advice = advice[name] { throw .failed("no command .\(name): \(advice)") }
    let beginnings = all.filter { $0.name.hasPrefix(name) }
    if beginnings.count == 1 { return beginnings[0] }
    let nearest = Spelling.nearest(to: name, among: all.map(\.name))
    let hint = nearest.map { "did you mean .\($0)?" } ?? ".help lists them"
    throw .failed("no command .\(name): \(hint)")
  }
}
