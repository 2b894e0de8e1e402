import ArgumentParser

/// How a command shows its answers.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: "How answers are written (default: table on a terminal, tsv in a pipe).")
  var format: OutputFormat?

  @Flag(help: "Leave the names of the columns out.")
  var noHeader = false

  var settings: Settings {
    var settings = Settings()
    settings.format = format
    settings.hasHeader = !noHeader
    return settings
  }
}
