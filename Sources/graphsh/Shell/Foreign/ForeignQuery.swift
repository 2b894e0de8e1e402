/// A query in a language that graphsh does not speak, which people type because they know it: what it is, and the same question in GQL.
struct ForeignQuery {
  enum Language: String {
    case sql = "SQL"
    case cypher = "Cypher"
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
      }
  }

  /// What to say to it.
  var answer: String {
    let opening = "this is \(language.rawValue); graphsh is queried in GQL"
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
    // A directive of GQL, as @prefix, is none of theirs.
    guard start.first(where: { !$0.isWhitespace })?.isLetter ?? false else { return nil }
    let words = start.split { !($0.isLetter || $0.isNumber || $0 == "_") }.prefix(200)
    let first = words.first.map(String.init) ?? ""
    // A name with an argument list is an atom: select(X)? is GQL.
    let after = start.drop { $0.isWhitespace }.dropFirst(first.count)
    let isAtom = after.first == "("
    let rest = after.drop { $0.isWhitespace }
    func has(_ word: String) -> Bool { words.contains { $0 == word } }
    switch first {
    // With braces it is SPARQL, which graphsh speaks.
    case "select" where !isAtom && !rest.contains("{"): self = .sql
    case "match", "optional", "unwind", "merge", "create":
      let isPattern =
        [")-[", ")<-[", ")--", ")<--"].contains { rest.contains($0) } || !isAtom && has("return")
      guard isPattern || first == "create" && (has("table") || has("view") || has("index")) else {
        return nil
      }
      self = isPattern ? .cypher : .sql
    case "insert" where has("into") && has("values") && !isAtom,
      "delete" where rest.hasPrefix("from "),
      "update" where has("set") && !isAtom, "drop" where rest.hasPrefix("table"),
      "alter" where rest.hasPrefix("table"), "with" where !isAtom && has("as") && has("select"):
      self = .sql
    default: return nil
    }
  }
}
