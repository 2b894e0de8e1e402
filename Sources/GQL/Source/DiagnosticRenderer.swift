import Base

/// Writes diagnostics for people: `file:line:column: error: …`, the line, a caret under the place, the hint.
public struct DiagnosticRenderer: Sendable {
  private let sources: SourceMap
  /// Columns of a line that are shown; a longer line is cut around the place.
  private static let shownColumns = 160
  /// More than anyone reads are only counted.
  private static let shownDiagnostics = 200

  /// - Parameter sources: what the diagnostics speak of
  public init(sources: SourceMap) {
    self.sources = sources
  }

  /// Several diagnostics, one after another.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    var texts = diagnostics.prefix(Self.shownDiagnostics).map(render)
    let rest = diagnostics.count - texts.count
    if rest > 0 { texts.append("… and \(rest) more") }
    return texts.joined(separator: "\n")
  }

  /// One diagnostic, without a newline at its end.
  public func render(_ diagnostic: Diagnostic) -> String {
    let hint = diagnostic.hint
    guard let span = diagnostic.span, sources.sources.indices.contains(span.source) else {
      let text = "\(diagnostic.severity.rawValue): \(diagnostic.message)"
      return hint.map { "\(text)\n  hint: \($0)" } ?? text
    }
    let source = sources[span.source]
    let place = source.place(of: span.start)
    var text = "\(source.name):\(place.line):\(place.column): "
    text += "\(diagnostic.severity.rawValue): \(diagnostic.message)"
    // A place may lie in the line's end, which is not shown.
    let end = max(span.start, min(span.end, place.lineBytes.upperBound))
    let excerpt = Excerpt(
      source.text(place.lineBytes), column: place.column - 1,
      length: source.text(span.start..<end).unicodeScalars.count, limit: Self.shownColumns)
    let number = String(place.line)
    text += "\n \(number) | \(excerpt.line)"
    let margin = String(repeating: " ", count: number.count)
    text += "\n \(margin) | \(excerpt.marks)"
    if let hint { text += "\n \(margin) = \(hint)" }
    return text
  }
}

/// A line and the marks under it, as wide as a terminal shows them.
private struct Excerpt {
  var line = ""
  var marks = ""

  init(_ text: String, column: Int, length: Int, limit: Int) {
    let scalars = Array(text.unicodeScalars)
    var first = 0
    var last = scalars.count
    if scalars.count > limit {
      first = max(0, min(column - limit / 2, scalars.count - limit))
      last = first + limit
    }
    if first > 0 {
      line = "…"
      marks = " "
    }
    for index in first..<last {
      let scalar = scalars[index]
      // Control characters would move the cursor; a tab moves it alike in both lines.
      let shown =
        scalar.properties.generalCategory == .control && scalar != "\t" ? "\u{FFFD}" : scalar
      line.unicodeScalars.append(shown)
      if index < column {
        marks +=
          scalar == "\t" ? "\t" : String(repeating: " ", count: EastAsianWidth.columns(of: shown))
      } else if index == column {
        marks += "^" + String(repeating: "~", count: max(0, EastAsianWidth.columns(of: shown) - 1))
      } else if index < column + length {
        marks +=
          scalar == "\t" ? "\t" : String(repeating: "~", count: EastAsianWidth.columns(of: shown))
      }
    }
    if last < scalars.count { line += "…" }
    if column >= scalars.count { marks += "^" }
  }
}
