import Graph

/// Each row as terms of N-Triples and a full stop: a triple, where there are three columns.
struct NTriplesRowWriter: RowWriter {
  let stream: OutputStream

  func begin(columns: [String]) throws(OutputError) {}

  func write(row: [Cell]) throws(OutputError) {
    try stream.writeLine(row.map { NTriplesText.object($0.term) }.joined(separator: " ") + " .")
  }

  func finish() throws(OutputError) {}
}
