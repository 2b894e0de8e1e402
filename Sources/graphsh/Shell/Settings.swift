import Graph

/// How a session shows answers; `.mode`, `.output`, `.timer` and `.set` change it.
struct Settings {
  var output = OutputStream(descriptor: 1)
  /// Nil is the standard of the output: a table on a terminal, TSV in a pipe.
  var format: OutputFormat?
  var hasHeader = true
  /// The most rows of a table on a terminal; 0 is all.
  var rows = 40
  /// Whether the time stands under answers.
  var hasTimer = false

  var effectiveFormat: OutputFormat { format ?? .standard(for: output) }

  var layout: Layout {
    Layout(
      hasHeader: hasHeader, width: output.isTerminal ? Terminal.width : nil,
      rowLimit: output.isTerminal && rows > 0 ? rows : nil)
  }
}
