/// Keeps spreadsheets from running a cell as a formula (OWASP, CSV Injection): an apostrophe comes before a text that
/// begins as a formula does, and before one that begins with apostrophes and then so, which makes it reversible.
public enum FormulaGuard {
  /// A cell with an apostrophe before it where a spreadsheet would take it for a formula.
  public static func guarded(_ text: String) -> String { isFormula(text) ? "'" + text : text }

  static func restored(_ text: String) -> String {
    text.utf8.first == UInt8(ascii: "'") && isFormula(text) ? String(text.dropFirst()) : text
  }

  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first(where: { $0 != UInt8(ascii: "'") }) else { return false }
    return "=+-@\t\r\n".utf8.contains(first)
  }
}
