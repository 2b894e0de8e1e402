import Graph

/// A query that is asked several times, with other values of its parameters (`$name`).
///
/// It is analysed the first time. After that, values are put into the rules that came of it, until a program of the
/// engine defines something, the graph changes, or a value is of another kind than the one before; then it is analysed
/// again. So names always have the meaning that the graph gives them at that time, and values of parameters are never
/// pasted into its text.
public final class PreparedQuery {
  /// The query, as GQL writes it.
  public let text: String
  /// Names of its parameters, in the order of their first appearance.
  public let parameters: [String]
  private let engine: Engine
  private var analysis: KeptAnalysis?

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
    return try answersUnlessStopped(values)
  }

  /// As ``answers(_:)``; a wish to stop that came before holds.
  func answersUnlessStopped(_ values: [String: Term]) throws -> Answers {
    try engine.answers(to: text, values, keeping: &analysis)
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
}
