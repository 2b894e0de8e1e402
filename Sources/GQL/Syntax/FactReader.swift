import Graph

/// Gathers facts of plain constants as rows of numbers: no tree is built for them.
struct FactReader {
  private var groups: [FactGroupSyntax] = []
  private var groupOfKey: [Key: Int] = [:]
  /// The last group and the bytes of its name: most facts follow one of their own kind.
  private var last: (name: Range<Int>, arity: Int, group: Int)?

  /// Numbers of constants by their spelling in this source.
  var spellings = SpellingCache()
  /// Facts that were read.
  private(set) var count = 0
  /// The constants of the fact that is being read.
  var row: [Int32] = []

  private struct Key: Hashable {
    var name: String
    var arity: Int
  }

  /// Adds the fact whose constants are in `row`; `name` are the bytes of its predicate's name.
  mutating func add(
    name: Range<Int>, in bytes: [UInt8], span: SourceSpan, makeName: () -> NameSyntax
  ) {
    let group: Int
    if let last, last.arity == row.count, last.name.count == name.count,
      bytes[last.name].elementsEqual(bytes[name])
    {
      group = last.group
    } else {
      let syntax = makeName()
      let key = Key(name: syntax.text, arity: row.count)
      if let known = groupOfKey[key] {
        group = known
      } else {
        group = groups.count
        groups.append(FactGroupSyntax(name: syntax, table: FactTable(arity: row.count)))
        groupOfKey[key] = group
      }
      last = (name, row.count, group)
    }
    groups[group].table.append(row, span: span)
    count += 1
  }

  consuming func finish(into result: inout ParsedSource) {
    result.facts = groups
  }
}

extension Parser {
  /// Reads `p(a, 1, "b").` if that is what stands here; else leaves everything as it was.
  mutating func readFact() -> Bool {
    guard current.kind == .name || (current.kind == .quotedName && current.end - current.start > 2)
    else { return false }
    let start = current
    let position = lexer.position
    factReader.row.removeAll(keepingCapacity: true)
    guard readArguments(), lexer.next().kind == .dot else {
      lexer.position = position
      return false
    }
    let end = lexer.position
    let lexer = lexer
    let nameSpan = span(start)
    factReader.add(
      name: start.start..<start.end, in: lexer.bytes,
      span: SourceSpan(source: source, start: start.start, end: end)
    ) {
      NameSyntax(text: (try? lexer.unquoted(orPlain: start)) ?? "", span: nameSpan)
    }
    current = Token(kind: .dot, start: end - 1, end: end)
    advanceQuietly()
    return true
  }

  private mutating func readArguments() -> Bool {
    guard lexer.next().kind == .leftParenthesis else { return false }
    while true {
      guard let number = readConstant() else { return false }
      factReader.row.append(number)
      switch lexer.next().kind {
      case .comma: continue
      case .rightParenthesis: return true
      default: return false
      }
    }
  }

  private mutating func readConstant() -> Int32? {
    var token = lexer.next()
    let isNegative = token.kind == .minus
    if isNegative {
      token = lexer.next()
      guard token.kind == .integer || token.kind == .float else { return nil }
    }
    // What a prefix stands for may change, and a sign stands apart from its number.
    let isCached = !isNegative && token.kind != .prefixedName && token.kind != .literal
    if isCached,
      let known = factReader.spellings.number(of: token.start, token.end, in: lexer.bytes)
    {
      return known
    }
    guard let term = lexer.constant(token, isNegative: isNegative, prefixes: prefixes) else {
      return nil
    }
    let number = constants.number(of: term)
    if isCached {
      factReader.spellings.insert(token.start, token.end, in: lexer.bytes, number: number)
    }
    return number
  }
}

extension Lexer {
  /// The text of a quoted token without its quotes, or the text of a plain one.
  func unquoted(orPlain token: Token) throws(EscapeError) -> String {
    token.kind == .quotedName || token.kind == .string ? try unquoted(token) : text(of: token)
  }

  /// The constant that a token stands for; nil if it stands for none or is malformed.
  func constant(_ token: Token, isNegative: Bool, prefixes: [String: String]) -> Term? {
    switch token.kind {
    case .name:
      switch text(of: token) {
      case "true": .boolean(true)
      case "false": .boolean(false)
      case let name: .string(name)
      }
    case .quotedName where token.end - token.start == 2: nil
    case .quotedName, .string: (try? unquoted(token)).map(Term.string)
    case .integer: integer(of: token, isNegative: isNegative).map(Term.integer)
    case .float: float(of: token, isNegative: isNegative).map(Term.float)
    case .date: CalendarDate(text(of: token)).map(Term.date)
    case .dateTime: DateTime(text(of: token)).map(Term.dateTime)
    case .iri: .iri(String(decoding: bytes[(token.start + 1)..<(token.end - 1)], as: UTF8.self))
    case .prefixedName: iri(of: token, prefixes: prefixes).map(Term.iri)
    case .literal: literal(token, prefixes: prefixes)
    default: nil
    }
  }

  /// `"chat"@fr`, `"5"^^xsd:byte`; nil where the string or the datatype cannot be read, or RDF has no such literal.
  private func literal(_ token: Token, prefixes: [String: String]) -> Term? {
    let (string, tag) = literalParts(of: token)
    guard let text = try? unquoted(string) else { return nil }
    if byte(tag.start) == UInt8(ascii: "@") {
      return .languageString(text, language: self.text(of: tag, dropping: 1))
    }
    return datatype(of: tag, prefixes: prefixes).flatMap { Term.literal(text, datatype: $0) }
  }

  /// The IRI after `^^`; nil where nothing declares its prefix.
  func datatype(of tag: Token, prefixes: [String: String]) -> String? {
    let name = Token(kind: .prefixedName, start: tag.start + 2, end: tag.end)
    guard byte(name.start) == UInt8(ascii: "<") else { return iri(of: name, prefixes: prefixes) }
    return String(decoding: bytes[(name.start + 1)..<(name.end - 1)], as: UTF8.self)
  }

  /// `ex:name` in full; nil where nothing declares the prefix.
  func iri(of token: Token, prefixes: [String: String]) -> String? {
    let parts = prefixedParts(of: token)
    return prefixes[parts.prefix].map { $0 + parts.local }
  }
}
