import Graph

/// A program after analysis: names resolved, shorthand unfolded, safe, in strata. What the planner reads.
///
/// Every predicate, variable and constant is a number. Disjunctions have become several rules, negated groups and
/// closures (`p+`, `(p|q)*`, …) predicates of their own, so a body is a flat conjunction of ``LogicalLiteral``s.
package struct LogicalProgram: Sendable {
  /// Every predicate that the program mentions; its index is its number.
  package var predicates: [LogicalPredicate] = []
  package var rules: [LogicalRule] = []
  /// Constants of the facts, each once: the engine turns each into a ``Value`` once. In a session they stay as they
  /// are from input to input, and new ones come at the end.
  package var constants: [Term] = []
  /// Facts of the program, by predicate number.
  package var facts: [Int: FactTable] = [:]
  /// Predicates whose `facts` are all that the session has, in place of those of earlier inputs: a name in them has
  /// come to mean an entity.
  package var restatedFacts: Set<Int> = []
  /// Numbers of predicates, in evaluation order: each stratum holds predicates that depend on one another; it
  /// depends only on strata before it.
  package var strata: [[Int]] = []

  package init() {}

  /// Bytes of facts, constants and rules, about.
  var bytes: Int {
    facts.values.reduce(constants.count * 96 + rules.count * 512) { $0 + $1.bytes }
  }
}

/// Facts of one predicate, as rows of indexes into ``LogicalProgram/constants``.
package struct FactTable: Sendable {
  package let arity: Int
  /// Row after row, `arity` indexes each.
  package private(set) var indexes: [Int32] = []
  /// Where each fact stands.
  package private(set) var spans: [SourceSpan] = []

  package init(arity: Int) {
    self.arity = arity
  }

  package var count: Int { spans.count }

  var bytes: Int { indexes.count * 4 + spans.count * 12 }

  /// Adds a row of `arity` indexes.
  package mutating func append(_ row: some Sequence<Int32>, span: SourceSpan) {
    indexes.append(contentsOf: row)
    spans.append(span)
    precondition(indexes.count == spans.count * arity, "a fact has one constant a column")
  }

  /// Adds the rows of another table of this arity.
  package mutating func append(_ other: FactTable) {
    precondition(other.arity == arity, "facts of one predicate have one arity")
    indexes.append(contentsOf: other.indexes)
    spans.append(contentsOf: other.spans)
  }
}

/// A predicate and where its tuples come from. One that is both stored and derived is the union of both.
package struct LogicalPredicate: Sendable {
  package enum Source: Sendable, Equatable {
    /// Only rules and facts of the program.
    case program
    /// Stored triples with this predicate term, columns (subject, object).
    case triples(predicate: Value)
    /// Pairs between which texts assert this relation, in whatever words, columns (subject, object).
    case relation(String)
    /// Entities of this type, one column.
    case type(Value)
    /// As `triples`, of a predicate that the program's own `insert` may bring into the graph: looked up by name when
    /// it is read, and empty until then.
    case newTriples(name: String)
    /// As `type`, of a type that the program's own `insert` may bring.
    case newType(name: String)
    /// A relation of the store (`triple`, `fact`, `evidence`, `document`, …).
    case store(StoreRelation)
  }

  package var name: String
  package var arity: Int
  package var source: Source
  /// True for predicates that the analyser made (closures, negated groups, queries); they are not shown.
  package var isSynthetic: Bool
  /// Names of the columns where declared or known, for messages and headers.
  package var columns: [String]
  /// Declared types of the columns (`@declare`), one a column; empty where nothing is declared.
  package var columnTypes: [ColumnType]
  /// Declared columns into which rules may put values of other types: these are looked at when they come.
  package var checkedColumns: [Int] = []
  /// Where the predicate is declared.
  package var declaration: SourceSpan?
  /// The predicate whose facts and stored tuples this one has beside its rules, where they are not its own.
  package var factsOf: Int?
  /// The relation of which the predicate is a measure, as the first of its arguments names it.
  package var measuredRelation: String?
  /// Columns behind so many are shown only to those who ask for them.
  package var shownColumns: Int?

  package init(
    name: String, arity: Int, source: Source = .program, isSynthetic: Bool = false,
    columns: [String] = [], columnTypes: [ColumnType] = []
  ) {
    self.name = name
    self.arity = arity
    self.source = source
    self.isSynthetic = isSynthetic
    self.columns = columns
    self.columnTypes = columnTypes
  }
}

extension LogicalPredicate {
  /// An atom of it with arguments that are written already.
  func written(_ arguments: [String]) -> String {
    let shown = arguments.prefix(shownColumns ?? arguments.count)
    let all = (measuredRelation.map { [WrittenName.predicate($0)] } ?? []) + shown
    return "\(name)(\(all.joined(separator: ", ")))"
  }
}

/// What `@declare` can say of a column.
package enum ColumnType: String, Sendable, CaseIterable {
  case any, entity, string, integer, float, number, boolean, date
  case dateTime = "datetime"
}

/// `head :- body.`
package struct LogicalRule: Sendable {
  package var head: Int
  /// One entry a column of the head.
  package var columns: [HeadColumn]
  package var body: [LogicalLiteral]
  /// Names of the rule's variables, by number; an anonymous variable's name is `_`.
  package var variables: [String]
  /// Where the rule stands, for `why`, `.explain` and run-time notes.
  package var span: SourceSpan
  /// Of a rule for a negated group, how many literals at the beginning are not the group's: they are repeated from around
  /// it, to bind what it does not. Nil for all other rules.
  package var contextCount: Int?
  /// What is computed of the body's tuples; nil for all rules that are joins.
  package var measure: Measure?

  package enum HeadColumn: Sendable {
    case expression(LogicalExpression)
    /// An aggregate over the distinct bindings of the named variables of the body; `nil` only for `count()`.
    case aggregate(AggregateFunction, LogicalExpression?)
  }

  package var isAggregate: Bool {
    columns.contains { if case .aggregate = $0 { true } else { false } }
  }

  package init(
    head: Int, columns: [HeadColumn], body: [LogicalLiteral], variables: [String], span: SourceSpan
  ) {
    self.head = head
    self.columns = columns
    self.body = body
    self.variables = variables
    self.span = span
  }
}

package enum AggregateFunction: String, Sendable, CaseIterable {
  case count, sum, min, max, avg, list, set
  /// Different values are counted.
  case countDistinct = "count distinct"
  /// These three take a ``ScalarFunction/pair``: of a value and what stands between it and the next, or what orders it.
  case join, first, last
}

package enum LogicalLiteral: Sendable {
  /// `p(t1, …, tn)`.
  case atom(predicate: Int, [LogicalTerm])
  /// `not p(t1, …, tn)`; variables that occur nowhere else in the rule are existential inside.
  case negation(predicate: Int, [LogicalTerm])
  /// `left op right`. With `=`, a side that is one unbound variable is bound by the other side.
  case comparison(ComparisonOperator, LogicalExpression, LogicalExpression)
  /// A test such as `contains(S, "x")`; `negated` for `not contains(…)`.
  case test(TestFunction, [LogicalExpression], negated: Bool)
  /// `X in low..high`: binds or tests each integer of the range.
  case range(LogicalTerm, LogicalExpression, LogicalExpression)
  /// `X in [a, b, c]`: binds or tests each element.
  case member(LogicalTerm, [LogicalExpression])
  /// `search("words", T, Score)`: full text over sentences; `words` must be bound.
  case search(LogicalExpression, sentence: LogicalTerm, score: LogicalTerm)
}

package enum LogicalTerm: Sendable, Hashable {
  case variable(Int)
  case constant(Term)
  /// A constant that is a value of the graph already (a resolved entity or predicate).
  case value(Value)
}

package indirect enum LogicalExpression: Sendable {
  case term(LogicalTerm)
  case unaryMinus(LogicalExpression)
  case arithmetic(ArithmeticOperator, LogicalExpression, LogicalExpression)
  case call(ScalarFunction, [LogicalExpression])
}

package enum ComparisonOperator: String, Sendable, CaseIterable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

package enum ArithmeticOperator: String, Sendable, CaseIterable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case modulo = "mod"
}

/// Functions that give a value. `min` and `max` take two arguments here.
package enum ScalarFunction: String, Sendable, CaseIterable {
  case lower, upper, length, trim, substr, concat, replace, abs, round, floor, ceil, min, max
  case year, month, day, int, float, str, lang, datatype, canonical
  case today, date, weekday, format, split, parts
  case firstDay = "first_day"
  case lastDay = "last_day"
  case conditional = "if"
  /// What a group of a pattern takes: of a text, a pattern and a number; written as more arguments of `matches`.
  case group = "#group"
  /// Two values as one, for aggregates of two; no program can write it.
  case pair = "#pair"
}

/// Functions that hold or do not.
package enum TestFunction: String, Sendable, CaseIterable {
  case contains
  case startsWith = "starts_with"
  case endsWith = "ends_with"
  case matches
  case isEntity = "is_entity"
  case isNumber = "is_number"
  case isString = "is_string"
  case isDate = "is_date"
  case langMatches = "lang_matches"
}
