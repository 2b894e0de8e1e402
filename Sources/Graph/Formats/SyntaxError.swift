/// What is wrong with a piece of a file in a graph format.
public enum SyntaxProblem: Sendable, Equatable, CustomStringConvertible {
  /// Something else was expected here.
  case expected(String)
  /// The line ends inside something that must be closed on it.
  case unterminated(String)
  /// The file ends inside something.
  case cutOff(String)
  /// A character that cannot stand in what holds it.
  case forbidden(Unicode.Scalar, in: String)
  /// An IRI without a scheme, where nothing gives it a base.
  case relativeIRI(String)
  /// `\` with something after it that is no escape sequence here.
  case badEscape
  case badLanguageTag
  /// What came with RDF 1.2.
  case newerRDF(String)
  /// A literal of the datatype `rdf:langString`, which RDF has only with a language tag.
  case missingLanguage
  /// Bytes that are not UTF-8.
  case notUTF8
  /// What another reader says.
  case other(String)

  /// What is wrong, and where.
  public var description: String {
    switch self {
    case .expected(let what): "expected \(what)"
    case .unterminated(let what): "the line ends inside \(what)"
    case .cutOff(let what): "the file ends inside \(what)"
    case .forbidden(let scalar, let what):
      "the character U+\(String(scalar.value, radix: 16, uppercase: true)) cannot be used in \(what)"
    case .relativeIRI(let iri): "the IRI <\(iri)> is relative: it has no scheme such as http:"
    case .badEscape: "this escape sequence cannot be used here"
    case .badLanguageTag: "a language tag is letters, then groups of letters and digits after '-'"
    case .newerRDF(let what): "\(what): RDF 1.2 is not read"
    case .missingLanguage: "a literal of rdf:langString needs a language tag, as in \"chat\"@fr"
    case .notUTF8:
      "these bytes are not UTF-8; iconv turns other encodings into it: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW"
    case .other(let message): message
    }
  }
}

/// A problem and where it is in the bytes at hand.
package struct SyntaxError: Error, Equatable {
  /// Bytes from the beginning of the piece that was read.
  package var offset: Int
  package var problem: SyntaxProblem
}
