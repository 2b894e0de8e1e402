import ArgumentParser

/// A format of answers; one file each.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case table, box, csv, tsv, json, jsonl, markdown, nt, line, dot

  /// A table for a person, TSV for a program.
  static func standard(for stream: OutputStream) -> OutputFormat {
    stream.isTerminal ? .table : .tsv
  }

  func writer(to stream: OutputStream, layout: Layout) -> any RowWriter {
    switch self {
    case .table: TableWriter(stream: stream, layout: layout, style: .plain)
    case .box: TableWriter(stream: stream, layout: layout, style: .box)
    case .csv: CSVWriter(stream: stream, layout: layout)
    case .tsv: TSVWriter(stream: stream, layout: layout)
    case .json: JSONWriter(stream: stream)
    case .jsonl: JSONLinesWriter(stream: stream)
    case .markdown: MarkdownWriter(stream: stream, layout: layout)
    case .nt: NTriplesRowWriter(stream: stream)
    case .line: LineWriter(stream: stream)
    case .dot: DotRowWriter(stream: stream)
    }
  }

  /// Whether the number of answers stands under them.
  var hasFooter: Bool { self == .table || self == .box }

  /// Whether an empty line keeps one set of answers from the next.
  var separatesSets: Bool {
    switch self {
    case .json, .jsonl, .nt, .dot: false
    case .table, .box, .csv, .tsv, .markdown, .line: true
    }
  }
}
