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
    case .noLanguage: "a text in a language needs its language"
    case .foreignOperator(let text, _): "'\(text)' is not an operator of GQL"
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
    case .listOutsideIn: "a list can stand only after 'in'"
    case .groupAsValue: "a condition cannot be used as a value"
    case .bodyAggregate(let name): "the aggregate '\(name)' cannot stand in a body"
    case .emptyProgramElement(let what): "\(what) is empty"
    case .spacedPredicate(let name): "'\(name)' is a variable where a space stands before '('"
    case .unnamedArgument: "an argument without a name stands behind one with a name"
    case .namedArgumentOfPath: "a path takes no named arguments"
    }
  }

  var hint: String? {
    switch self {
    case .illFormedText: "save the program as UTF-8"
    case .unclosedString: "write \\n for a line break inside a string"
    case .unclosedComment: "end it with '*/'"
    case .unknownEscape: "the escapes are \\n \\t \\r \\\" \\' \\\\ \\uXXXX \\u{X…}"
    case .malformedNumber: "a name begins with a letter; put others in single quotes"
    case .integerTooLarge: "integers lie between -9223372036854775808 and 9223372036854775807"
    case .noLanguage: "write its tag after the string, as in \"chat\"@fr"
    case .noSuchDate: "a date is written YYYY-MM-DD, a date-time YYYY-MM-DDTHH:MM:SSZ"
    case .foreignOperator(_, let instead): "write \(instead)"
    case .typographicQuote: "write \"…\" for a string and '…' for a name"
    case .missingFullStop: "end each statement with '.', or with '?' to ask it"
    case .tooDeep: "name the inner part by a rule of its own"
    case .unknownDirective(_, let suggestion):
      suggestion.map { "did you mean '@\($0)'?" }
        ?? "the directives are @prefix, @include, @import, @export, @declare"
    case .foreignDirective(_, let instead): "write \(instead)"
    case .unknownPrefix(let prefix, nil): "declare it first: @prefix \(prefix): <…>."
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
    case .unnamedArgument: "write the arguments with names last"
    default: nil
    }
  }

  private static func quoted(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .unassigned, .privateUse, .surrogate, .lineSeparator,
      .paragraphSeparator:
      "U+" + String(scalar.value, radix: 16, uppercase: true)
    default: "'\(scalar)'"
    }
  }
}
