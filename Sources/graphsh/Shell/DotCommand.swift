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

  static func named(_ name: String) throws(CommandError) -> DotCommand {
    if let command = all.first(where: { $0.name == name }) { return command }
    let beginnings = all.filter { $0.name.hasPrefix(name) }
    if beginnings.count == 1 { return beginnings[0] }
    let nearest = Spelling.nearest(to: name, among: all.map(\.name))
    let hint = nearest.map { "did you mean .\($0)?" } ?? ".help lists them"
    throw .failed("no command .\(name): \(hint)")
  }
}
