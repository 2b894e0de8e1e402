import Graph

/// SPARQL 1.1 Query Results CSV and TSV Formats: CSV has the texts of terms, TSV has terms as queries spell them.
struct DelimitedResults {
  private let output: (String) throws -> Void
  private let isTSV: Bool

  init(_ output: @escaping (String) throws -> Void, isTSV: Bool) {
    self.output = output
    self.isTSV = isTSV
  }

  func write(_ table: SolutionTable) throws {
    let names = table.variables.map { isTSV ? "?" + $0 : Self.quoted($0) }
    try writeLine(names)
    for number in 0..<table.count {
      try writeLine(
        try table.row(number).map { term in
          guard let term else { return "" }
          return isTSV ? Self.spelled(term) : Self.quoted(Self.text(term))
        })
    }
  }

  private func writeLine(_ cells: [String]) throws {
    try output(cells.joined(separator: isTSV ? "\t" : ",") + (isTSV ? "\n" : "\r\n"))
  }

  private static func text(_ term: Term) -> String {
    switch term {
    case .iri(let iri): iri
    case .blank(let label): "_:" + label
    default: term.lexicalForm ?? ""
    }
  }

  /// As RFC 4180 has it.
  private static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { "\",\r\n".utf8.contains($0) }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  /// Numbers whose text says what they are stand without quotation marks.
  private static func spelled(_ term: Term) -> String {
    let text = term.lexicalForm ?? ""
    switch term.datatype {
    case RDFVocabulary.integer
    where text.utf8.allSatisfy({ isDigit($0) || $0 == 0x2D || $0 == 0x2B }):
      return text
    case RDFVocabulary.decimal
    where text.utf8.contains(0x2E) && text.utf8.last.map(isDigit) ?? false
      && text.utf8.allSatisfy({ isDigit($0) || $0 == 0x2E || $0 == 0x2D || $0 == 0x2B }):
      return text
    case RDFVocabulary.double
    where text.utf8.contains(where: { $0 | 0x20 == 0x65 })
      && text.utf8.allSatisfy({ isDigit($0) || "+-.eE".utf8.contains($0) }):
      return text
    default: return NTriplesText.object(term)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
