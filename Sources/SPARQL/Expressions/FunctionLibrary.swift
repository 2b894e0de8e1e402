import Graph

/// The functions of SPARQL 1.1 Query Language, section 17.4, on terms. Nil is an error.
struct FunctionLibrary {
  private let state: EvaluationState

  init(_ state: EvaluationState) { self.state = state }

  func call(_ function: BuiltIn, _ terms: [Term]) throws -> Term? {
    switch function {
    case .str: return Self.text(of: terms[0]).map { .string($0) }
    case .lang:
      if case .languageString(_, let language) = terms[0] { return .string(language) }
      return terms[0].datatype == nil ? nil : .string("")
    case .langMatches:
      guard case .string(let language) = terms[0], case .string(let range) = terms[1] else {
        return nil
      }
      return .boolean(Self.language(language, matches: range))
    case .datatype: return terms[0].datatype.map { .iri($0) }
    case .iri, .uri:
      if case .iri = terms[0] { return terms[0] }
      guard case .string(let text) = terms[0] else { return nil }
      return .iri(resolved(text))
    case .isIRI, .isURI:
      if case .iri = terms[0] { return .boolean(true) }
      return .boolean(false)
    case .isBlank:
      if case .blank = terms[0] { return .boolean(true) }
      return .boolean(false)
    case .isLiteral: return .boolean(terms[0].datatype != nil)
    case .isNumeric: return .boolean(Number(terms[0]) != nil)
    case .abs, .ceil, .floor, .round: return Number(terms[0])?.rounded(function)?.term
    case .rand: return .float(Double.random(in: 0..<1))
    case .now: return state.now
    case .uuid: return .iri("urn:uuid:" + Self.uuid())
    case .struuid: return .string(Self.uuid())
    case .strLang:
      guard case .string(let text) = terms[0], case .string(let language) = terms[1] else {
        return nil
      }
      return .languageString(text, language: language)
    case .strDT:
      guard case .string(let text) = terms[0], case .iri(let datatype) = terms[1] else {
        return nil
      }
      return Term.literal(text, datatype: datatype)
    case .strlen, .substr, .ucase, .lcase, .strStarts, .strEnds, .contains, .strBefore, .strAfter,
      .encodeForURI, .concat:
      return TextFunctions.call(function, terms)
    case .regex, .replace: return try PatternFunctions(state).call(function, terms)
    case .year, .month, .day, .hours, .minutes, .seconds, .timezone, .tz:
      return TimeFunctions.call(function, terms[0])
    case .md5, .sha1, .sha256, .sha384, .sha512:
      guard case .string(let text) = terms[0] else { return nil }
      return Digest.of(text, function).map { .string($0) }
    case .bound, .coalesce, .if, .sameTerm, .bnode: return nil
    }
  }

  /// The text of an IRI or a literal.
  static func text(of term: Term) -> String? {
    switch term {
    case .iri(let iri): iri
    default: term.lexicalForm
    }
  }

  private func resolved(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard !BaseIRI.hasScheme(bytes), let base = state.base else { return text }
    var resolved: [UInt8] = []
    base.resolve(bytes, into: &resolved)
    return String(decoding: resolved, as: UTF8.self)
  }

  /// Basic filtering (RFC 4647, section 3.3.1).
  static func language(_ language: String, matches range: String) -> Bool {
    if range == "*" { return !language.isEmpty }
    let (language, range) = (language.lowercased(), range.lowercased())
    return language == range || language.hasPrefix(range + "-")
  }

  /// A random UUID (RFC 4122, section 4.4).
  private static func uuid() -> String {
    var bytes = (0..<16).map { _ in UInt8.random(in: 0...255) }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text = ""
    for (place, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(place) { text += "-" }
      text += Digest.hexadecimal(byte)
    }
    return text
  }
}
