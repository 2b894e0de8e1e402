import GQL
import Graph

/// Reads triples with their abbreviations: `;` and `,`, blank nodes in brackets, and collections.
struct TriplesParser {
  let reader: TokenReader
  /// Whether predicates may be paths, as in patterns but not in templates.
  let allowsPaths: Bool
  private var terms: TermParser { TermParser(reader: reader) }

  init(_ reader: TokenReader, allowsPaths: Bool) {
    self.reader = reader
    self.allowsPaths = allowsPaths
  }

  /// Whether triples can begin with this token.
  var begins: Bool {
    switch reader.token.kind {
    case .iriReference, .prefixedName, .blankNode, .variable, .string, .integer, .decimal, .double,
      .symbol(.leftBracket), .symbol(.leftParenthesis), .symbol(.plus), .symbol(.minus):
      true
    default: reader.keyword == "TRUE" || reader.keyword == "FALSE"
    }
  }

  /// `TriplesBlock` or `TriplesTemplate`: triples with dots between them.
  func triples() throws(Diagnostic) -> [TriplePattern] {
    var triples: [TriplePattern] = []
    while begins {
      try sameSubject(&triples)
      guard reader.accept(.dot) else { break }
    }
    return triples
  }

  private func sameSubject(_ triples: inout [TriplePattern]) throws(Diagnostic) {
    if let subject = try terms.node() {
      try propertyList(subject, &triples, isRequired: true)
    } else {
      // What a collection or a node in brackets says is enough by itself.
      let subject = try triplesNode(&triples)
      try propertyList(subject, &triples, isRequired: false)
    }
  }

  private func propertyList(
    _ subject: PatternNode, _ triples: inout [TriplePattern], isRequired: Bool
  ) throws(Diagnostic) {
    guard let first = try verb() else {
      if isRequired { throw reader.expected("a predicate") }
      return
    }
    try objectList(subject, first, &triples)
    while reader.accept(.semicolon) {
      guard let verb = try verb() else { continue }
      try objectList(subject, verb, &triples)
    }
  }

  private func verb() throws(Diagnostic) -> TriplePattern.Verb? {
    if let variable = terms.variable() { return .node(.variable(variable)) }
    switch reader.token.kind {
    case .iriReference, .prefixedName, .word("a"): break
    case .symbol(.caret), .symbol(.not), .symbol(.leftParenthesis):
      guard allowsPaths else { return nil }
    default: return nil
    }
    guard allowsPaths else {
      if case .word = reader.token.kind {
        reader.take()
        return .node(.term(.iri(RDFVocabulary.type)))
      }
      return try terms.iri().map { .node(.term(.iri($0))) }
    }
    let path = try PathParser(reader).path()
    if case .link(let link) = path { return .node(.term(link)) }
    return .path(path)
  }

  private func objectList(
    _ subject: PatternNode, _ verb: TriplePattern.Verb, _ triples: inout [TriplePattern]
  ) throws(Diagnostic) {
    repeat {
      let object = try graphNode(&triples)
      triples.append(TriplePattern(subject: subject, verb: verb, object: object))
    } while reader.accept(.comma)
  }

  private func graphNode(_ triples: inout [TriplePattern]) throws(Diagnostic) -> PatternNode {
    if let node = try terms.node() { return node }
    return try triplesNode(&triples)
  }

  /// `[ … ]` or `( … )`.
  private func triplesNode(_ triples: inout [TriplePattern]) throws(Diagnostic) -> PatternNode {
    var inner: [TriplePattern] = []
    let node = try reader.nested { () throws(Diagnostic) -> PatternNode in
      if reader.accept(.leftBracket) {
        let node = PatternNode.blank(reader.variables.fresh())
        try propertyList(node, &inner, isRequired: true)
        try reader.expect(.rightBracket, "at the end of the blank node")
        return node
      }
      guard reader.accept(.leftParenthesis) else {
        throw reader.expected("a term or a variable")
      }
      return try collection(&inner)
    }
    triples += inner
    return node
  }

  private func collection(_ triples: inout [TriplePattern]) throws(Diagnostic) -> PatternNode {
    let first = PatternNode.blank(reader.variables.fresh())
    var link = first
    while true {
      let member = try graphNode(&triples)
      triples.append(
        TriplePattern(subject: link, verb: .node(.term(.iri(RDFVocabulary.first))), object: member))
      let isLast = reader.accept(.rightParenthesis)
      let rest =
        isLast ? .term(.iri(RDFVocabulary.empty)) : PatternNode.blank(reader.variables.fresh())
      triples.append(
        TriplePattern(subject: link, verb: .node(.term(.iri(RDFVocabulary.rest))), object: rest))
      if isLast { return first }
      link = rest
    }
  }
}
