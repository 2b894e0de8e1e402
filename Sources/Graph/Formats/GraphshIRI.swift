/// The IRIs under which terms that RDF has no form for stand in RDF files.
///
/// - `graphsh:entity/Mina%20Park` is an entity, `graphsh:entity/Mina%20Park#2` the second one of that label.
/// - `graphsh:name/meet` is the plain string `meet` where RDF allows no literal: as a subject, a predicate or a graph.
/// - `graphsh:literal/…` is any other literal in such a place, as N-Triples spells it.
/// - `graphsh:type/person` is a type of entities.
///
/// One term has one such IRI, so an IRI that is not spelled as it would be written here is only an IRI.
enum GraphshIRI {
  private static let entity = "graphsh:entity/"
  private static let name = "graphsh:name/"
  private static let literal = "graphsh:literal/"
  private static let type = "graphsh:type/"

  static func entity(_ label: String, disambiguator: String) -> String {
    let tail = disambiguator.isEmpty ? "" : "#" + encoded(disambiguator)
    return entity + encoded(label) + tail
  }

  static func type(_ name: String) -> String { type + encoded(name) }

  /// The IRI for a literal where only IRIs can stand.
  static func literal(_ term: Term) -> String {
    if case .string(let string) = term { return name + encoded(string) }
    return literal + encoded(NTriplesText.literal(term) ?? "")
  }

  /// The entity that an IRI stands for, if it does.
  static func readEntity(_ iri: String) -> Term? {
    guard let tail = tail(of: iri, after: entity) else { return nil }
    let parts = tail.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard let label = decoded(parts[0]), let number = decoded(parts.count > 1 ? parts[1] : "")
    else { return nil }
    return Self.entity(label, disambiguator: number) == iri
      ? .entity(label, disambiguator: number) : nil
  }

  /// The name of the type that an IRI stands for, if it does.
  static func readType(_ iri: String) -> String? {
    tail(of: iri, after: type).flatMap(decoded).flatMap { Self.type($0) == iri ? $0 : nil }
  }

  /// The spelling in N-Triples of the literal that an IRI stands for, if it does.
  static func readLiteral(_ iri: String) -> String? {
    if let string = tail(of: iri, after: name).flatMap(decoded) {
      return name + encoded(string) == iri ? NTriplesText.literal(.string(string)) : nil
    }
    guard let spelling = tail(of: iri, after: literal).flatMap(decoded) else { return nil }
    return literal + encoded(spelling) == iri && NTriplesTerm.isLiteral(spelling)
      ? spelling : nil
  }

  private static func tail(of iri: String, after prefix: String) -> Substring? {
    iri.utf8.starts(with: prefix.utf8) ? Substring(iri.utf8.dropFirst(prefix.utf8.count)) : nil
  }

  /// Percent-encodes (RFC 3986, 2.1) all but unreserved characters and letters beyond ASCII.
  static func encoded(_ text: some StringProtocol) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isPlain =
        scalar.isASCII
        ? scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          || "-._~".unicodeScalars.contains(scalar)
        : ByteClasses.isNamePart(scalar)
      if isPlain {
        result.unicodeScalars.append(scalar)
      } else {
        for byte in String(scalar).utf8 {
          result += byte < 16 ? "%0" : "%"
          result += String(byte, radix: 16, uppercase: true)
        }
      }
    }
    return result
  }

  static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard rest.count >= 2, let value = UInt8(Substring(rest.prefix(2)), radix: 16) else {
          return nil
        }
        rest = rest.dropFirst(2)
        bytes.append(value)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
