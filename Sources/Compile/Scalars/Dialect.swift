import GQL

/// How one engine writes what all have. Texts that are given stand in parentheses or need none.
protocol Dialect {
  /// A type, as a cast names it.
  func type(_ kind: ColumnKind) -> String
  /// A name of a table or a column.
  func quoted(_ name: String) -> String
  func string(_ text: String) -> String
  /// A cast that gives null where the value does not fit.
  func tryCast(_ value: String, _ kind: ColumnKind) -> String
  /// Division of integers towards zero; null where the divisor is 0.
  func quotient(_ left: String, _ right: String) -> String
  /// A day so many days later.
  func day(_ date: String, plus days: String) -> String
  func days(from start: String, to end: String) -> String
  func weekday(_ date: String) -> String
  func startsWith(_ text: String, _ part: String) -> String
  func endsWith(_ text: String, _ part: String) -> String
  func contains(_ text: String, _ part: String) -> String
  /// Whether the whole of a text matches a pattern, which is no SQL.
  func matches(_ text: String, pattern: String) -> String
  /// What a group of a pattern that matches the whole text takes.
  func group(_ text: String, pattern: String, _ number: Int) -> String
  /// The parts of a text, as a list of the engine; the separator is no SQL.
  func parts(_ text: String, separator: String) -> String
  /// An element of a list, counted from 1; null where there is none.
  func element(_ list: String, _ place: String) -> String
  func count(of list: String) -> String
  /// A text without white space at its ends, of Unicode's.
  func trimmed(_ text: String) -> String
  func replaced(_ text: String, _ from: String, _ to: String) -> String
  func aggregate(_ function: AggregateFunction, _ arguments: [Scalar]) -> String
}
