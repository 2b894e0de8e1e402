/// Short names of IRIs for people to read; they need not be unique.
package enum IRIName {
  /// Vocabularies that are known by their prefix.
  private static let prefixes = [
    ("rdf", RDFVocabulary.rdf), ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("owl", "http://www.w3.org/2002/07/owl#"), ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"), ("schema", "http://schema.org/"),
    ("schema", "https://schema.org/"), ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dcterms", "http://purl.org/dc/terms/"), ("xsd", RDFVocabulary.xsd),
  ]

  /// `foaf:Person` of a known vocabulary, otherwise the last part.
  package static func short(_ iri: String) -> String {
    for (prefix, start) in prefixes where iri.hasPrefix(start) && iri.utf8.count > start.utf8.count
    {
      return "\(prefix):\(iri.dropFirst(start.count))"
    }
    return lastPart(iri)
  }

  /// What stands after the last `#` or `/`; a text that is no such IRI stays as it is.
  package static func lastPart(_ iri: String) -> String {
    guard NTriplesTerm.isIRI(iri), let scheme = iri.firstIndex(of: ":") else { return iri }
    var rest = iri[iri.index(after: scheme)...]
    while rest.last == "/" || rest.last == "#" { rest.removeLast() }
    guard let cut = rest.lastIndex(where: { $0 == "/" || $0 == "#" }) else { return iri }
    // After two slashes stands a host.
    if cut > rest.startIndex, rest[rest.index(before: cut)] == "/", rest[cut] == "/" { return iri }
    return String(rest[rest.index(after: cut)...])
  }
}
