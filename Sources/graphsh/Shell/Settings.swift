import Graph

/// How a session shows answers; `.mode`, `.output`, `.timer` and `.set` change it.
struct Settings {
  var output = OutputStream(descriptor: 1)
  /// Nil is the standard of the output: a table on a terminal, TSV in a pipe.
  var format: OutputFormat?
  var hasHeader = true
  /// The most rows of a table on a terminal; 0 is all.
  var rows = 40
  /// Whether the time of each answer is told; nil tells it under tables on a terminal.
  var timer: Bool?
  /// Whether each row has the document and the sentence that it rests on.
  var showsSources = false
  /// The command that shows what is longer than the screen; nil is none.
  var pager = Environment["PAGER"].flatMap { $0.isEmpty ? nil : $0 }

  /// The pager where none is named.
  static let usualPager = "less -FRSX"

  var effectiveFormat: OutputFormat { format ?? .standard(for: output) }

  var layout: Layout {
    Layout(
      hasHeader: hasHeader, width: output.isTerminal ? Terminal.width : nil,
      rowLimit: output.isTerminal && rows > 0 ? rows : nil)
  }

  /// The same for a pager: all rows.
  func paged(to stream: OutputStream) -> Settings {
    var paged = self
    paged.format = effectiveFormat
    paged.output = stream
    paged.rows = 0
    return paged
  }
}
