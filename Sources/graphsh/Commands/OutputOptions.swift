import ArgumentParser

/// How a command shows its answers.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: "The format of the answers (default: table on a terminal, tsv in a pipe).")
  var format: OutputFormat?

  @Flag(help: "Leave out the names of the columns.")
  var noHeader = false

  var settings: Settings {
    var settings = Settings()
    settings.format = format
    settings.hasHeader = !noHeader
    return settings
  }
}
