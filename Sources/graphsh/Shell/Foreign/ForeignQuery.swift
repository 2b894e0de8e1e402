import GQL

/// A query in another language, which people type because they know it: what it is, and the same question in GQL.
struct ForeignQuery {
  enum Language: String {
    case sql = "SQL"
    case cypher = "Cypher"
    case sparql = "SPARQL"
  }

  let language: Language
  /// The same question in GQL, where it is simple enough.
  let translation: String?

  /// Nil for a text that is GQL, or may become it.
  init?(_ text: String) {
    guard let language = Language(of: text) else { return nil }
    self.language = language
    guard let words = ForeignWord.words(of: text) else {
      translation = nil
      return
    }
    translation =
      switch language {
      case .sql: SQLTranslation.query(words)
      case .cypher: CypherTranslation.query(words)
      case .sparql: SPARQLTranslation.query(words)
      }
  }

  /// What to say to it.
  var answer: String {
    let opening = "this is \(language.rawValue); graphsh is asked in GQL"
    guard let translation else {
      return opening + ", such as met(\"Lee\", Who)? (.help, and docs/language.md)"
    }
    return opening + ". The same question:\n  " + translation
  }
}

extension ForeignQuery.Language {
  /// Tells the language by the first words and by what no program of GQL has.
  init?(of text: String) {
    let start = text.prefix(2000).lowercased()
    let words = start.split { !($0.isLetter || $0.isNumber || $0 == "_") }.prefix(200)
    let first = words.first.map(String.init) ?? ""
    // A name with an argument list is an atom: select(X)? is GQL.
    let after = start.drop { $0.isWhitespace }.dropFirst(first.count)
    let isAtom = after.first == "("
    let rest = after.drop { $0.isWhitespace }
    func has(_ word: String) -> Bool { words.contains { $0 == word } }
    switch first {
    case "select" where !isAtom:
      self =
        rest.contains("{") || rest.first == "?" || rest.hasPrefix("distinct ?") ? .sparql : .sql
    case "prefix" where rest.contains(":") && rest.contains("<"), "base" where rest.first == "<":
      self = .sparql
    case "ask" where rest.first == "{", "construct" where rest.first == "{",
      "describe" where rest.first == "<" || rest.first == "?":
      self = .sparql
    case "match", "optional", "unwind", "merge", "create":
      let isPattern = rest.contains(")-") || rest.contains(")<-") || has("return")
      guard isPattern || first == "create" && (has("table") || has("view") || has("index")) else {
        return nil
      }
      self = isPattern ? .cypher : .sql
    case "insert" where has("into") && has("values") && !isAtom,
      "delete" where rest.hasPrefix("from "),
      "update" where has("set") && !isAtom, "drop" where rest.hasPrefix("table"),
      "alter" where rest.hasPrefix("table"), "with" where has("as") && has("select"):
      self = .sql
    default: return nil
    }
  }
}

/// Parts of GQL that translations are made of.
enum GQLText {
  /// A name of another language as a variable: `a` is `A`, `_x` stays.
  static func variable(_ name: String) -> String {
    guard let first = name.first, first != "_" else { return name }
    return first.isLetter ? first.uppercased() + name.dropFirst() : "X" + name
  }

  /// A text in double quotes.
  static func string(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// What the graph calls a relationship type, a label or a table: `MET` and `Met` are `met`, `bornIn` stays.
  static func predicate(_ name: String) -> String {
    let isLoud = name == name.uppercased() || name.first?.isUppercase ?? false
    return written(isLoud ? name.lowercased() : name)
  }

  /// The name of a predicate or type, in quotes where it does not begin as one does.
  static func written(_ name: String) -> String {
    if let first = name.first, first.isLetter { return name }
    return "'" + name.replacing("'", with: "''") + "'"
  }

  /// A query for columns over a body; one without columns asks for all variables.
  static func query(_ columns: [String], _ body: [String], _ limit: String) -> String {
    let body = body.joined(separator: ", ")
    return columns.isEmpty
      ? body + limit + "?" : "?(" + columns.joined(separator: ", ") + ") :- " + body + limit + "."
  }
}
