import GQL
import Graph

/// Terms of RDF by number: those of the file have the file's numbers, others the session's. Equal terms have equal numbers.
///
/// An entity is the IRI that stands for it, and so is a plain name where RDF allows no literal, as a predicate.
final class TermSpace {
  let graph: KnowledgeGraph
  private let dictionary: SessionDictionary
  /// The IRIs of literals that the file has where RDF allows none, and back.
  private var resources: [Int32: Int32] = [:]
  private var literals: [Int32: Int32?] = [:]

  init(_ graph: KnowledgeGraph) {
    self.graph = graph
    dictionary = SessionDictionary(graph: graph)
  }

  var bytes: Int { dictionary.bytes }

  /// The number of a term of RDF.
  func intern(_ term: Term) throws -> Int32 {
    if case .iri(let iri) = term, iri.utf8.starts(with: "graphsh:".utf8) {
      return try dictionary.intern(Term(rdfIRI: iri))
    }
    return try dictionary.intern(term)
  }

  /// The term of RDF that has a number.
  func term(_ value: Int32) throws -> Term {
    try dictionary.term(Value(rawValue: value)).rdf
  }

  /// The number that a term has in the file; nil if the file does not have it.
  ///
  /// - Parameter isResource: whether it stands where RDF allows no literal.
  func stored(_ term: Term, isResource: Bool) throws -> Value? {
    guard case .iri(let iri) = term else { return try graph.value(of: term) }
    return try graph.value(
      of: isResource ? Term(rdfResource: iri) : Term(rdfIRI: iri))
  }

  /// The number under which the file has what a solution calls by this number, where RDF allows no literal.
  func stored(resource value: Int32) throws -> Int32 {
    if value < Value.firstSessionID { return value }
    if let known = literals[value] { return known ?? value }
    let found = try stored(term(value), isResource: true)?.rawValue
    literals[value] = .some(found)
    return found ?? value
  }

  /// The number by which solutions call what the file has where RDF allows no literal.
  func resource(stored value: Int32) throws -> Int32 {
    if let known = resources[value] { return known }
    let term = try dictionary.term(Value(rawValue: value))
    let resource =
      try term == term.rdfResource || term.rdf == term.rdfResource
      ? value : dictionary.intern(term.rdfResource)
    resources[value] = resource
    return resource
  }
}
