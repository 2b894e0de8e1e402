import GQL
import Graph

/// A program on its way to another engine: relations with one kind a column, and what computes them, in order.
///
/// Made by ``ProgramCompiler`` of a program that was analysed, so names, safety and strata are those of graphsh's own engine.
struct RelationalProgram {
  var relations: [Int: CompiledRelation] = [:]
  var strata: [CompiledStratum] = []
  var outputs: [CompiledOutput] = []
  /// Where an exported graph lies that stored predicates are read from.
  var graphFolder: String?
  /// As it is written, without its imports and exports.
  var ownText = ""
}

/// A relation and where its rows come from beside rules.
struct CompiledRelation {
  /// As programs of the other engine call it: letters, digits and `_`, unlike all others in any case.
  let name: String
  /// As messages and comments call it.
  let title: String
  let kinds: [ColumnKind]
  var facts: [[Term]] = []
  var files: [CompiledFile] = []
  /// Stored triples of a predicate, or entities of a type.
  var stored: StoredSource?

  /// Names of its columns; a relation without any has one that says that it holds.
  var columns: [String] {
    kinds.isEmpty ? [Self.holds] : kinds.indices.map { "c\($0 + 1)" }
  }

  /// The same with what they hold.
  var columnKinds: [ColumnKind] { kinds.isEmpty ? [.boolean] : kinds }

  static let holds = "holds"

  enum StoredSource {
    case triples(predicate: Int32)
    case entities(type: Int32)
  }
}

/// A table that a program imports.
struct CompiledFile {
  let path: String
  let separator: Character
  let hasHeader: Bool
}

/// Relations that depend on one another, and their rules.
struct CompiledStratum {
  let relations: [Int]
  let rules: [CompiledRule]
  let isRecursive: Bool

  /// The rules of one relation.
  func rules(of relation: Int) -> [CompiledRule] { rules.filter { $0.head == relation } }
}

/// A rule as steps that bind and test variables, one after another.
struct CompiledRule {
  let head: Int
  let columns: [LogicalRule.HeadColumn]
  let steps: [BodyStep]
  /// As other engines call the variables: letters, digits and `_`, unlike each other in any case.
  let names: [String]
  /// Of every variable that is bound.
  let kinds: [Int: ColumnKind]
  /// Variables whose distinct bindings an aggregate runs over.
  let named: [Int]
  /// The rule as GQL writes it.
  let text: String
  let span: SourceSpan

  var isAggregate: Bool {
    columns.contains { if case .aggregate = $0 { true } else { false } }
  }

  /// The places of its steps that read one of these relations.
  func reads(_ relations: Set<Int>) -> [Int] {
    steps.indices.filter { place in
      if case .scan(let relation, _) = steps[place] { relations.contains(relation) } else { false }
    }
  }
}

/// What a body does next. Every variable that a step uses is bound by a step before it, but for those that it binds.
enum BodyStep {
  /// Joins a relation; variables among its terms that are not bound yet are bound by it.
  case scan(Int, [LogicalTerm])
  /// Keeps the rows for which no row of a relation fits; variables that are not bound stand for any value.
  case absent(Int, [LogicalTerm])
  case compare(ComparisonOperator, LogicalExpression, LogicalExpression)
  case test(TestFunction, [LogicalExpression], negated: Bool)
  case assign(Int, LogicalExpression)
  /// Binds a variable to each number, or day, of a range.
  case generate(Int, LogicalExpression, LogicalExpression)
  /// Binds a variable to each value of a list.
  case choose(Int, [LogicalExpression])
  /// Tests whether a value lies in a range, or in a list.
  case between(LogicalTerm, LogicalExpression, LogicalExpression)
  case oneOf(LogicalTerm, [LogicalExpression])
}

/// What a program asks for or writes.
struct CompiledOutput {
  enum Kind {
    case query
    /// A query without variables: whether it holds.
    case truth
    case file(CompiledFile)
  }

  let kind: Kind
  let relation: Int
  /// The names of the columns that are shown; what follows them only gives the order.
  let columns: [String]
  let order: [AnalyzedQuery.SortKey]
  let limit: Int?
  let offset: Int
}
