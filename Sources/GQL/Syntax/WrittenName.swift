import Base
import Graph

/// How a program writes a name or a text.
package enum WrittenName {
  /// Words that mean something of their own before parentheses or at the beginning of a statement.
  private static let reserved = Set(
    TestFunction.allCases.map(\.rawValue)
      + ["search", "not", "if", "in", "mod", "true", "false", "insert", "delete"])

  /// A predicate as it can be typed: `president of` is `president_of`; what is no name, or is a word of the language,
  /// stands in quotes.
  package static func predicate(_ form: String) -> String {
    let name = form.withUnderscores
    var lexer = Lexer(Array(name.utf8))
    let token = lexer.next()
    let isWhole = token.start == 0 && token.end == name.utf8.count
    if isWhole, token.kind == .name || token.kind == .variable, !reserved.contains(name) {
      return name
    }
    return quoted(form, by: "'")
  }

  /// A value: an entity by its label, an IRI in angle brackets, a literal.
  package static func value(_ term: Term) -> String { term.sourceText }

  /// A text in double quotes, as a string of a program.
  package static func string(_ text: String) -> String { quoted(text, by: "\"") }

  /// By scalars: a line break of two is one character.
  private static func quoted(_ text: String, by mark: Unicode.Scalar) -> String {
    var quoted = String.UnicodeScalarView()
    quoted.append(mark)
    for scalar in text.unicodeScalars {
      switch scalar {
      case mark, "\\": quoted += ["\\", scalar]
      case "\n": quoted += ["\\", "n"]
      case "\t": quoted += ["\\", "t"]
      case "\r": quoted += ["\\", "r"]
      default: quoted.append(scalar)
      }
    }
    quoted.append(mark)
    return String(quoted)
  }
}
