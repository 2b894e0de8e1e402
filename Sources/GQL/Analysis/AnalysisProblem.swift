import Graph

/// What can be wrong with the meaning of a program. The sentences for people are made here and nowhere else.
enum AnalysisProblem {
  // Names
  case unknownPredicate(String, suggestion: String?)
  /// No such name is known, but relations of the graph that mean it, as `name (count)`.
  case unknownPredicateNear(String, [String])
  /// A relation that the program knows and no claim of the graph is an instance of.
  case relationWithoutFacts(String)
  /// What of the graph is near a verb; without WordNet, why it is not there.
  case nearPredicates(String, [String], missing: String?)
  /// `~` before a name that the program defines.
  case nearOfProgram(String)
  case isFunction(String)
  case isAggregate(String)
  case unknownFunction(String, suggestion: String?)
  case predicateAsFunction(String)
  case testAsFunction(String)
  case unknownParameter(String)
  case unknownColumnType(String, suggestion: String?)
  case ambiguousEntity(String, [EntityMatch])
  case noSuchEntity(String, nearest: [String])
  /// A name is that of several stored predicates, given as they are written.
  case severalPredicates(String, [String])
  case severalPredicatesToChange(String, [String])
  case noSuchStoredPredicate(String, suggestion: String?)
  case noSuchType(String, suggestion: String?)
  // Arity
  case arity(String, expected: [Int], found: Int)
  case definedWithOtherArity(String, here: Int, there: Int, at: String)
  case functionArity(kind: String, String, expected: String, found: Int)
  case closureArity(String, Int)
  case importArity(String, file: Int, expected: Int)
  case emptyImport(String)
  // Named arguments
  case namedArgumentInHead
  case namedArgumentOfFunction(String)
  /// What has no qualifiers, because no text says it.
  case namedArgumentOf(String)
  case unknownQualifier(String, of: String, known: [String])
  case repeatedArgument(String)
  case unknownClaim(String?)
  // Safety
  case unboundInHead(String)
  case unboundInNegation(String)
  case unboundInComparison(String)
  case unboundInFunction(String)
  case unboundInAlternative(String)
  case unboundPart
  case variableInFact(String)
  case anonymousInHead
  case anonymousAsValue
  // Strata
  case unstratified(predicate: String, through: String, cycle: [String])
  // Statements
  case aggregateOfAggregate
  case aggregateWithoutBody
  case rangeAsValue
  case bodyAggregate(String)
  case notStorable(String, Int)
  case ofTexts(String)
  case unreadableFile(String, reason: String)
  case unstorableFormat(String)
  case unreadableFormat(String)
  case badLimit(String)
  case badOrder
  case duplicateDeclaration(String, at: String)
  case columnType(String, column: String, type: ColumnType, found: String)
  /// A rule puts values of other kinds into a declared column.
  case columnTypeOfRule(String, column: String, type: ColumnType, found: String)
  /// A rule or the graph gives a row that does not fit its declaration.
  case columnTypeOfRow(String, column: String, type: ColumnType, found: String)
  /// A variable stands in columns of two predicates that have no kind of value in common.
  case typesOfVariable(String, String, String)
  case typesOfOperation(String, String, String)
  case tooManyAlternatives(limit: Int)
  case badPattern(RegularExpressionError)

  var message: String {
    switch self {
    case .unknownPredicate(let name, _), .unknownPredicateNear(let name, _):
      "nothing defines the predicate '\(name)'"
    case .relationWithoutFacts(let name): "the graph has no fact of the relation '\(name)'"
    case .nearPredicates(let name, let predicates, _):
      predicates.isEmpty
        ? "nothing in the graph is near '\(name)'"
        : "'~\(name)' is here: " + predicates.joined(separator: ", ")
    case .nearOfProgram(let name):
      "'~' asks the graph what is near '\(name)', which the program itself defines"
    case .isFunction(let name): "'\(name)' is a function and cannot stand as a literal"
    case .isAggregate(let name): "'\(name)' is an aggregate and cannot stand as a literal"
    case .unknownFunction(let name, _): "there is no function '\(name)'"
    case .predicateAsFunction(let name): "the predicate '\(name)' has no value"
    case .testAsFunction(let name): "the test '\(name)' has no value"
    case .unknownParameter(let name): "the parameter '$\(name)' has no value"
    case .unknownColumnType(let name, _): "there is no column type '\(name)'"
    case .ambiguousEntity(let name, let matches):
      "'\(name)' names \(matches.count) entities: "
        + matches.map(Self.shown).joined(separator: ", ")
    case .noSuchEntity(let name, _): "no entity goes by the name '\(name)'"
    case .severalPredicates(let name, let predicates):
      "'\(name)' is \(predicates.count) predicates here: " + predicates.joined(separator: ", ")
    case .severalPredicatesToChange(let name, let predicates):
      "'\(name)' may be any of \(predicates.count) predicates: "
        + predicates.joined(separator: ", ")
    case .noSuchStoredPredicate(let name, _): "no stored predicate goes by the name '\(name)'"
    case .noSuchType(let name, _): "no type goes by the name '\(name)'"
    case .arity(let name, let expected, let found):
      "'\(name)' takes \(Self.arguments(expected)), not \(found)"
    case .definedWithOtherArity(let name, let here, let there, let place):
      "'\(name)' has \(Self.arguments([here])) here, but \(there) at \(place)"
    case .functionArity(let kind, let name, let expected, let found):
      "the \(kind) '\(name)' takes \(expected), not \(found)"
    case .closureArity(let name, let arity):
      "a path needs predicates of two arguments; '\(name)' has \(arity)"
    case .importArity(let path, let file, let expected):
      "'\(path)' has \(file == 1 ? "1 column" : "\(file) columns"), but the predicate has "
        + Self.arguments([expected])
    case .emptyImport(let path):
      "'\(path)' is empty, so the number of its columns is not known"
    case .namedArgumentInHead: "a head takes no named arguments"
    case .namedArgumentOfFunction(let name): "'\(name)' takes no named arguments"
    case .namedArgumentOf(let name):
      "'\(name)' takes no named arguments: only what texts say has them"
    case .unknownQualifier(let name, let predicate, _):
      "no claim of '\(predicate)' has a '\(name)'"
    case .repeatedArgument(let name): "'\(name)' is given twice"
    case .unknownClaim(let word):
      word.map { "there are no claims that are '\($0)'" } ?? "'claim' takes a word"
    case .unboundInHead(let name): "the head's variable '\(name)' is not bound by the body"
    case .unboundInNegation(let name): "the variable '\(name)' of a negation is not bound"
    case .unboundInComparison(let name): "the variable '\(name)' of a comparison is not bound"
    case .unboundInFunction(let name): "the variable '\(name)' of an expression is not bound"
    case .unboundInAlternative(let name): "the variable '\(name)' is not bound in every alternative"
    case .unboundPart: "an expression of this statement is not bound by its body"
    case .variableInFact(let name): "a fact cannot have the variable '\(name)'"
    case .anonymousInHead: "'_' cannot stand in a head"
    case .anonymousAsValue: "'_' has no value"
    case .unstratified(let predicate, let through, _):
      "'\(predicate)' depends on itself through \(through)"
    case .aggregateOfAggregate: "an aggregate cannot stand inside another"
    case .aggregateWithoutBody: "an aggregate needs a body"
    case .rangeAsValue: "a range cannot be used as a value"
    case .bodyAggregate(let name): "the aggregate '\(name)' cannot stand in a body"
    case .notStorable(let name, let arity):
      "'\(name)' with \(Self.arguments([arity])) cannot be stored"
    case .ofTexts(let name): "'\(name)' comes from the texts and cannot be changed"
    case .unreadableFile(let path, let reason): "cannot read '\(path)': \(reason)"
    case .unstorableFormat(let path): "'\(path)' is not a kind of file that can be written"
    case .unreadableFormat(let path): "'\(path)' is not a kind of file that a program reads"
    case .badLimit(let word): "'\(word)' takes a whole number from 0"
    case .badOrder: "the answers of an aggregate can be ordered only by their columns"
    case .duplicateDeclaration(let name, let place): "'\(name)' is declared at \(place) already"
    case .columnType(let name, let column, let type, let found):
      "the column '\(column)' of '\(name)' is declared \(type.rawValue), but this is \(found)"
    case .columnTypeOfRule(let name, let column, let type, let found):
      "the column '\(column)' of '\(name)' is declared \(type.rawValue), but this is \(found)"
    case .columnTypeOfRow(let row, let column, let type, let found):
      "the column '\(column)' is declared \(type.rawValue), but in the row \(row) it is \(found)"
    case .typesOfVariable(let name, let first, let second):
      "'\(name)' can have no value: '\(first)' and '\(second)' hold different types there"
    case .typesOfOperation(let operation, let left, let right):
      "'\(operation)' does not fit \(left) and \(right)"
    case .badPattern(let error): error.description
    case .tooManyAlternatives(let limit): "this body has more than \(limit) alternatives"
    }
  }

  var hint: String? {
    switch self {
    case .unknownPredicate(_, let suggestion), .unknownFunction(_, let suggestion),
      .noSuchStoredPredicate(_, let suggestion), .noSuchType(_, let suggestion):
      return suggestion.map { "did you mean '\($0)'?" }
    case .unknownPredicateNear(_, let relations):
      return "relations that it may be: " + relations.joined(separator: ", ")
    case .nearPredicates(_, _, let missing): return missing
    case .nearOfProgram: return "write 'not' to deny it"
    case .unknownColumnType(_, let suggestion):
      return suggestion.map { "did you mean '\($0)'?" }
        ?? "the types are " + ColumnType.allCases.map(\.rawValue).joined(separator: ", ")
    case .importArity(_, file: 1, _):
      return "its cells are parted by commas, or in a file .tsv, .tab or .facts by tabs"
    case .isFunction(let name): return "compare its value: X = \(name)(…)"
    case .isAggregate(let name): return "it stands in a head: p(X, \(name)(Y)) :- q(X, Y)."
    case .predicateAsFunction(let name), .testAsFunction(let name):
      return "write \(name)(…) as a literal of the body"
    case .unknownParameter(let name): return "give it one with --param \(name)=VALUE"
    case .severalPredicates(_, let predicates):
      return "to ask one of them alone, write \(predicates[0])(S, O), or a prefix for it"
    case .severalPredicatesToChange(_, let predicates):
      return "write \(predicates[0])(S, O), or a prefix for it"
    case .ambiguousEntity: return "write the full name of the one you mean"
    case .noSuchEntity(_, let nearest):
      return nearest.isEmpty
        ? nil : "the nearest names are " + nearest.map { "'\($0)'" }.joined(separator: ", ")
    case .unknownQualifier(_, let predicate, let known):
      return known.isEmpty
        ? "claims of '\(predicate)' have no named arguments of their own"
        : "its claims have " + known.joined(separator: ", ")
    case .unknownClaim(nil): return "write claim: any, as: How to see how each is meant"
    case .unknownClaim:
      return "there are " + ClaimStance.allCases.map(\.rawValue).joined(separator: ", ") + ", any"
    case .closureArity: return nil
    case .emptyImport: return "declare its columns: @declare p(a, b)."
    case .unboundInHead(let name), .unboundInAlternative(let name):
      return "use '\(name)' in a positive literal of the body"
    case .unboundInNegation(let name):
      return "bind '\(name)' by a positive literal, or write '_'"
    case .unboundInComparison(let name), .unboundInFunction(let name):
      return "bind '\(name)' by a positive literal first"
    case .variableInFact: return "a name begins with a lower-case letter or stands in quotes"
    case .anonymousInHead: return "name the variable and use it in the body"
    case .unstratified(_, _, let cycle): return cycle.joined(separator: " → ")
    case .bodyAggregate:
      return "put it in the head of a rule: total(X, count(Y)) :- p(X, Y)."
    case .notStorable: return "p(subject, object) and type(entity) can be stored"
    case .unstorableFormat: return "write .csv or .tsv"
    case .unreadableFormat:
      return "read .csv, .tsv, .nt or .ttl, or take it into the graph: graphsh import FILE"
    case .badOrder: return "name the column: ?(X, N = count(Y)) :- p(X, Y) order by N."
    case .badPattern(let error): return error.hint
    case .columnTypeOfRow(_, _, .integer, "a float"):
      return "make it whole in the rule, as by int(X), or declare the column number"
    case .columnTypeOfRow(_, _, let type, _):
      let test = type.test.map { "test the value in the rule, as by \($0.rawValue)(X), or " }
      return (test ?? "") + "declare the column any"
    case .tooManyAlternatives: return "name a part of it by a rule of its own"
    default: return nil
    }
  }

  private static func arguments(_ counts: [Int]) -> String {
    let last = counts[counts.count - 1]
    let text = counts.map(String.init).joined(separator: " or ")
    return "\(text) \(last == 1 && counts.count == 1 ? "argument" : "arguments")"
  }

  private static func shown(_ match: EntityMatch) -> String {
    let kind = match.types.first.map { "\($0), " } ?? ""
    return
      "\(match.label) (\(kind)\(match.mentions) \(match.mentions == 1 ? "mention" : "mentions"))"
  }
}

extension ColumnType {
  /// The test that values of the type pass, if there is one.
  fileprivate var test: TestFunction? {
    switch self {
    case .entity: .isEntity
    case .string: .isString
    case .integer, .float, .number: .isNumber
    case .date, .dateTime: .isDate
    case .any, .boolean: nil
    }
  }
}
