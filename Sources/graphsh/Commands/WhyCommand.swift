import ArgumentParser

struct WhyCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Prove a fact or a derived answer, down to the sentences.",
    discussion: "Example: graphsh why 'restricts(\"China\", What)' --db news.db")

  @OptionGroup var global: GlobalOptions

  @Option(name: .shortAndLong, help: "Programs with the rules; may be given again.")
  var program: [String] = []

  @Argument(help: "The fact; with variables, each answer is proved.")
  var fact: String

  func run() throws {
    let session = try Session(location: global.location(), options: global, settings: Settings())
    for file in program { try session.load(file) }
    try session.why(fact)
  }
}
