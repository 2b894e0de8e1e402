import Graph

/// One row of answers, with the names of its columns.
public struct AnswerRow: Sendable, Hashable {
  /// Names of the columns.
  public let columns: [String]
  /// What each cell means.
  public let terms: [Term]
  /// Each cell as people read it: canonical labels, ISO dates, strings without quotes.
  public let texts: [String]

  /// The cell of a column as a Swift value.
  ///
  /// - Throws: ``AnswerError`` where there is no such column, or its cell is of another kind.
  public func value<Cell: AnswerValue>(_ column: String, as type: Cell.Type = Cell.self) throws
    -> Cell
  {
    guard let place = columns.firstIndex(of: column) else {
      throw AnswerError.noColumn(column, columns: columns)
    }
    guard let value = Cell(terms[place], text: texts[place]) else {
      throw AnswerError.otherKind(column: column, expected: "\(type)", found: terms[place])
    }
    return value
  }
}

/// Why a cell is not what a program took it for.
public enum AnswerError: Error, Sendable, Equatable, CustomStringConvertible {
  case noColumn(String, columns: [String])
  case otherKind(column: String, expected: String, found: Term)

  /// What was asked for and what there is instead.
  public var description: String {
    switch self {
    case .noColumn(let name, let columns):
      "no column \(name): there are \(columns.joined(separator: ", "))"
    case .otherKind(let column, let expected, let found):
      "the column \(column) holds \(found.kindPhrase) here, not \(expected)"
    }
  }
}

/// A Swift type that a cell can be read as.
public protocol AnswerValue {
  /// Nil where the cell is of another kind.
  init?(_ term: Term, text: String)
}

extension Term: AnswerValue {
  /// Any cell, as it is.
  public init?(_ term: Term, text: String) { self = term }
}

extension String: AnswerValue {
  /// Strings, and entities and IRIs by their names.
  public init?(_ term: Term, text: String) {
    guard TermOrder.kind(term) == .text else { return nil }
    self = text
  }
}

extension Int: AnswerValue {
  /// Whole numbers that fit.
  public init?(_ term: Term, text: String) {
    guard case .integer(let integer) = term.numericValue?.plain else { return nil }
    self = Int(integer)
  }
}

extension Double: AnswerValue {
  /// Numbers, as the nearest float.
  public init?(_ term: Term, text: String) {
    guard let number = term.numericValue else { return nil }
    self = number.double
  }
}

extension Bool: AnswerValue {
  /// Truth values.
  public init?(_ term: Term, text: String) {
    guard case .boolean(let truth) = term.literalValue else { return nil }
    self = truth
  }
}

extension CalendarDate: AnswerValue {
  /// Days.
  public init?(_ term: Term, text: String) {
    guard case .date(let date) = term else { return nil }
    self = date
  }
}

extension DateTime: AnswerValue {
  /// Moments.
  public init?(_ term: Term, text: String) {
    guard case .dateTime(let moment) = term else { return nil }
    self = moment
  }
}
