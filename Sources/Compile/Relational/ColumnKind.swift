import GQL
import Graph

/// What all values of a column are. A compiled program has one kind a column, as tables of other engines have.
enum ColumnKind: String, Sendable {
  case integer
  case float
  case string
  case boolean
  case date
  /// A term of a stored graph, by its number.
  case term

  /// The kind of a constant; nil for terms that no column of another engine holds.
  init?(_ term: Term) {
    switch term {
    case .integer: self = .integer
    case .float: self = .float
    case .string: self = .string
    case .boolean: self = .boolean
    case .date: self = .date
    case .entity, .iri, .blank, .languageString, .typed, .dateTime: return nil
    }
  }

  /// The kind that a declared column has; nil where the declaration leaves it open.
  init?(_ declared: ColumnType) {
    switch declared {
    case .string: self = .string
    case .integer: self = .integer
    case .float: self = .float
    case .boolean: self = .boolean
    case .date: self = .date
    case .any, .entity, .number, .dateTime: return nil
    }
  }

  /// With its article, as messages say it.
  var phrase: String {
    switch self {
    case .integer: "an integer"
    case .float: "a float"
    case .string: "a string"
    case .boolean: "a truth value"
    case .date: "a date"
    case .term: "a term of the graph"
    }
  }

  var isNumber: Bool { self == .integer || self == .float }
}
