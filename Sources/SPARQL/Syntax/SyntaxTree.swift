import GQL
import Graph

/// What a request says, by the productions of the grammar (SPARQL 1.1 Query Language, section 19.8).
enum Request {
  case query(QueryTree)
  case update([UpdateOperation])
}

/// A variable or a blank node of a pattern, by its number in the ``VariableTable``, or a term.
enum PatternNode: Hashable {
  case variable(Int)
  /// A variable that has no name in a pattern, and a blank node in a template.
  case blank(Int)
  case term(Term)

  /// The variable that it is in a pattern.
  var patternVariable: Int? {
    switch self {
    case .variable(let number), .blank(let number): number
    case .term: nil
    }
  }
}

/// A property path (SPARQL 1.1 Query Language, section 9).
indirect enum PropertyPath: Hashable {
  case link(Term)
  case inverse(PropertyPath)
  case sequence(PropertyPath, PropertyPath)
  case alternative(PropertyPath, PropertyPath)
  case zeroOrMore(PropertyPath)
  case oneOrMore(PropertyPath)
  case zeroOrOne(PropertyPath)
  /// Any predicate but these, forward and backward; nil where the path does not go that way.
  case negatedSet(forward: [Term]?, backward: [Term]?)
}

/// A triple pattern, or one with a path for its predicate.
struct TriplePattern: Hashable {
  enum Verb: Hashable {
    case node(PatternNode)
    case path(PropertyPath)
  }

  var subject: PatternNode
  var verb: Verb
  var object: PatternNode
}

/// A triple of a template, in a graph or in the default one.
struct QuadPattern: Hashable {
  var graph: PatternNode?
  var subject: PatternNode
  var predicate: PatternNode
  var object: PatternNode

  var nodes: [PatternNode] { [subject, predicate, object] + (graph.map { [$0] } ?? []) }
}

/// `VALUES`: rows of terms, nil being `UNDEF`.
struct InlineData {
  var variables: [Int]
  var rows: [[Term?]]
}

/// One thing that stands in a group.
indirect enum GroupElement {
  case triples([TriplePattern])
  case optional(GroupPattern)
  case union([GroupPattern])
  case minus(GroupPattern)
  case graph(PatternNode, GroupPattern)
  case filter(Expression)
  case bind(Expression, Int)
  case values(InlineData)
}

/// `{ … }`.
indirect enum GroupPattern {
  case elements([GroupElement])
  case subquery(QueryTree)
}

struct SelectItem {
  /// Nil for a variable by itself.
  var expression: Expression?
  var variable: Int
  var span: SourceSpan
}

struct GroupCondition {
  var expression: Expression
  /// The variable of `(… AS ?x)`, or the one that the expression is.
  var variable: Int?
}

struct OrderCondition {
  var expression: Expression
  var isDescending: Bool
}

struct DatasetClause {
  var iri: Term
  var isNamed: Bool
}

/// A query or a subquery.
struct QueryTree {
  enum Form {
    /// No items: `SELECT *`.
    case select([SelectItem]?, isDistinct: Bool, isReduced: Bool)
    case construct([QuadPattern])
    /// No nodes: `DESCRIBE *`.
    case describe([PatternNode]?)
    case ask
  }

  var form: Form
  var dataset: [DatasetClause] = []
  var pattern = GroupPattern.elements([])
  var grouping: [GroupCondition]?
  var having: [Expression] = []
  var order: [OrderCondition] = []
  var limit: Int?
  var offset = 0
  var values: InlineData?
}

/// A graph or several that an update names (GraphRefAll, GraphOrDefault).
enum GraphTarget: Hashable {
  case graph(Term)
  case unnamed, allNamed, all
}

/// An update operation (SPARQL 1.1 Update, section 3).
enum UpdateOperation {
  case load(source: String, into: Term?, isSilent: Bool, span: SourceSpan)
  case clear(GraphTarget, isSilent: Bool)
  case drop(GraphTarget, isSilent: Bool)
  case create(Term, isSilent: Bool)
  case add(from: GraphTarget, to: GraphTarget, isSilent: Bool)
  case move(from: GraphTarget, to: GraphTarget, isSilent: Bool)
  case copy(from: GraphTarget, to: GraphTarget, isSilent: Bool)
  case insertData([QuadPattern])
  case deleteData([QuadPattern])
  case deleteWhere([QuadPattern])
  case modify(Modification)
}

/// `WITH … DELETE … INSERT … USING … WHERE …`.
struct Modification {
  var with: Term?
  var deleted: [QuadPattern] = []
  var inserted: [QuadPattern] = []
  var using: [DatasetClause] = []
  var pattern: GroupPattern
}
