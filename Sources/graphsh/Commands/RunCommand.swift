import ArgumentParser

struct RunCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run programs; the answers of each query in turn.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Go on after an error.")
  var keepGoing = false

  @Argument(help: "Files of GQL; '-' is standard input.")
  var files: [String]

  func run() throws {
    let session = try Session(
      location: global.location(), options: global, settings: output.settings)
    var failure: (any Error)?
    for file in files {
      do {
        try session.runFile(file, [.pipes, .namedPipes], keepGoing: keepGoing)
      } catch {
        if case CommandError.interrupted = error { throw error }
        guard keepGoing, let sentence = ExitReport.sentence(for: error) else { throw error }
        Messages.write(sentence)
        failure = CommandError.reported
      }
    }
    if let failure { throw failure }
  }
}
