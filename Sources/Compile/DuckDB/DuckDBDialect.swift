import GQL

/// DuckDB's SQL.
struct DuckDBDialect: Dialect {
  func type(_ kind: ColumnKind) -> String {
    switch kind {
    case .integer: "BIGINT"
    case .float: "DOUBLE"
    case .string: "VARCHAR"
    case .boolean: "BOOLEAN"
    case .date: "DATE"
    case .term: "BIGINT"
    }
  }

  func quoted(_ name: String) -> String {
    "\"" + Self.doubled(name, "\"") + "\""
  }

  func string(_ text: String) -> String {
    "'" + Self.doubled(text, "'") + "'"
  }

  static func doubled(_ text: String, _ quote: Character) -> String {
    text.split(separator: quote, omittingEmptySubsequences: false)
      .joined(separator: String([quote, quote]))
  }

  func tryCast(_ value: String, _ kind: ColumnKind) -> String {
    "TRY_CAST(\(value) AS \(type(kind)))"
  }

  func quotient(_ left: String, _ right: String) -> String { "\(left) // nullif(\(right), 0)" }

  func day(_ date: String, plus days: String) -> String { "\(date) + CAST(\(days) AS INTEGER)" }
  func days(from start: String, to end: String) -> String {
    "CAST(\(end) - \(start) AS BIGINT)"
  }
  func weekday(_ date: String) -> String { "dayname(\(date))" }

  func startsWith(_ text: String, _ part: String) -> String { "starts_with(\(text), \(part))" }
  func endsWith(_ text: String, _ part: String) -> String { "suffix(\(text), \(part))" }
  func contains(_ text: String, _ part: String) -> String { "contains(\(text), \(part))" }
  func matches(_ text: String, pattern: String) -> String {
    "regexp_full_match(\(text), \(string(pattern)))"
  }
  func group(_ text: String, pattern: String, _ number: Int) -> String {
    "regexp_extract(\(text), \(string("^(?:\(pattern))$")), \(number))"
  }

  func parts(_ text: String, separator: String) -> String {
    "string_split(\(text), \(string(separator)))"
  }
  func element(_ list: String, _ place: String) -> String {
    "(CASE WHEN \(place) BETWEEN 1 AND len(\(list)) THEN list_extract(\(list), \(place)) END)"
  }
  func count(of list: String) -> String { "CAST(len(\(list)) AS BIGINT)" }
  func trimmed(_ text: String) -> String {
    // White space of Unicode, as regular expressions of RE2 name it: \s is that of ASCII only.
    "regexp_replace(\(text), '^[\\s\\pZ\\x{85}\\x{0B}]+|[\\s\\pZ\\x{85}\\x{0B}]+$', '', 'g')"
  }
  func replaced(_ text: String, _ from: String, _ to: String) -> String {
    "(CASE WHEN \(from) = '' THEN \(text) ELSE replace(\(text), \(from), \(to)) END)"
  }

  func aggregate(_ function: AggregateFunction, _ arguments: [Scalar]) -> String {
    let texts = arguments.map(\.text)
    switch function {
    case .count: return "count(*)"
    case .countDistinct: return "count(DISTINCT \(texts[0]))"
    case .sum:
      let type = type(arguments[0].kind)
      return "CAST(coalesce(sum(\(texts[0])), 0) AS \(type))"
    case .avg: return "avg(\(texts[0]))"
    case .min: return "min(\(texts[0]))"
    case .max: return "max(\(texts[0]))"
    case .first: return "first(\(texts[0]) ORDER BY \(texts[1]), \(texts[0]))"
    case .last: return "first(\(texts[0]) ORDER BY \(texts[1]) DESC, \(texts[0]))"
    case .join: return "string_agg(DISTINCT \(texts[0]), \(texts[1]) ORDER BY \(texts[0]))"
    // Refused before (``ScalarKinds``).
    case .list, .set: return "NULL"
    }
  }
}
