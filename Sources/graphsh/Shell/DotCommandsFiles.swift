/// Files: programs, texts, graphs.
extension DotCommand {
  static let files: [DotCommand] = [
    .deciding("read", "FILE", "run a program") { session, line in
      try line.requireArgument("a file")
      return try session.runFile(line.words[0], keepGoing: false)
    }
  ]
}
