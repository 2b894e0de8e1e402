import GQL
import Graph

/// Reads IRIs, literals, variables and blank nodes.
struct TermParser {
  let reader: TokenReader

  /// `iri`: an IRI or a prefixed name, or nil where something else stands.
  func iri() throws(Diagnostic) -> String? {
    switch reader.token.kind {
    case .iriReference(let reference):
      let resolved = try resolve(reference)
      reader.take()
      return resolved
    case .prefixedName(let prefix, let local):
      guard let start = reader.prefixes[prefix] else {
        throw reader.error(
          "the prefix '\(prefix):' is not declared",
          hint: Self.known[prefix].map { "write PREFIX \(prefix): <\($0)> before the query" }
            ?? "write PREFIX \(prefix): <…> before the query")
      }
      reader.take()
      return start + local
    default: return nil
    }
  }

  private static let known = [
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "entity": "graphsh:entity/",
    "name": "graphsh:name/",
  ]

  func requiredIRI(_ place: String) throws(Diagnostic) -> String {
    guard let iri = try iri() else { throw reader.expected("an IRI \(place)") }
    return iri
  }

  private func resolve(_ reference: String) throws(Diagnostic) -> String {
    let bytes = Array(reference.utf8)
    if BaseIRI.hasScheme(bytes) { return reference }
    // Without a base, a relative IRI stays what it is.
    guard let base = reader.base else { return reference }
    var resolved: [UInt8] = []
    base.resolve(bytes, into: &resolved)
    return String(decoding: resolved, as: UTF8.self)
  }

  // MARK: Literals

  /// A literal (RDFLiteral, NumericLiteral, BooleanLiteral), or nil where something else stands. A sign belongs to the
  /// number that follows it without a blank.
  func literal() throws(Diagnostic) -> Term? {
    switch reader.token.kind {
    case .string(let text):
      reader.take()
      return try stringLiteral(text)
    case .integer, .decimal, .double: return number(sign: "")
    case .symbol(.minus), .symbol(.plus):
      guard reader.token.range.upperBound == reader.next.range.lowerBound else { return nil }
      switch reader.next.kind {
      case .integer, .decimal, .double:
        let isMinus = reader.take().kind == .symbol(.minus)
        return number(sign: isMinus ? "-" : "+")
      default: return nil
      }
    case .word("true"), .word("false"):
      return .boolean(reader.take().kind == .word("true"))
    default:
      if reader.keyword == "TRUE" || reader.keyword == "FALSE" {
        return .boolean(reader.take().keyword == "TRUE")
      }
      return nil
    }
  }

  private func stringLiteral(_ text: String) throws(Diagnostic) -> Term {
    if case .languageTag(let language) = reader.token.kind {
      reader.take()
      return .languageString(text, language: language)
    }
    guard reader.accept(.caretCaret) else { return .string(text) }
    let start = reader.span
    let datatype = try requiredIRI("behind '^^'")
    guard let literal = Term.literal(text, datatype: datatype) else {
      throw reader.error("a text in a language has no '^^'", at: start, hint: "write \"chat\"@fr")
    }
    return literal
  }

  private func number(sign: String) -> Term {
    let (text, datatype): (String, String) =
      switch reader.take().kind {
      case .integer(let text): (text, "integer")
      case .decimal(let text): (text, "decimal")
      case .double(let text): (text, "double")
      default: ("", "integer")
      }
    return Term.literal(sign + text, datatype: RDFVocabulary.xsd + datatype) ?? .string(text)
  }

  // MARK: Nodes

  func variable() -> Int? {
    guard case .variable(let name) = reader.token.kind else { return nil }
    reader.take()
    return reader.variables.number(name)
  }

  func requiredVariable(_ place: String) throws(Diagnostic) -> Int {
    guard let variable = variable() else { throw reader.expected("a variable \(place)") }
    return variable
  }

  /// `VarOrIri`.
  func variableOrIRI(_ place: String) throws(Diagnostic) -> PatternNode {
    if let variable = variable() { return .variable(variable) }
    guard let iri = try iri() else { throw reader.expected("a variable or an IRI \(place)") }
    return .term(.iri(iri))
  }

  /// `VarOrTerm` (`GraphTerm` without the variable), or nil where something else stands.
  func node() throws(Diagnostic) -> PatternNode? {
    if let variable = variable() { return .variable(variable) }
    if let iri = try iri() { return .term(.iri(iri)) }
    if let literal = try literal() { return .term(literal) }
    switch reader.token.kind {
    case .blankNode(let label):
      let number = try reader.label(label)
      reader.take()
      return .blank(number)
    case .symbol(.leftBracket) where reader.next.kind == .symbol(.rightBracket):
      reader.take()
      reader.take()
      return .blank(reader.variables.fresh())
    case .symbol(.leftParenthesis) where reader.next.kind == .symbol(.rightParenthesis):
      reader.take()
      reader.take()
      return .term(.iri(RDFVocabulary.empty))
    default: return nil
    }
  }
}
