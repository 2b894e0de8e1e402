import Asking

/// Questions in English where a program is expected.
enum EnglishLine {
  /// What to say to a program that is a question in English; nil for others.
  static func advice(for text: String) -> String? {
    let line = DotCommandLine.trimmed(text[...])
    guard !line.contains("\n"), Question.mayBe(line) else { return nil }
    let quoted = line.replacing("'", with: "'\\''")
    return "this is English; the shell answers it, and so does: graphsh ask '\(quoted)'"
  }
}
