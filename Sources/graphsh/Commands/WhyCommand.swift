import ArgumentParser

struct WhyCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Prove a fact or a derived answer, down to the sentences.",
    discussion: "Example: graphsh why 'restricts(\"China\", What)' --db news.db")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var explanation: ExplanationOptions

  @Argument(help: "The fact; with variables, each answer is proved.")
  var fact: String

  func run() throws {
    let session = try Session(location: global.location(), options: global, settings: Settings())
    for file in explanation.program { try session.load(file) }
    try session.why(fact, as: explanation.format)
  }
}

struct WhyNotCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "whynot",
    abstract: "Show why a fact or an answer is missing: which literal fails, for which values.",
    discussion: "Example: graphsh whynot 'ally(\"Lee\", \"Xi\")' --program rules.gql --db news.db")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var explanation: ExplanationOptions

  @Argument(help: "The fact; '_' and variables are left open.")
  var fact: String

  func run() throws {
    let session = try Session(location: global.location(), options: global, settings: Settings())
    for file in explanation.program { try session.load(file) }
    try session.whyNot(fact, as: explanation.format)
  }
}
