import GQL
import Graph

/// Reads property paths (`Path` to `PathOneInPropertySet`).
struct PathParser {
  let reader: TokenReader
  private var terms: TermParser { TermParser(reader: reader) }

  init(_ reader: TokenReader) { self.reader = reader }

  /// `PathAlternative`; a single IRI is a link.
  func path() throws(Diagnostic) -> PropertyPath {
    try reader.nested { () throws(Diagnostic) in
      var (path, parts) = (try sequence(), 1)
      while reader.accept(.bar) {
        try reader.count(&parts)
        path = .alternative(path, try sequence())
      }
      return path
    }
  }

  private func sequence() throws(Diagnostic) -> PropertyPath {
    var (path, parts) = (try eltOrInverse(), 1)
    while reader.accept(.slash) {
      try reader.count(&parts)
      path = .sequence(path, try eltOrInverse())
    }
    return path
  }

  private func eltOrInverse() throws(Diagnostic) -> PropertyPath {
    reader.accept(.caret) ? .inverse(try elt()) : try elt()
  }

  private func elt() throws(Diagnostic) -> PropertyPath {
    let primary = try primary()
    if reader.accept(.star) { return .zeroOrMore(primary) }
    if reader.accept(.plus) { return .oneOrMore(primary) }
    if reader.accept(.question) { return .zeroOrOne(primary) }
    return primary
  }

  private func primary() throws(Diagnostic) -> PropertyPath {
    if reader.accept(.not) { return try negatedSet() }
    if reader.accept(.leftParenthesis) {
      let path = try path()
      try reader.expect(.rightParenthesis, "at the end of the path")
      return path
    }
    guard let link = try link() else {
      throw reader.expected("a predicate or a property path")
    }
    return .link(link)
  }

  /// An IRI or `a`.
  private func link() throws(Diagnostic) -> Term? {
    if case .word("a") = reader.token.kind {
      reader.take()
      return .iri(RDFVocabulary.type)
    }
    return try terms.iri().map { .iri($0) }
  }

  private func negatedSet() throws(Diagnostic) -> PropertyPath {
    var (forward, backward): ([Term], [Term]) = ([], [])
    func one() throws(Diagnostic) {
      let isInverse = reader.accept(.caret)
      guard let link = try link() else { throw reader.expected("an IRI behind '!'") }
      if isInverse { backward.append(link) } else { forward.append(link) }
    }
    if reader.accept(.leftParenthesis) {
      if !reader.accept(.rightParenthesis) {
        repeat { try one() } while reader.accept(.bar)
        try reader.expect(.rightParenthesis, "at the end of the negated set")
      }
    } else {
      try one()
    }
    return .negatedSet(
      forward: forward.isEmpty && !backward.isEmpty ? nil : forward,
      backward: backward.isEmpty ? nil : backward)
  }
}
