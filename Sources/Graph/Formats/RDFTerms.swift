/// Terms as RDF has them: an entity is an IRI, and so is a plain name where RDF allows no literal (``GraphshIRI``).
extension Term {
  /// The term for which an IRI stands where any term can stand: an entity by its IRI, and else the IRI itself.
  package init(rdfIRI iri: String) {
    self = GraphshIRI.readEntity(iri) ?? .iri(iri)
  }

  /// The term for which an IRI stands as a subject, a predicate or a graph, where it may be a literal's stand-in.
  package init(rdfResource iri: String) {
    if let spelling = GraphshIRI.readLiteral(iri),
      let literal = StoredTerm(spelling: Array(spelling.utf8).span).term
    {
      self = literal
    } else {
      self.init(rdfIRI: iri)
    }
  }

  /// The term where any term of RDF can stand.
  package var rdf: Term {
    if case .entity(let label, let disambiguator) = self {
      .iri(GraphshIRI.entity(label, disambiguator: disambiguator))
    } else {
      self
    }
  }

  /// The term where only an IRI or a blank node can stand.
  package var rdfResource: Term {
    switch self {
    case .iri, .blank: self
    case .entity: rdf
    default: .iri(GraphshIRI.literal(self))
    }
  }

  /// How `xsd:double` spells a number of graphsh, and every other literal its own text; nil for what is no literal.
  package var lexicalForm: String? {
    switch self {
    case .entity, .iri, .blank: nil
    case .string(let text), .languageString(let text, _), .typed(let text, _): text
    case .integer(let integer): String(integer)
    case .float(let number): NTriplesText.lexical(number)
    case .boolean(let truth): truth ? "true" : "false"
    case .date(let date): date.description
    case .dateTime(let moment): moment.description
    }
  }
}
