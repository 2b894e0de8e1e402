import GQL
import Graph

/// Reads whole requests: `QueryUnit` and `UpdateUnit`.
struct RequestParser {
  private let reader: TokenReader
  let source: SourceText

  /// - Parameters:
  ///   - name: what messages call the text.
  ///   - firstLine: the number of its first line there.
  ///   - base: what relative IRIs are relative to where the request does not say it.
  /// - Throws: `DiagnosticsError` for what is no token.
  init(_ text: String, name: String, firstLine: Int = 1, base: String? = nil) throws {
    let decoded = String(
      String.UnicodeScalarView(CodepointEscapes.decode(Array(text.unicodeScalars))))
    source = SourceText(name: name, text: decoded, firstLine: firstLine)
    do throws(Diagnostic) {
      reader = TokenReader(
        try Lexer.tokens(decoded), base: base.map { BaseIRI(Array($0.utf8)) })
    } catch {
      throw Self.error(error, source)
    }
  }

  private static func error(_ diagnostic: Diagnostic, _ source: SourceText) -> DiagnosticsError {
    var sources = SourceMap()
    _ = sources.add(source)
    return DiagnosticsError([diagnostic], sources: sources)
  }

  /// The request; linear in its length.
  ///
  /// - Throws: `DiagnosticsError` with the first mistake and its place.
  func request() throws -> (request: Request, variables: VariableTable, base: BaseIRI?) {
    do throws(Diagnostic) {
      try Self.prologue(reader)
      let request: Request
      switch reader.keyword {
      case "SELECT", "CONSTRUCT", "DESCRIBE", "ASK":
        request = .query(try QueryParser(reader).query())
      case nil where reader.isAtEnd: request = .update([])
      case "INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY":
        request = .update(try UpdateParser(reader).operations())
      default: throw reader.expected("a query (SELECT, CONSTRUCT, DESCRIBE, ASK) or an update")
      }
      guard reader.isAtEnd else { throw reader.expected("the end of the request") }
      return (request, reader.variables, reader.base)
    } catch {
      throw Self.error(error, source)
    }
  }

  /// `Prologue`: bases and prefixes.
  static func prologue(_ reader: TokenReader) throws(Diagnostic) {
    let terms = TermParser(reader: reader)
    while true {
      if reader.accept(word: "BASE") {
        guard case .iriReference = reader.token.kind else {
          throw reader.expected("an IRI behind BASE")
        }
        let iri = try terms.requiredIRI("behind BASE")
        guard BaseIRI.hasScheme(Array(iri.utf8)) else {
          throw reader.error("the base <\(iri)> is relative", hint: "write a whole IRI")
        }
        reader.base = BaseIRI(Array(iri.utf8))
      } else if reader.accept(word: "PREFIX") {
        guard case .prefixedName(let prefix, "") = reader.token.kind else {
          throw reader.expected("a prefix with ':' behind PREFIX", hint: "write PREFIX ex: <…>")
        }
        reader.take()
        guard case .iriReference = reader.token.kind else {
          throw reader.expected("an IRI behind the prefix")
        }
        reader.prefixes[prefix] = try terms.requiredIRI("behind the prefix")
      } else {
        return
      }
    }
  }
}
