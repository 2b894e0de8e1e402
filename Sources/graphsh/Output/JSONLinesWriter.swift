import Graph

/// One JSON object a line, keyed by column.
struct JSONLinesWriter: RowWriter {
  let stream: OutputStream
  private var keys: [String] = []

  init(stream: OutputStream) {
    self.stream = stream
  }

  mutating func begin(columns: [String]) throws(OutputError) {
    keys = columns.map(JSONText.string)
  }

  mutating func write(row: [Cell]) throws(OutputError) {
    try stream.writeLine(JSONText.object(keys, row))
  }

  mutating func finish() throws(OutputError) {}
}
