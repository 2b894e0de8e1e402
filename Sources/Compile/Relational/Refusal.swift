import GQL

/// What cannot be compiled, with its place in the program and what to do instead.
enum Refusal {
  static func because(_ message: String, at span: SourceSpan?, hint: String? = nil) -> Diagnostic {
    Diagnostic(.error, "this cannot be compiled: " + message, at: span, hint: hint)
  }
}
