import GQL
import Graph

/// Reads update requests (`Update` to `QuadsNotTriples`).
struct UpdateParser {
  let reader: TokenReader
  private var terms: TermParser { TermParser(reader: reader) }

  init(_ reader: TokenReader) { self.reader = reader }

  /// Operations with `;` between them, each perhaps behind a prologue of its own.
  func operations() throws(Diagnostic) -> [UpdateOperation] {
    var operations: [UpdateOperation] = []
    while !reader.isAtEnd {
      operations.append(try operation())
      reader.closeLabels()
      guard reader.accept(.semicolon) else { break }
      try RequestParser.prologue(reader)
    }
    return operations
  }

  private func operation() throws(Diagnostic) -> UpdateOperation {
    let start = reader.token.range.lowerBound
    let word = reader.keyword
    switch word {
    case "LOAD":
      reader.take()
      let isSilent = reader.accept(word: "SILENT")
      let source = try terms.requiredIRI("behind LOAD")
      var graph: Term?
      if reader.accept(word: "INTO") {
        try reader.expect(word: "GRAPH", "behind INTO")
        graph = .iri(try terms.requiredIRI("behind GRAPH"))
      }
      return .load(
        source: source, into: graph, isSilent: isSilent, span: reader.span(from: start))
    case "CLEAR", "DROP":
      reader.take()
      let isSilent = reader.accept(word: "SILENT")
      let target = try target(allowsMany: true)
      return word == "CLEAR"
        ? .clear(target, isSilent: isSilent) : .drop(target, isSilent: isSilent)
    case "CREATE":
      reader.take()
      let isSilent = reader.accept(word: "SILENT")
      try reader.expect(word: "GRAPH", "behind CREATE")
      return .create(.iri(try terms.requiredIRI("behind GRAPH")), isSilent: isSilent)
    case "ADD", "MOVE", "COPY":
      reader.take()
      let isSilent = reader.accept(word: "SILENT")
      let source = try graphOrDefault()
      try reader.expect(word: "TO", "between the graphs")
      let destination = try graphOrDefault()
      switch word {
      case "ADD": return .add(from: source, to: destination, isSilent: isSilent)
      case "MOVE": return .move(from: source, to: destination, isSilent: isSilent)
      default: return .copy(from: source, to: destination, isSilent: isSilent)
      }
    case "INSERT" where reader.next.keyword == "DATA":
      let quads = try quadsBehindWords()
      try requireNoVariables(quads, start)
      return .insertData(quads)
    case "DELETE" where reader.next.keyword == "DATA":
      let quads = try quadsBehindWords()
      try requireNoVariables(quads, start)
      try requireNoBlanks(quads, start)
      return .deleteData(quads)
    case "DELETE" where reader.next.keyword == "WHERE":
      let quads = try quadsBehindWords()
      try requireNoBlanks(quads, start)
      return .deleteWhere(quads)
    case "WITH", "DELETE", "INSERT": return .modify(try modification())
    default:
      throw reader.expected(
        "an update: INSERT, DELETE, WITH, LOAD, CLEAR, CREATE, DROP, COPY, MOVE or ADD")
    }
  }

  private func target(allowsMany: Bool) throws(Diagnostic) -> GraphTarget {
    if reader.accept(word: "DEFAULT") { return .unnamed }
    if allowsMany, reader.accept(word: "NAMED") { return .allNamed }
    if allowsMany, reader.accept(word: "ALL") { return .all }
    try reader.expect(word: "GRAPH", "and its IRI, or DEFAULT, NAMED or ALL")
    return .graph(.iri(try terms.requiredIRI("behind GRAPH")))
  }

  private func graphOrDefault() throws(Diagnostic) -> GraphTarget {
    if reader.accept(word: "DEFAULT") { return .unnamed }
    _ = reader.accept(word: "GRAPH")
    return .graph(.iri(try terms.requiredIRI("of the graph, or DEFAULT")))
  }

  private func modification() throws(Diagnostic) -> Modification {
    var modification = Modification(pattern: .elements([]))
    if reader.accept(word: "WITH") {
      modification.with = .iri(try terms.requiredIRI("behind WITH"))
    }
    let start = reader.token.range.lowerBound
    var hasPart = false
    if reader.accept(word: "DELETE") {
      modification.deleted = try quads()
      try requireNoBlanks(modification.deleted, start)
      hasPart = true
    }
    reader.forgetLabels()
    if reader.accept(word: "INSERT") {
      modification.inserted = try quads()
      hasPart = true
    }
    guard hasPart else { throw reader.expected("DELETE or INSERT") }
    reader.forgetLabels()
    while reader.accept(word: "USING") {
      let isNamed = reader.accept(word: "NAMED")
      modification.using.append(
        DatasetClause(iri: .iri(try terms.requiredIRI("behind USING")), isNamed: isNamed))
    }
    try reader.expect(word: "WHERE", "and a pattern")
    modification.pattern = try GroupParser(reader).group()
    return modification
  }

  /// What follows the two words of an operation: "INSERT DATA", "DELETE WHERE".
  private func quadsBehindWords() throws(Diagnostic) -> [QuadPattern] {
    reader.take()
    reader.take()
    return try quads()
  }

  /// `QuadPattern` or `QuadData`.
  private func quads() throws(Diagnostic) -> [QuadPattern] {
    try reader.expect(.leftBrace, "before the triples")
    reader.beginPattern()
    var quads: [QuadPattern] = []
    let triples = TriplesParser(reader, allowsPaths: false)
    while !reader.accept(.rightBrace) {
      if reader.accept(word: "GRAPH") {
        let graph = try terms.variableOrIRI("behind GRAPH")
        try reader.expect(.leftBrace, "before the graph's triples")
        quads += QueryParser.template(try triples.triples(), graph: graph)
        try reader.expect(.rightBrace, "at the end of the graph's triples")
        _ = reader.accept(.dot)
      } else if triples.begins {
        quads += QueryParser.template(try triples.triples())
        if triples.begins { throw reader.expected("'.' between triples") }
      } else {
        throw reader.expected("a triple, GRAPH or '}'")
      }
    }
    return quads
  }

  private func requireNoVariables(_ quads: [QuadPattern], _ start: Int) throws(Diagnostic) {
    for case .variable(let variable) in quads.flatMap(\.nodes) {
      throw reader.error(
        "the variable ?\(reader.variables.name(variable)) stands in data",
        at: reader.span(from: start), hint: "write INSERT { … } WHERE { … } instead")
    }
  }

  private func requireNoBlanks(_ quads: [QuadPattern], _ start: Int) throws(Diagnostic) {
    for case .blank in quads.flatMap(\.nodes) {
      throw reader.error(
        "a blank node stands in what is to be deleted", at: reader.span(from: start),
        hint: "use a variable in DELETE { … } WHERE { … }")
    }
  }
}
