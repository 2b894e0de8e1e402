/// A small Graphviz digraph of the rows: two columns are an edge, three an edge with its label in the middle, one
/// a node; further columns are left out.
struct DotRowWriter: RowWriter {
  let stream: OutputStream

  func begin(columns: [String]) throws(OutputError) {
    try stream.writeLine("digraph answers {")
    try stream.writeLine("  node [shape=box, style=\"rounded,filled\", fillcolor=\"#E3F0FB\"];")
  }

  func write(row: [Cell]) throws(OutputError) {
    let names = row.map { Self.quoted($0.text) }
    switch names.count {
    case 0: break
    case 1: try stream.writeLine("  \(names[0]);")
    case 2: try stream.writeLine("  \(names[0]) -> \(names[1]);")
    default: try stream.writeLine("  \(names[0]) -> \(names[2]) [label=\(names[1])];")
    }
  }

  func finish() throws(OutputError) {
    try stream.writeLine("}")
  }

  /// A quoted identifier; Graphviz gives up on strings over 16,384 bytes, so long ones are cut.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in DisplayText.cut(DisplayText.visible(text), to: 300).unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "&": result += "&amp;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
