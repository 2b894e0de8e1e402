/// How a program writes a name or a text.
public enum WrittenName {
  /// Words that mean something of their own before parentheses or at the beginning of a statement.
  private static let reserved = Set(
    TestFunction.allCases.map(\.rawValue)
      + ["search", "not", "if", "in", "mod", "true", "false", "insert", "delete"])

  /// A predicate as it can be typed: `president of` is `president_of`; what is no name, or is a word of the language,
  /// stands in quotes.
  public static func predicate(_ form: String) -> String {
    let name = String(form.map { $0 == " " ? "_" : $0 })
    var lexer = Lexer(Array(name.utf8))
    let token = lexer.next()
    let isWhole = token.start == 0 && token.end == name.utf8.count
    if isWhole, token.kind == .name || token.kind == .variable, !reserved.contains(name) {
      return name
    }
    var quoted = ""
    for character in form {
      switch character {
      case "'", "\\": quoted += "\\\(character)"
      case "\n": quoted += "\\n"
      default: quoted.append(character)
      }
    }
    return "'\(quoted)'"
  }

  /// A text in double quotes, as a string of a program.
  public static func string(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
