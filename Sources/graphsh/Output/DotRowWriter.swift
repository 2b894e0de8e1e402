import Graph

/// A picture of the rows, in the style of ``DotWriter``: two columns are an edge, three an edge with its label in the
/// middle, one a node; further columns are left out.
struct DotRowWriter: RowWriter {
  let stream: OutputStream
  private var picture = PlainPicture()

  init(stream: OutputStream) { self.stream = stream }

  func begin(columns: [String]) throws(OutputError) {}

  mutating func write(row: [Cell]) throws(OutputError) {
    let names = row.prefix(3).map(\.text)
    switch names.count {
    case 0: break
    case 1: picture.add(names[0])
    case 2: picture.add(names[0], "", names[1])
    default: picture.add(names[0], names[1], names[2])
    }
  }

  func finish() throws(OutputError) {
    try stream.write(DotWriter().write(picture.subgraph, title: "Answers"))
  }
}
