/// What XML looks like at its beginning.
enum XMLText {
  /// Whether a text begins as XML does, which no Turtle does.
  static func isXML(_ bytes: Span<UInt8>) -> Bool {
    let head = bytes.extracting(first: 512).withUnsafeBufferPointer { Array($0) }
    let text = head.drop { [32, 9, 10, 13].contains($0) }
    return ["<?xml", "<!--", "<!DOCTYPE", "<rdf:RDF"].contains { text.starts(with: $0.utf8) }
  }
}
