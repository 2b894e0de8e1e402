import Graph

/// What can be wrong with the meaning of a program. The sentences for people are made here and nowhere else.
enum AnalysisProblem {
  // Names
  case unknownPredicate(String, suggestion: String?)
  /// No such name is known, but relations of the graph that mean it, with how many facts they have.
  case unknownPredicateNear(String, [(name: String, facts: Int)])
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
  /// The same of a word without quotes, which may be meant as a variable.
  case noSuchBareName(String, nearest: [String])
  /// A variable that is written as texts write the name of somebody.
  case nameAsVariable(String, EntityMatch)
  /// A string that reads as a day.
  case quotedDate(String)
  /// A difference or quotient that reads as a day.
  case dateAsArithmetic(String, readings: [String])
  /// A name is that of several stored predicates, given as they are written.
  case severalPredicates(String, [String])
  case severalPredicatesToChange(String, [String])
  case noSuchStoredPredicate(String, suggestion: String?)
  case noSuchType(String, suggestion: String?)
  // Arity
  case arity(String, expected: [Int], found: Int, written: [String])
  case definedWithOtherArity(String, here: Int, there: Int, at: String)
  case functionArity(kind: String, String, expected: String, found: Int, written: [String])
  case closureArity(String, Int)
  case measureArity(String, Int)
  /// Where a measure wants the name of a relation stands something else.
  case measureWithoutRelation(String)
  case importArity(String, file: Int, expected: Int)
  case emptyImport(String)
  // Named arguments
  case namedArgumentInHead
  case namedArgumentOfFunction(String)
  /// What has no qualifiers, because no text says it.
  case namedArgumentOf(String)
  case unknownQualifier(String, of: String, known: [String])
  case repeatedArgument(String)
  case unknownNamedArgument(String, of: String, known: [String])
  case unknownClaim(String?)
  // Safety
  case unboundInHead(String)
  case unboundInNegation(String)
  case unboundInComparison(String)
  case unboundInFunction(String)
  case unboundInAlternative(String)
  /// What a measure is asked with.
  case unboundInput(String, of: String)
  case unboundInOrder(String, known: [String])
  case unboundPart
  /// Of the program, or one to be stored.
  case variableInFact(String, isStored: Bool)
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
  case patternGroups(has: Int, asked: Int)
  /// `as_of` beside a path or a measure.
  case undatedPath
  /// `as_of` in a body without claims.
  case nothingDated

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
    case .isFunction(let name): "'\(name)' is a function and cannot be used as a literal"
    case .isAggregate(let name): "'\(name)' is an aggregate and cannot be used as a literal"
    case .unknownFunction(let name, _): "there is no function '\(name)'"
    case .predicateAsFunction(let name): "the predicate '\(name)' has no value"
    case .testAsFunction(let name): "the test '\(name)' has no value"
    case .unknownParameter(let name): "the parameter '$\(name)' has no value"
    case .unknownColumnType(let name, _): "there is no column type '\(name)'"
    case .ambiguousEntity(let name, let matches):
      "'\(name)' names \(matches.count) entities: "
        + matches.map(Self.shown).joined(separator: ", ")
    case .noSuchEntity(let name, _), .noSuchBareName(let name, _):
      "no entity goes by the name '\(name)'"
    case .nameAsVariable(let name, _):
      "'\(name)' is a variable here, since it begins with a capital letter"
    case .quotedDate(let text): "\(WrittenName.string(text)) in quotes is a string, not a date"
    case .dateAsArithmetic(let text, _): "'\(text)' is arithmetic, not a date"
    case .severalPredicates(let name, let predicates):
      "'\(name)' is \(predicates.count) predicates here: " + predicates.joined(separator: ", ")
    case .severalPredicatesToChange(let name, let predicates):
      "'\(name)' may be any of \(predicates.count) predicates: "
        + predicates.joined(separator: ", ")
    case .noSuchStoredPredicate(let name, _): "no stored predicate goes by the name '\(name)'"
    case .noSuchType(let name, _): "no type goes by the name '\(name)'"
    case .arity(let name, let expected, let found, _):
      "'\(name)' takes \(Self.arguments(expected)), not \(found)"
    case .definedWithOtherArity(let name, let here, let there, let place):
      "'\(name)' has \(Self.arguments([here])) here, but \(there) at \(place)"
    case .functionArity(let kind, let name, let expected, let found, _):
      "the \(kind) '\(name)' takes \(expected), not \(found)"
    case .closureArity(let name, let arity):
      "a path needs predicates of two arguments; '\(name)' has \(arity)"
    case .measureArity(let name, let arity):
      "a measure needs a relation of two arguments, or of three with a weight; '\(name)' has \(arity)"
    case .measureWithoutRelation(let name): "'\(name)' takes the name of a relation first"
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
    case .unknownNamedArgument(let name, let predicate, _): "'\(predicate)' has no '\(name)'"
    case .unknownClaim(let word):
      word.map { "there are no claims that are '\($0)'" } ?? "'claim' takes a word"
    case .unboundInHead(let name): "the head's variable '\(name)' is not bound by the body"
    case .unboundInNegation(let name): "the variable '\(name)' of a negation is not bound"
    case .unboundInComparison(let name): "the variable '\(name)' of a comparison is not bound"
    case .unboundInFunction(let name): "the variable '\(name)' of an expression is not bound"
    case .unboundInOrder(let name, _):
      "the answers have no '\(name)' to order by"
    case .unboundInAlternative(let name): "the variable '\(name)' is not bound in every alternative"
    case .unboundInput(let name, let measure):
      "the argument '\(name)' of '\(measure)' is not bound"
    case .unboundPart: "an expression of this statement is not bound by its body"
    case .variableInFact(let name, _): "a fact cannot have the variable '\(name)'"
    case .anonymousInHead: "'_' cannot be used in a head"
    case .anonymousAsValue: "'_' has no value"
    case .unstratified(let predicate, let through, _):
      "'\(predicate)' depends on itself through \(through)"
    case .aggregateOfAggregate: "an aggregate cannot be used inside another"
    case .aggregateWithoutBody: "an aggregate needs a body"
    case .rangeAsValue: "a range cannot be used as a value"
    case .bodyAggregate(let name): "the aggregate '\(name)' cannot be used in a body"
    case .notStorable(let name, let arity):
      "'\(name)' with \(Self.arguments([arity])) cannot be stored"
    case .ofTexts(let name): "'\(name)' comes from the texts and cannot be changed"
    case .unreadableFile(let path, let reason): "cannot read '\(path)': \(reason)"
    case .unstorableFormat(let path): "'\(path)' is not a kind of file that can be written"
    case .unreadableFormat(let path): "'\(path)' is not a kind of file that a program reads"
    case .badLimit(let word): "'\(word)' takes a whole number from 0"
    case .badOrder: "the answers of an aggregate can be ordered only by their columns"
    case .duplicateDeclaration(let name, let place): "'\(name)' is already declared at \(place)"
    case .columnType(let name, let column, let type, let found):
      "the column '\(column)' of '\(name)' is declared \(type.rawValue), but this is \(found)"
    case .columnTypeOfRule(let name, let column, let type, let found):
      "the column '\(column)' of '\(name)' is declared \(type.rawValue), but this is \(found)"
    case .columnTypeOfRow(let row, let column, let type, let found):
      "the column '\(column)' is declared \(type.rawValue), but in the row \(row) it is \(found)"
    case .typesOfVariable(let name, let first, let second):
      "'\(name)' can have no value: '\(first)' and '\(second)' hold values of different types there"
    case .typesOfOperation(let operation, let left, let right):
      "'\(operation)' does not fit \(left) and \(right)"
    case .badPattern(let error): error.description
    case .patternGroups(let count, let asked):
      "the pattern has \(count == 1 ? "1 group" : "\(count) groups"), but \(asked) are asked for"
    case .undatedPath: "'as_of' dates claims, and neither a path nor a measure is one"
    case .nothingDated: "'as_of' needs a literal about what texts say, and this body has none"
    case .tooManyAlternatives(let limit): "this body has more than \(limit) alternatives"
    }
  }

  var hint: String? {
    switch self {
    case .unknownPredicate(_, let suggestion):
      return suggestion.map { "did you mean '\($0)'?" }
        ?? ".predicates and .relations list them; P(X, Y), with a capital letter, asks for any"
    case .unknownFunction(_, let suggestion):
      return (suggestion.map { "did you mean \(Self.written($0))? " } ?? "")
        + ".functions lists them"
    case .noSuchStoredPredicate(_, let suggestion), .noSuchType(_, let suggestion):
      return suggestion.map { "did you mean '\($0)'?" }
    case .unknownPredicateNear(_, let relations):
      return "relations that it may be: "
        + relations.map { "\($0.name) (\($0.facts) fact\($0.facts == 1 ? "" : "s"))" }
        .joined(separator: ", ")
    case .nearPredicates(_, _, let missing): return missing
    case .nearOfProgram: return "write 'not' to deny it"
    case .unknownColumnType(_, let suggestion):
      return suggestion.map { "did you mean '\($0)'?" }
        ?? "the types are " + ColumnType.allCases.map(\.rawValue).joined(separator: ", ")
    case .importArity(_, file: 1, _):
      return "cells are separated by commas, or by tabs in a .tsv, .tab or .facts file"
    case .isFunction(let name): return "compare its value: X = \(name)(…)"
    case .isAggregate(let name):
      return "use it in a head: ?(X, \(name)(Y)) :- p(X, Y)."
    case .predicateAsFunction(let name), .testAsFunction(let name):
      return "write \(name)(…) as a literal of the body: ?(X) :- \(name)(…)."
    case .arity(_, _, _, let written), .functionArity(_, _, _, _, let written):
      return written.isEmpty ? nil : "it is written " + written.joined(separator: " or ")
    case .unknownParameter(let name): return "give it one with --param \(name)=VALUE"
    case .severalPredicates(_, let predicates):
      return "to ask for one of them alone, write \(predicates[0])(S, O), or use a prefix"
    case .severalPredicatesToChange(_, let predicates):
      return "write \(predicates[0])(S, O), or use a prefix"
    case .ambiguousEntity: return "write the full name of the one you mean"
    case .nameAsVariable(let name, let bearer):
      let kind = bearer.types.first.map { " (\($0))" } ?? ""
      return "for \(bearer.label)\(kind), write \(WrittenName.string(name))"
    case .noSuchBareName(let name, let nearest):
      let variable = "for a variable, write \(Self.variable(name))"
      return nearest.isEmpty
        ? variable
        : variable + "; the nearest names are "
          + nearest.map { "'\($0)'" }.joined(separator: ", ")
    case .quotedDate(let text): return "for the day, write \(text) without quotes"
    case .dateAsArithmetic(_, let readings):
      return "a date is written YYYY-MM-DD: \(readings.joined(separator: " or "))"
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
    case .unknownNamedArgument(_, _, let known):
      return "it has " + known.joined(separator: ", ")
    case .measureWithoutRelation(Measure.path):
      return "write path(met, \"A\", \"B\", Path), or path(\"A\", \"B\", Path) over all facts"
    case .measureWithoutRelation(let name): return "write \(name)(met, X, Value)"
    case .measureArity: return nil
    case .closureArity("triple", _):
      return "for any step: linked(X, Y) :- triple(X, _, Y). and then linked+(X, Y)"
    case .closureArity: return "define one of two with a rule"
    case .unboundInOrder(_, let known):
      return known.isEmpty ? nil : "order by " + known.joined(separator: ", ")
    case .emptyImport: return "declare its columns: @declare p(a, b)."
    case .unboundInHead(let name), .unboundInAlternative(let name):
      return "use '\(name)' in a positive literal of the body"
    case .unboundInNegation(let name):
      return "bind '\(name)' with a positive literal, or write '_'"
    case .unboundInComparison(let name), .unboundInFunction(let name), .unboundInput(let name, _):
      return "bind '\(name)' with a positive literal first"
    case .variableInFact(let name, let isStored):
      let quoted = "for a name, write \(WrittenName.string(name))"
      return isStored ? quoted : "to ask it, end it with '?'; " + quoted
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
    case .patternGroups: return "put what is to be captured in parentheses"
    case .undatedPath:
      return
        "turn the claims into a rule, held(X, Y) :- met(X, Y), as_of(2025-01-01)., and measure that"
    case .nothingDated:
      return "put it beside a predicate of the graph, or triple, fact or statement"
    case .columnTypeOfRow(_, _, .integer, "a float"):
      return
        "make it an integer in the rule, for example with int(X), or declare the column as number"
    case .columnTypeOfRow(_, _, let type, _):
      let test = type.test.map {
        "test the value in the rule, for example with \($0.rawValue)(X), or "
      }
      return (test ?? "") + "declare the column as any"
    case .tooManyAlternatives: return "move a part of it into a rule of its own"
    default: return nil
    }
  }

  /// What the place of the mistake is to be replaced by, where that is all.
  private var replacement: String? {
    switch self {
    case .unknownPredicate(_, let suggestion?), .unknownFunction(_, let suggestion?),
      .unknownColumnType(_, let suggestion?):
      return suggestion
    case .unknownPredicateNear(_, let relations) where relations.count == 1:
      return relations[0].name
    case .ambiguousEntity(_, let matches): return matches.first.map { WrittenName.string($0.label) }
    case .noSuchBareName(let name, _): return Self.variable(name)
    case .noSuchEntity(_, let nearest): return nearest.first.map { WrittenName.string($0) }
    case .quotedDate(let text): return text
    case .dateAsArithmetic(_, let readings): return readings.count == 1 ? readings[0] : nil
    case .variableInFact(let name, isStored: true): return WrittenName.string(name)
    default: return nil
    }
  }

  /// The problem at a place.
  func diagnostic(_ severity: Diagnostic.Severity, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      severity, message, at: span, hint: hint,
      edits: replacement.map { [SourceEdit(span, $0)] } ?? [])
  }

  private static func variable(_ name: String) -> String {
    name.prefix(1).uppercased() + name.dropFirst()
  }

  /// How a function is written, with its arguments.
  private static func written(_ function: String) -> String {
    FunctionDescription.signatures(of: function).first ?? "'\(function)'"
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
