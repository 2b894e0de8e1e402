extension DocumentFormat {
  /// Statements of RDF, which are no text to read facts from; in folders they are passed over.
  static let graphData = DocumentFormat(
    kind: .graphData, endings: ["ttl", "nt", "nq", "trig", "rdf", "owl", "n3", "trix"],
    hasSignature: GraphData.opens,
    reading: .whole { _, _ throws(ReadingError) in throw .graphData })
}

/// How files of RDF begin.
private enum GraphData {
  /// Whether bytes open with RDF/XML's root element, perhaps behind a declaration, or declare a prefix as Turtle does.
  static func opens(_ bytes: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let first = firstLine(of: text) else { return false }
    if first.hasPrefix("<?xml") || first.hasPrefix("<rdf:RDF") { return text.contains("<rdf:RDF") }
    let words = first.split(separator: " ", maxSplits: 2)
    return words.count == 3 && ["@prefix", "PREFIX"].contains(words[0])
      && words[1].hasSuffix(":") && words[2].hasPrefix("<")
  }

  /// The first line that says something, without the blanks before it.
  private static func firstLine(of text: String) -> Substring? {
    var rest = text[...]
    while true {
      rest = rest.drop(while: \.isWhitespace)
      guard let first = rest.first else { return nil }
      let line = rest.prefix { !$0.isNewline }
      if first != "#" { return line }
      rest = rest[line.endIndex...]
    }
  }
}
