import GQL

/// Long answers by a pager.
extension Session {
  /// The pager that shows answers: of a person, where they are longer than the screen and one is set.
  func pager(for answers: Answers) -> String? {
    // Header and footer, and the prompt after them.
    let lines = answers.rowCount + 4
    guard isInteractive, settings.output.isTerminal, lines > Terminal.height, !options.safe else {
      return nil
    }
    return settings.pager
  }

  /// Writes answers by `body`: into their pager where they have one, and to the terminal where that cannot be run.
  func paging(_ answers: Answers, _ body: (Settings) throws -> Void) throws {
    guard let pager = pager(for: answers) else { return try body(settings) }
    try settings.output.flush()
    let stream = try OutputStream(command: pager, isLasting: false, isForTerminal: true)
    do {
      try body(settings.paged(to: stream))
      try stream.flush()
    } catch OutputError.closed {
      // Its reader has seen enough, or there was none.
    }
    guard let status = stream.finish(), Self.unrunnable.contains(status) else { return }
    tell("the pager \(pager) cannot be run: .set pager names another, or off")
    try body(settings)
  }

  /// With these, shells tell that a command is not there or cannot be run.
  private static let unrunnable: [Int32] = [126, 127]
}
