/// One thing to say about a program: what, where, and what to do about it.
public struct Diagnostic: Error, Sendable, Hashable {
  /// How bad it is: an error keeps a program from running, a note and a warning do not.
  public enum Severity: String, Sendable {
    case error, warning, note
  }

  /// How bad it is.
  public var severity: Severity
  /// One sentence, without a full stop.
  public var message: String
  /// Nil for what concerns no single place (rows passed over at run time).
  public var span: SourceSpan?
  /// What to write instead, or where to look.
  public var hint: String?
  /// Changes of the text that make it what was probably meant; empty where that cannot be told.
  public var edits: [SourceEdit]

  package init(
    _ severity: Severity, _ message: String, at span: SourceSpan? = nil, hint: String? = nil,
    edits: [SourceEdit] = []
  ) {
    self.severity = severity
    self.message = message
    self.span = span
    self.hint = hint
    self.edits = edits
  }
}

/// The errors of a program, all that were found in one run, with the sources that they speak of.
public struct DiagnosticsError: Error, Sendable, CustomStringConvertible {
  /// In the order in which they were found.
  public var diagnostics: [Diagnostic]
  /// What their spans speak of.
  public var sources: SourceMap

  package init(_ diagnostics: [Diagnostic], sources: SourceMap) {
    self.diagnostics = diagnostics
    self.sources = sources
  }

  /// All of them as text, each with its line and a caret, in the order of the places.
  public func rendered() -> String {
    DiagnosticRenderer(sources: sources).render(diagnostics)
  }

  /// The text with what is wrong mended as was probably meant; nil where that cannot be told.
  public var correction: String? { sources.correction(by: diagnostics) }

  /// As ``rendered()``.
  public var description: String { rendered() }
}
