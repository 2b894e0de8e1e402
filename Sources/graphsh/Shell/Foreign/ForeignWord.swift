/// A word of a query in another language, as far as its translation wants to know.
enum ForeignWord: Equatable {
  /// A keyword, a name, or a prefixed name of RDF.
  case name(String)
  /// What stands in quotes.
  case text(String)
  case number(String)
  /// `?x` or `$x`, without its mark.
  case variable(String)
  /// What stands in angle brackets.
  case iri(String)
  case mark(Character)

  /// The words of a text; nil where a quote or bracket is open. Linear in the text.
  static func words(of text: String) -> [ForeignWord]? {
    var words: [ForeignWord] = []
    var rest = text[...]
    func isNamePart(_ character: Character) -> Bool {
      character.isLetter || character.isNumber || character == "_"
    }
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
      } else if first == "\"" || first == "'" || first == "`" {
        rest.removeFirst()
        guard let end = rest.firstIndex(of: first) else { return nil }
        words.append(first == "`" ? .name(String(rest[..<end])) : .text(String(rest[..<end])))
        rest = rest[rest.index(after: end)...]
      } else if first == "<", let end = rest.firstIndex(of: ">"),
        rest[..<end].contains(":"), !rest[..<end].contains(where: \.isWhitespace)
      {
        words.append(.iri(String(rest[rest.index(after: rest.startIndex)..<end])))
        rest = rest[rest.index(after: end)...]
      } else if first == "?" || first == "$", rest.dropFirst().first.map(isNamePart) ?? false {
        let name = rest.dropFirst().prefix(while: isNamePart)
        words.append(.variable(String(name)))
        rest = rest[name.endIndex...]
      } else if first.isNumber {
        let number = rest.prefix { $0.isNumber }
        words.append(.number(String(number)))
        rest = rest[number.endIndex...]
      } else if isNamePart(first) {
        let name = rest.prefix(while: isNamePart)
        words.append(.name(String(name)))
        rest = rest[name.endIndex...]
      } else {
        words.append(.mark(first))
        rest.removeFirst()
      }
    }
    return words
  }

  /// Whether it is this keyword, in whatever case.
  func isKeyword(_ word: String) -> Bool {
    if case .name(let name) = self { name.lowercased() == word } else { false }
  }
}

/// Reads words one after another.
struct ForeignWords {
  private var rest: ArraySlice<ForeignWord>

  init(_ words: [ForeignWord]) { rest = words[...] }

  var isAtEnd: Bool { rest.isEmpty }
  var next: ForeignWord? { rest.first }
  var afterNext: ForeignWord? { rest.dropFirst().first }

  /// Takes a keyword if it is there.
  mutating func take(_ keyword: String) -> Bool {
    guard let word = rest.first, word.isKeyword(keyword) else { return false }
    rest.removeFirst()
    return true
  }

  /// Takes a mark if it is there.
  mutating func take(mark: Character) -> Bool {
    guard rest.first == .mark(mark) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func takeName() -> String? {
    guard case .name(let name) = rest.first else { return nil }
    rest.removeFirst()
    return name
  }

  mutating func takeText() -> String? {
    guard case .text(let text) = rest.first else { return nil }
    rest.removeFirst()
    return text
  }

  mutating func takeVariable() -> String? {
    guard case .variable(let name) = rest.first else { return nil }
    rest.removeFirst()
    return name
  }

  mutating func takeIRI() -> String? {
    guard case .iri(let iri) = rest.first else { return nil }
    rest.removeFirst()
    return iri
  }

  /// `LIMIT n` and the mark at the end; false where anything else follows. Gives the limit as GQL writes it.
  mutating func takeEnd(limit: inout String) -> Bool {
    if take("limit") {
      guard case .number(let number) = rest.first else { return false }
      rest.removeFirst()
      limit = " limit \(number)"
    }
    while take(mark: ";") || take(mark: "?") || take(mark: ".") {}
    return isAtEnd
  }
}
