import Graph

/// What a parser makes of a source. Broken statements are left out and their errors listed.
package struct ParsedSource: Sendable {
  package internal(set) var diagnostics: [Diagnostic] = []
  /// Whether it has no mistake of form. A prefix that it does not declare is none: the session may.
  var isWellFormed = true
  var statements: [StatementSyntax] = []
  /// Facts whose arguments are plain constants, by predicate: they may be millions.
  var facts: [FactGroupSyntax] = []
  /// Names that stand in broken statements: what those define is not known, so no use of them is called unknown.
  var brokenNames: Set<String> = []
  /// Memory that it takes, about.
  var bytes = 0
}

struct FactGroupSyntax: Sendable {
  var name: NameSyntax
  var table: FactTable
}

/// A name as it stands in the text.
struct NameSyntax: Sendable {
  var text: String
  var span: SourceSpan
  /// Whether it stands in single quotes: then it is never a word of the language.
  var isQuoted = false
  /// Whether `~` stands before it: what is near it in meaning is meant.
  var isNear = false
}

enum StatementSyntax: Sendable {
  /// Several heads share one body.
  case rule(heads: [AtomSyntax], body: FormulaSyntax?, span: SourceSpan)
  case query(QuerySyntax)
  case insert(heads: [AtomSyntax], body: FormulaSyntax?, span: SourceSpan)
  case delete(heads: [AtomSyntax], body: FormulaSyntax?, span: SourceSpan)
  case prefix(NameSyntax, iri: String)
  case include(path: String, span: SourceSpan)
  case `import`(NameSyntax, path: String, header: Bool, span: SourceSpan)
  case export(NameSyntax, path: String, header: Bool, span: SourceSpan)
  case declare(NameSyntax, columns: [ColumnSyntax], span: SourceSpan)
}

struct ColumnSyntax: Sendable {
  var name: NameSyntax
  /// Nil where only the name is given.
  var type: NameSyntax?
}

struct QuerySyntax: Sendable {
  /// Nil where the columns are the named variables of the body.
  var columns: [QueryColumnSyntax]?
  /// Nil only for a query of constants alone: `?(1 + 2).`
  var body: FormulaSyntax?
  var order: [(key: ExpressionSyntax, descending: Bool)] = []
  var limit: ExpressionSyntax?
  var offset: ExpressionSyntax?
  var span: SourceSpan
}

struct QueryColumnSyntax: Sendable {
  /// As in `N = count(Y)`.
  var name: NameSyntax?
  var value: ExpressionSyntax
}

struct AtomSyntax: Sendable {
  var name: NameSyntax
  var arguments: [ExpressionSyntax]
  /// Those behind them that have names: `in: Where`.
  var named: [NamedArgumentSyntax] = []
  var span: SourceSpan

  /// All values, those without a name first.
  var values: [ExpressionSyntax] { arguments + named.map(\.value) }
}

struct NamedArgumentSyntax: Sendable {
  var name: NameSyntax
  var value: ExpressionSyntax
}

/// A body or a part of one.
indirect enum FormulaSyntax: Sendable {
  case conjunction([FormulaSyntax], SourceSpan)
  case disjunction([FormulaSyntax], SourceSpan)
  case negation(FormulaSyntax, SourceSpan)
  case atom(AtomSyntax)
  case path(PathSyntax, AtomSyntax)
  case comparison(ComparisonOperator, ExpressionSyntax, ExpressionSyntax, SourceSpan)
  case range(ExpressionSyntax, ExpressionSyntax, ExpressionSyntax, SourceSpan)
  case member(ExpressionSyntax, [ExpressionSyntax], SourceSpan)
  case truth(Bool, SourceSpan)
  /// Holds in any case; what it alone binds is empty where the part does not hold.
  case optional(FormulaSyntax, SourceSpan)

  var span: SourceSpan {
    switch self {
    case .conjunction(_, let span), .disjunction(_, let span), .negation(_, let span),
      .comparison(_, _, _, let span), .range(_, _, _, let span), .member(_, _, let span),
      .truth(_, let span), .optional(_, let span):
      span
    case .atom(let atom), .path(_, let atom): atom.span
    }
  }
}

/// Predicates joined into one of two columns.
indirect enum PathSyntax: Sendable {
  case predicate(NameSyntax)
  case inverse(PathSyntax)
  case sequence(PathSyntax, PathSyntax)
  case alternative(PathSyntax, PathSyntax)
  case oneOrMore(PathSyntax)
  case zeroOrMore(PathSyntax)
}

indirect enum ExpressionSyntax: Sendable {
  case variable(NameSyntax)
  case anonymous(SourceSpan)
  case constant(Term, SourceSpan)
  /// A constant that the analyser put there: never a name to be looked up.
  case fixed(Term, SourceSpan)
  /// An unquoted or quoted name. As a value it is the string.
  case name(NameSyntax)
  case parameter(NameSyntax)
  case negative(ExpressionSyntax, SourceSpan)
  case binary(ArithmeticOperator, ExpressionSyntax, ExpressionSyntax, SourceSpan)
  /// A function or aggregate; where a literal is wanted, an atom.
  case call(AtomSyntax)
  /// `1..10` as an argument.
  case range(ExpressionSyntax, ExpressionSyntax, SourceSpan)
  /// A condition: the first argument of `if`.
  case condition(FormulaSyntax)

  var span: SourceSpan {
    switch self {
    case .variable(let name), .name(let name), .parameter(let name): name.span
    case .anonymous(let span), .constant(_, let span), .fixed(_, let span), .negative(_, let span),
      .binary(_, _, _, let span), .range(_, _, let span):
      span
    case .call(let atom): atom.span
    case .condition(let formula): formula.span
    }
  }
}
