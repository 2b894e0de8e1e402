/// What can be wrong with the form of a program. The sentences for people are made here and nowhere else.
enum SyntaxProblem: Equatable {
  // Words
  case illFormedText
  case unexpectedCharacter(Unicode.Scalar)
  case unclosedString
  case unclosedQuotedName
  case unclosedComment
  case unknownEscape(String)
  case malformedNumber(String)
  case integerTooLarge(String)
  case floatTooLarge(String)
  case noSuchDate(String)
  case emptyQuotedName
  case noLanguage
  case foreignOperator(String, instead: String)
  case typographicQuote(Unicode.Scalar)
  case loneDollar
  // Sentences
  case expected(String, found: String)
  case missingFullStop
  case unclosedParenthesis(String)
  case tooDeep(limit: Int)
  case unknownDirective(String, suggestion: String?)
  case foreignDirective(String, instead: String)
  /// `argument`: the rest, where it may be meant as an argument with a name.
  case unknownPrefix(String, argument: String? = nil)
  case headIsNoAtom
  case factIsNoAtom
  case constraint
  case chainedComparison
  case notALiteral
  case pathWithoutArguments
  case pathNeedsTwo(Int)
  case notAPath(isLiteral: Bool)
  case listOutsideIn
  case groupAsValue
  case bodyAggregate(String)
  case emptyProgramElement(String)
  case spacedPredicate(String)
  case unnamedArgument
  case namedArgumentOfPath
  // What people write who know other languages, or none
  /// Words that are one name, which has no quotes.
  case unquotedName(String)
  case missingComma
  case missingParentheses(String)
  case wildcard
  /// `?x`.
  case foreignVariable(String)
  /// An atom with a variable that is neither asked nor the head of a rule.
  case openFact(String)
  /// A rule that ends with `?`; the query that it may be meant as.
  case ruleAsked(query: String)
  /// A keyword in capitals.
  case capitalKeyword(String)

  var message: String {
    switch self {
    case .illFormedText: "the text is not valid UTF-8 here"
    case .unexpectedCharacter(let scalar): "unexpected character \(Self.quoted(scalar))"
    case .unclosedString: "this string is not closed before the end of the line"
    case .unclosedQuotedName: "this quoted name is not closed before the end of the line"
    case .unclosedComment: "this comment is not closed"
    case .unknownEscape(let text): "unknown escape '\(text)'"
    case .malformedNumber(let text): "'\(text)' is neither a number nor a name"
    case .integerTooLarge(let text): "the integer \(text) does not fit in 64 bits"
    case .floatTooLarge(let text): "the number \(text) is too large for a float"
    case .noSuchDate(let text): "there is no date '\(text)'"
    case .emptyQuotedName: "a quoted name cannot be empty"
    case .noLanguage: "a string with a language tag needs the tag"
    case .foreignOperator(let text, _):
      "'\(text)' is not \(text.first?.isLetter ?? false ? "a word" : "an operator") of GQL"
    case .typographicQuote(let scalar): "'\(scalar)' is not a quotation mark of GQL"
    case .loneDollar: "a parameter's name must follow '$'"
    case .expected(let what, let found): "expected \(what), found \(found)"
    case .missingFullStop: "a full stop is missing at the end of this statement"
    case .unclosedParenthesis(let opener): "this '\(opener)' is not closed"
    case .tooDeep(let limit): "nested more than \(limit) levels deep"
    case .unknownDirective(let name, _): "unknown directive '@\(name)'"
    case .foreignDirective(let name, _): "'.\(name)' is not a statement of GQL"
    case .unknownPrefix(let prefix, _): "unknown prefix '\(prefix):'"
    case .headIsNoAtom: "the head of a rule must be a predicate with its arguments"
    case .factIsNoAtom: "only a predicate with its arguments can be stated as a fact"
    case .constraint: "a rule needs a head before ':-'"
    case .chainedComparison: "comparisons cannot be chained"
    case .notALiteral: "a value cannot stand here by itself"
    case .pathWithoutArguments: "a path needs its two arguments"
    case .pathNeedsTwo(let count): "a path takes two arguments, not \(count)"
    case .notAPath: "only predicates can be joined into a path"
    case .listOutsideIn: "a list can be used only after 'in'"
    case .groupAsValue: "a condition cannot be used as a value"
    case .bodyAggregate(let name): "the aggregate '\(name)' cannot be used in a body"
    case .emptyProgramElement(let what): "\(what) is empty"
    case .spacedPredicate(let name): "'\(name)' is a variable where a space stands before '('"
    case .unnamedArgument: "an argument without a name comes after one with a name"
    case .namedArgumentOfPath: "a path takes no named arguments"
    case .unquotedName: "a name of several words must be in quotes"
    case .missingComma: "a comma is missing between two arguments"
    case .missingParentheses: "arguments go in parentheses, separated by commas"
    case .wildcard: "'*' is not a value"
    case .foreignVariable(let name): "'?\(name)' is not a variable of GQL"
    case .openFact(let name): "with the variable '\(name)', this is not a fact but a query"
    case .ruleAsked: "a rule ends with '.'; this one ends with '?'"
    case .capitalKeyword(let word): "'\(word)' is not a word of GQL"
    }
  }

  var hint: String? {
    switch self {
    case .illFormedText: "save the program as UTF-8"
    case .unclosedString:
      "close it with a quotation mark; write \\n for a line break inside a string"
    case .unclosedQuotedName: "close it with a quotation mark"
    case .unclosedParenthesis(let opener): "write '\(opener == "[" ? "]" : ")")' where it ends"
    case .unclosedComment: "end it with '*/'"
    case .unknownEscape: "the escapes are \\n \\t \\r \\\" \\' \\\\ \\uXXXX \\u{X…}"
    case .malformedNumber: "a name begins with a letter; put others in single quotes"
    case .integerTooLarge: "integers lie between -9223372036854775808 and 9223372036854775807"
    case .noLanguage: "write its tag after the string, as in \"chat\"@fr"
    case .noSuchDate: "a date is written YYYY-MM-DD, a date-time YYYY-MM-DDTHH:MM:SSZ"
    case .foreignOperator(_, let instead): "write \(instead)"
    case .typographicQuote: "write \"…\" for a string and '…' for a name"
    case .missingFullStop: "end each statement with '.', or with '?' to ask it"
    case .tooDeep: "move the inner part into a rule of its own"
    case .unknownDirective(_, let suggestion):
      suggestion.map { "did you mean '@\($0)'?" }
        ?? "the directives are @prefix, @include, @import, @export, @declare"
    case .foreignDirective(_, let instead): "write \(instead)"
    case .unknownPrefix(let prefix, nil):
      "declare it first: @prefix \(prefix): <\(Self.iri(of: prefix))>."
    case .unknownPrefix(let prefix, let argument?):
      "declare it first: @prefix \(prefix): <…>. An argument with a name has a blank: \(prefix): \(argument)"
    case .factIsNoAtom: "end the statement with '?' to ask it"
    case .constraint: "ask the body instead: '?- body.'"
    case .chainedComparison: "join two comparisons with ','"
    case .notALiteral: "compare it with another value, or ask a predicate"
    case .pathWithoutArguments: "write (p/q)(X, Y)"
    case .notAPath(isLiteral: true): "between literals, 'or' is written ';'"
    case .listOutsideIn: "write 'X in [a, b]'"
    case .bodyAggregate: "put it in the head of a rule: total(X, count(Y)) :- p(X, Y)."
    case .spacedPredicate(let name): "write \(name)( without the space"
    case .unnamedArgument: "put the arguments with names last"
    case .unquotedName(let text): "write \(WrittenName.string(text))"
    case .missingComma: "write ','; a name of several words must be in quotes"
    case .missingParentheses(let name): "write \(name)(…, …)"
    case .wildcard: "write _ for any value"
    case .foreignVariable(let name):
      "a variable begins with a capital letter: write \(Self.variable(name))"
    case .openFact: "end it with '?' to ask it"
    case .ruleAsked(let query): "to ask it directly, write \(query)"
    case .capitalKeyword(let word): "write '\(word.lowercased())'"
    default: nil
    }
  }

  /// What the place of the mistake is to be replaced by, where that is all.
  var replacement: String? {
    switch self {
    case .foreignOperator(_, let instead), .foreignDirective(_, let instead):
      guard instead.count > 2, instead.first == "'", instead.last == "'" else { return nil }
      let text = instead.dropFirst().dropLast()
      return text.contains("'") ? nil : String(text)
    case .unknownDirective(_, let suggestion): return suggestion.map { "@\($0)" }
    case .unquotedName(let text): return WrittenName.string(text)
    case .wildcard: return "_"
    case .foreignVariable(let name): return Self.variable(name)
    case .openFact: return "?"
    case .missingFullStop: return "."
    case .capitalKeyword(let word): return word.lowercased()
    case .spacedPredicate(let name): return name
    default: return nil
    }
  }

  private static func variable(_ name: String) -> String {
    name.prefix(1).uppercased() + name.dropFirst()
  }

  private static func quoted(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .unassigned, .privateUse, .surrogate, .lineSeparator,
      .paragraphSeparator:
      "U+" + String(scalar.value, radix: 16, uppercase: true)
    default: "'\(scalar)'"
    }
  }

  /// What prefixes that everybody knows stand for.
  private static func iri(of prefix: String) -> String {
    switch prefix {
    case "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    case "rdfs": "http://www.w3.org/2000/01/rdf-schema#"
    case "xsd": "http://www.w3.org/2001/XMLSchema#"
    case "owl": "http://www.w3.org/2002/07/owl#"
    case "skos": "http://www.w3.org/2004/02/skos/core#"
    case "foaf": "http://xmlns.com/foaf/0.1/"
    default: "…"
    }
  }
}
