/// The claims of a graph with their evidence as statements: each claim is an `rdf:Statement` (RDF Schema 1.1, section
/// 5.3) with its qualifiers; each piece of evidence names its sentence, and each document its source.
///
/// A claim that the text does not assert is described only, never stated.
struct EvidenceStatements {
  private let graph: KnowledgeGraph

  init(_ graph: KnowledgeGraph) { self.graph = graph }

  private static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  private static let terms = "http://purl.org/dc/terms/"

  private static func own(_ name: String) -> Term { .iri("graphsh:vocabulary/" + name) }

  private static func document(_ id: Int64) -> Term { .iri("graphsh:document/\(id)") }

  func handOut(_ body: (Term, Term, Term) throws -> Void) throws {
    var cache = TermCache(graph)
    for document in try graph.documents() {
      let node = Self.document(document.id)
      try body(node, .iri(RDFVocabulary.type), Self.own("Document"))
      try body(node, .iri(Self.terms + "source"), .string(document.source))
      if let title = document.title { try body(node, .iri(Self.terms + "title"), .string(title)) }
      if let date = document.date { try body(node, .iri(Self.terms + "date"), .date(date)) }
    }
    for claim in try graph.statements(
      subject: nil, predicate: nil, object: nil, assertedOnly: false)
    {
      try describe(claim, &cache, body)
    }
  }

  private func describe(
    _ claim: StoredStatement, _ cache: inout TermCache, _ body: (Term, Term, Term) throws -> Void
  ) throws {
    let node = Term.iri("graphsh:statement/\(claim.id)")
    func say(_ property: String, _ value: Term) throws {
      try body(node, .iri(Self.rdf + property), value)
    }
    let predicate = try cache.term(claim.predicate.rawValue)
    try say("type", .iri(Self.rdf + "Statement"))
    try say("subject", try cache.term(claim.subject.rawValue))
    if case .string = predicate {
      try say("predicate", .iri(GraphshIRI.literal(predicate)))
    } else {
      try say("predicate", predicate)
    }
    if let object = claim.object { try say("object", try cache.term(object.rawValue)) }
    if claim.isNegated { try body(node, Self.own("negated"), .boolean(true)) }
    if let modality = claim.modality { try body(node, Self.own("modality"), .string(modality)) }
    if let speaker = claim.attributedTo {
      try body(node, Self.own("attributedTo"), try cache.term(speaker.rawValue))
    }
    if let date = claim.date { try body(node, Self.own("date"), .date(date)) }
    for qualifier in try graph.qualifiers(of: claim.id) {
      try body(
        node, Self.own("qualifier/" + GraphshIRI.encoded(qualifier.name)),
        try cache.term(qualifier.value.rawValue))
    }
    let evidence = try graph.evidence(of: claim.id)
    for number in evidence.indices {
      try body(node, Self.own("evidence"), .iri("graphsh:evidence/\(claim.id)/\(number + 1)"))
    }
    for (number, piece) in evidence.enumerated() {
      let place = Term.iri("graphsh:evidence/\(claim.id)/\(number + 1)")
      try body(place, Self.own("document"), Self.document(piece.document))
      try body(place, Self.own("sentence"), .string(piece.text))
      try body(place, Self.own("sentenceNumber"), .integer(Int64(piece.number)))
      try body(place, Self.own("start"), .integer(Int64(piece.span.lowerBound)))
      try body(place, Self.own("end"), .integer(Int64(piece.span.upperBound)))
      try body(place, Self.own("confidence"), .float(piece.confidence))
      try body(place, Self.own("extractor"), .string(piece.extractor))
    }
  }
}
