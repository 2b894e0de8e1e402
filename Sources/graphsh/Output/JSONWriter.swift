import Graph

/// One JSON array of objects keyed by column.
struct JSONWriter: RowWriter {
  let stream: OutputStream
  private var keys: [String] = []
  private var isFirst = true

  init(stream: OutputStream) {
    self.stream = stream
  }

  mutating func begin(columns: [String]) throws(OutputError) {
    keys = columns.map(JSONText.string)
    isFirst = true
    try stream.write("[")
  }

  mutating func write(row: [Cell]) throws(OutputError) {
    try stream.write(isFirst ? "\n  " : ",\n  ")
    isFirst = false
    try stream.write(JSONText.object(keys, row))
  }

  mutating func finish() throws(OutputError) {
    try stream.write(isFirst ? "]\n" : "\n]\n")
  }
}
