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
        throw CommandError.failed(".\(name) takes nothing behind it, not \(line.argument)")
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

  /// In the order of `.help`.
  static let all: [DotCommand] = general + contents + answers + settings + files

  /// What the shells of other databases call them.
  private static let synonyms = [
    "exit": "quit", "bye": "quit", "tables": "predicates",
    "load": "read", "source": "read", "consult": "read", "run": "read", "dump": "export",
    "save": "export", "format": "mode", "timing": "timer", "describe": "entity", "desc": "entity",
    "plan": "explain", "proof": "why",
  ]

  /// What to do instead of commands that there are not.
  private static let advice = [
    "open": "leave with .quit and start graphsh with the other file",
    "connect": "leave with .quit and start graphsh with the other file",
    "cd": "leave with .quit and start graphsh in the other folder",
    "shell": "Ctrl-Z goes back to the shell that graphsh was started from, fg returns",
    "system": "Ctrl-Z goes back to the shell that graphsh was started from, fg returns",
    "backup": "'graphsh backup' does it, outside this shell",
    "check": "'graphsh check' does it, outside this shell",
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
