import Graph

/// A query that is asked several times, with other values of its parameters (`$name`).
///
/// Its form was checked when it was prepared. Names in it get their meaning each time, from the graph as it is then,
/// and values of parameters are never pasted into its text.
public struct PreparedQuery {
  /// The query, as GQL writes it.
  public let text: String
  /// Names of its parameters, in the order of their first appearance.
  public let parameters: [String]
  private let engine: Engine

  init(text: String, parameters: [String], engine: Engine) {
    self.text = text
    self.parameters = parameters
    self.engine = engine
  }

  /// The answers for these values; parameters that are not given have the values of ``Engine/options``.
  ///
  /// - Throws: as ``Engine/run(_:name:each:)``.
  public func answers(_ values: [String: Term] = [:]) throws -> Answers {
    engine.cancellation.reset()
    return try engine.answers(to: text, values)
  }
}

extension Engine {
  /// Checks the form of a query, to be asked several times.
  ///
  /// - Parameter text: one query, with its `?` or `?- … .`
  /// - Throws: ``DiagnosticsError`` where it is no program, ``EngineError/notOneQuery`` where it is something else than
  ///   one query.
  public func prepare(_ text: String) throws -> PreparedQuery {
    var prefixes = prefixes
    var constants = ConstantPool()
    var sources = SourceMap()
    let source = SourceText(name: "<query>", text: text)
    let parsed = Parser.parse(
      source, index: sources.add(source), prefixes: &prefixes, constants: &constants)
    guard parsed.diagnostics.isEmpty else {
      throw DiagnosticsError(parsed.diagnostics, sources: sources)
    }
    guard parsed.facts.isEmpty, parsed.statements.count == 1, case .query = parsed.statements[0]
    else { throw EngineError.notOneQuery }
    return PreparedQuery(text: text, parameters: Self.parameters(in: source), engine: self)
  }

  private static func parameters(in source: SourceText) -> [String] {
    var lexer = Lexer(source.bytes)
    var names: [String] = []
    while true {
      let token = lexer.next()
      if token.kind == .end { return names }
      guard token.kind == .parameter else { continue }
      let name = String(lexer.text(of: token).drop { $0 == "$" })
      if !names.contains(name) { names.append(name) }
    }
  }

  /// The answers to one query.
  func answers(to text: String, _ values: [String: Term]) throws -> Answers {
    let before = options.parameters
    options.parameters.merge(values) { $1 }
    defer { options.parameters = before }
    var found: Answers?
    var count = 0
    try perform(text, name: "<query>") { answers in
      count += 1
      found = answers
    }
    guard let found, count == 1, found.kind == .query else { throw EngineError.notOneQuery }
    return found
  }
}
