import Graph

/// Turns syntax into rules over numbered predicates and variables.
///
/// A mistake is noted and its literal left out; the rest is still looked at, so that one run finds all mistakes.
final class Lowering {
  let catalog: CachedCatalog
  let parameters: [String: Term]
  let definitions: Definitions
  let sources: SourceMap
  /// What has been made so far.
  var builder: Builder
  private(set) var diagnostics: [Diagnostic] = []
  /// What the readers of answers should know of names, whatever the answers are.
  var notes: Set<Diagnostic> = []
  /// What the readers of a query should know where it has no answer.
  var notesIfEmpty: Set<Diagnostic> = []
  /// Predicates that have the rules of all stored ones of their name.
  private var united: Set<Int> = []
  private var seen: Set<Diagnostic> = []
  private var reportedNames: Set<PredicateTable.Key> = []
  /// Rules of several alternatives of which it was said that one leaves a variable unbound.
  var reportedRules: Set<SourceSpan> = []
  /// Names for which a nearest one was looked for: with thousands of unknown names that is no slip any more.
  private var suggestions = 0
  private static let suggestionLimit = 100
  /// Predicates that were found for plain queries.
  var plainPredicates: [PredicateTable.Key: Int] = [:]
  /// Variables that have values whatever an optional part says.
  var namesAround: Set<String> = []
  /// Whether a head's expressions are being lowered: messages differ.
  var isLoweringHead = false
  /// The predicate whose rule is being lowered.
  var headName = ""
  let dependencies: NameDependencies

  struct Builder {
    var predicates: PredicateTable
    var rules: [LogicalRule] = []
    var names: [OpenName] = []
    /// Path predicates whose rules are there.
    var definedPaths: Set<Int> = []
    /// Names that broken statements may define.
    var brokenNames: Set<String> = []
    /// Parameters of whose values the program was made.
    var shapingParameters: Set<String> = []

    /// Notes a name and gives the term that stands for it.
    mutating func add(_ name: OpenName) -> LogicalTerm {
      names.append(name)
      return OpenName.term(names.count - 1)
    }
  }

  /// A mistake that has been noted.
  struct Failure: Error {}

  init(
    catalog: CachedCatalog, parameters: [String: Term], definitions: Definitions,
    sources: SourceMap, predicates: PredicateTable, brokenNames: Set<String>,
    dependencies: NameDependencies
  ) {
    self.dependencies = dependencies
    self.catalog = catalog
    self.parameters = parameters
    self.definitions = definitions
    self.sources = sources
    builder = Builder(predicates: predicates, brokenNames: brokenNames)
  }

  // MARK: Errors

  func fail(_ problem: AnalysisProblem, at span: SourceSpan) -> Failure {
    report(problem, at: span)
    return Failure()
  }

  func report(_ problem: AnalysisProblem, at span: SourceSpan) {
    let diagnostic = problem.diagnostic(.error, at: span)
    if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  /// Runs a part; false if it had a mistake.
  func attempt(_ body: () throws -> Void) throws -> Bool {
    do {
      try body()
      return true
    } catch is Failure {
      return false
    }
  }

  // MARK: Predicates

  enum PredicateUse {
    case head, body, path, measure
  }

  /// The number of a predicate. Where nothing defines it, that is said once and nil given.
  func predicate(_ name: NameSyntax, arity: Int, use: PredicateUse) throws -> Int? {
    let key = try key(of: name, arity: arity)
    if key.isNear { return try near(key, name) }
    let union = try PredicateTable.union(of: key, catalog: catalog)
    if try use == .head || definitions.isDefined(key) || isBroken(name.text) || !union.isEmpty
      || PredicateTable.source(of: key, catalog: catalog) != .program
      || builder.predicates.inserted.contains(key)
    {
      let number = try builder.predicates.number(of: key, catalog: catalog)
      if !union.isEmpty {
        try unite(union, in: number, name)
      } else if builder.predicates.inserted.contains(key),
        case .relation(let relation) = try PredicateTable.source(of: key, catalog: catalog)
      {
        // Beside what the program inserts under this name.
        try define(number, as: [.relation(relation)], name)
      }
      return number
    }
    if try arity == 2 && !reportedNames.contains(key) && knownArities(of: name.text).isEmpty
      && catalog.knowsRelation(name.text)
    {
      let problem = AnalysisProblem.relationWithoutFacts(name.text)
      notes.insert(problem.diagnostic(.note, at: name.span))
      return try builder.predicates.number(of: key, catalog: catalog)
    }
    guard reportedNames.insert(key).inserted else { return nil }
    let arities = try knownArities(of: name.text)
    if arities.isEmpty {
      report(try undefined(name.text), at: name.span)
    } else if !definitions.isDefined(name.text), AggregateFunction(rawValue: name.text) != nil {
      // The texts may have a verb of its name.
      report(.isAggregate(name.text), at: name.span)
    } else if use == .path {
      report(.closureArity(name.text, arities[0]), at: name.span)
    } else if use == .measure {
      report(.measureArity(name.text, arities[0]), at: name.span)
    } else {
      report(
        .arity(name.text, expected: arities, found: arity, written: try signatures(of: name.text)),
        at: name.span)
    }
    return nil
  }

  /// How the predicates of a name are written, with the names of their columns.
  func signatures(of name: String) throws -> [String] {
    var signatures: [String] = []
    for arity in definitions.arities(of: name) {
      if let number = builder.predicates.known(PredicateTable.Key(name: name, arity: arity)),
        case let columns = builder.predicates[number].columns, columns.count == arity
      {
        signatures.append("\(name)(\(columns.joined(separator: ", ")))")
      } else if let place = definitions.place(of: name, arity: arity) {
        sources.atom(at: place).map { signatures.append($0) }
      }
    }
    if !signatures.isEmpty { return signatures }
    if let relation = StoreRelation(rawValue: name) {
      return ["\(name)(\(relation.columns.joined(separator: ", ")))"]
    }
    if name == "search" { return ["search(words, sentence, score)"] }
    if try catalog.predicate(named: name) != nil || catalog.relation(named: name) != nil {
      signatures.append("\(name)(subject, object)")
    }
    if try catalog.type(named: name) != nil { signatures.append("\(name)(entity)") }
    return signatures + FunctionDescription.signatures(of: name, .test)
  }

  /// What a name is known by. In quotes it is the predicate of these very words, where the program itself defines none.
  func key(of name: NameSyntax, arity: Int) throws -> PredicateTable.Key {
    var key = PredicateTable.Key(name: name.text, arity: arity)
    key.isNear = name.isNear
    key.isWording =
      try name.isQuoted && arity == 2 && !definitions.isDefined(key)
      && catalog.relation(named: name.text) != nil
    return key
  }

  /// The predicate that is all that the graph has near a verb; a note says what that is.
  private func near(_ key: PredicateTable.Key, _ name: NameSyntax) throws -> Int {
    guard !definitions.isDefined(PredicateTable.Key(name: key.name, arity: key.arity)) else {
      throw fail(.nearOfProgram(name.text), at: name.span)
    }
    let number = try builder.predicates.number(of: key, catalog: catalog)
    guard !united.contains(number) else { return number }
    let (found, missing) = try catalog.near(name.text)
    let stored =
      (found.relation.map { [.relation($0)] } ?? [])
      + found.predicates.map { PredicateTable.Part.predicate($0) }
    let problem = AnalysisProblem.nearPredicates(
      name.text, try stored.map(written), missing: missing)
    notes.insert(problem.diagnostic(.note, at: name.span))
    try define(number, as: stored, name)
    return number
  }

  /// Rules by which a name means several stored things, or one beside a relation of the store.
  private func unite(_ stored: [PredicateTable.Part], in number: Int, _ name: NameSyntax) throws {
    let predicates = stored.compactMap { if case .predicate(let value) = $0 { value } else { nil } }
    if predicates.count > 1 {
      let names = try predicates.map { try Self.written(catalog.term($0)) }
      let problem = AnalysisProblem.severalPredicates(name.text, names)
      notes.insert(problem.diagnostic(.note, at: name.span))
    }
    try define(number, as: stored, name)
  }

  /// Rules by which a predicate has all pairs of stored things.
  private func define(
    _ number: Int, as stored: [PredicateTable.Part], _ name: NameSyntax
  ) throws {
    guard united.insert(number).inserted else { return }
    for part in stored {
      let part = builder.predicates.number(ofStored: part, name: try written(part))
      builder.rules.append(
        LogicalRule(
          head: number, columns: [0, 1].map { .expression(.term(.variable($0))) },
          body: [.atom(predicate: part, [.variable(0), .variable(1)])],
          variables: ["S", "O"], span: name.span))
    }
  }

  private func written(_ part: PredicateTable.Part) throws -> String {
    switch part {
    case .predicate(let value): try Self.written(catalog.term(value))
    case .relation(let relation): relation
    }
  }

  /// A predicate as a program writes it.
  private static func written(_ term: Term) -> String {
    if case .iri(let iri) = term { "<\(iri)>" } else { term.plainText }
  }

  /// Whether only a broken statement may define a name, so that what it is stays open.
  private func isBroken(_ name: String) -> Bool {
    builder.brokenNames.contains(name) && !definitions.isDefined(name)
  }

  /// The numbers of arguments that a name has, in the program or the graph.
  func knownArities(of name: String) throws -> [Int] {
    var arities = Set(definitions.arities(of: name))
    if let relation = StoreRelation(rawValue: name) { arities.insert(relation.columns.count) }
    if try catalog.predicate(named: name) != nil { arities.insert(2) }
    if try catalog.type(named: name) != nil { arities.insert(1) }
    if let test = TestFunction(rawValue: name) { arities.insert(Signatures.arguments(of: test)) }
    if name == "search" { arities.insert(3) }
    if !definitions.isDefined(name) { arities.formUnion(Measure.arguments(of: name)) }
    return arities.sorted()
  }

  func undefined(_ name: String) throws -> AnalysisProblem {
    if ScalarFunction(rawValue: name) != nil, AggregateFunction(rawValue: name) == nil {
      return .isFunction(name)
    }
    if AggregateFunction(rawValue: name) != nil { return .isAggregate(name) }
    suggestions += 1
    guard suggestions <= Self.suggestionLimit else {
      return .unknownPredicate(name, suggestion: nil)
    }
    let worded = try catalog.relations(wordedBy: name)
    if !worded.isEmpty {
      return .unknownPredicateNear(name, worded.prefix(5).map { ($0.name, $0.facts) })
    }
    let candidates =
      definitions.names + StoreRelation.allCases.map(\.rawValue)
      + TestFunction.allCases.map(\.rawValue) + Measure.names + (try catalog.relationNames())
      + (try catalog.predicateNames())
      + (try catalog.typeNames())
    return .unknownPredicate(
      name, suggestion: Suggestions.nearest(to: name, among: candidates))
  }
}

/// What a session's programs define, by name and number of arguments.
struct Definitions: Sendable {
  private var places: [String: [Int: SourceSpan]] = [:]

  func isDefined(_ key: PredicateTable.Key) -> Bool { places[key.name]?[key.arity] != nil }
  func isDefined(_ name: String) -> Bool { places[name] != nil }
  func arities(of name: String) -> [Int] { places[name].map { $0.keys.sorted() } ?? [] }
  var names: [String] { places.keys.sorted() }
  /// Where a predicate's name stands first.
  func place(of name: String, arity: Int) -> SourceSpan? { places[name]?[arity] }

  mutating func remove(_ name: String) { places[name] = nil }

  /// Notes a definition. Gives the number of arguments and the place of an earlier one that has another number.
  mutating func add(
    _ name: String, arity: Int, at span: SourceSpan
  ) -> (arity: Int, span: SourceSpan)? {
    if places[name]?[arity] != nil { return nil }
    let other = places[name]?.min {
      ($0.value.source, $0.value.start) < ($1.value.source, $1.value.start)
    }
    places[name, default: [:]][arity] = span
    return other.map { ($0.key, $0.value) }
  }
}
