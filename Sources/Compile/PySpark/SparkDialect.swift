import GQL

/// The SQL of Spark's expressions.
struct SparkDialect: Dialect {
  func type(_ kind: ColumnKind) -> String {
    switch kind {
    case .integer, .term: "BIGINT"
    case .float: "DOUBLE"
    case .string: "STRING"
    case .boolean: "BOOLEAN"
    case .date: "DATE"
    }
  }

  func quoted(_ name: String) -> String { "`" + DuckDBDialect.doubled(name, "`") + "`" }

  func string(_ text: String) -> String {
    var literal = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": literal += "\\\\"
      case "'": literal += "\\'"
      case "\n": literal += "\\n"
      case "\r": literal += "\\r"
      case "\t": literal += "\\t"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "'"
  }

  func tryCast(_ value: String, _ kind: ColumnKind) -> String {
    "TRY_CAST(\(value) AS \(type(kind)))"
  }

  func quotient(_ left: String, _ right: String) -> String { "\(left) DIV nullif(\(right), 0)" }

  func day(_ date: String, plus days: String) -> String {
    "date_add(\(date), CAST(\(days) AS INT))"
  }
  func days(from start: String, to end: String) -> String {
    "CAST(datediff(\(end), \(start)) AS BIGINT)"
  }
  func weekday(_ date: String) -> String { "date_format(\(date), 'EEEE')" }

  func startsWith(_ text: String, _ part: String) -> String { "startswith(\(text), \(part))" }
  func endsWith(_ text: String, _ part: String) -> String { "endswith(\(text), \(part))" }
  func contains(_ text: String, _ part: String) -> String { "contains(\(text), \(part))" }
  func matches(_ text: String, pattern: String) -> String {
    "\(text) RLIKE \(string("^(?:\(pattern))\\z"))"
  }
  func group(_ text: String, pattern: String, _ number: Int) -> String {
    "regexp_extract(\(text), \(string("^(?:\(pattern))\\z")), \(number))"
  }

  func parts(_ text: String, separator: String) -> String {
    // Its separator is a pattern.
    let special = "\\^$.|?*+()[]{}"
    let literal = separator.map { special.contains($0) ? "\\\($0)" : String($0) }.joined()
    return "split(\(text), \(string(literal)))"
  }
  func element(_ list: String, _ place: String) -> String {
    "(CASE WHEN \(place) BETWEEN 1 AND size(\(list)) "
      + "THEN element_at(\(list), CAST(\(place) AS INT)) END)"
  }
  func count(of list: String) -> String { "CAST(size(\(list)) AS BIGINT)" }
  func trimmed(_ text: String) -> String {
    let space = "[\\s\\p{Z}\\x{85}\\x{0B}]+"
    return "regexp_replace(\(text), \(string("^\(space)|\(space)$")), '')"
  }
  func replaced(_ text: String, _ from: String, _ to: String) -> String {
    "(CASE WHEN \(from) = '' THEN \(text) ELSE replace(\(text), \(from), \(to)) END)"
  }

  /// `first` and `last` are told by a rank among the rows of a group, which the rule computes before (``SparkRule``).
  func aggregate(_ function: AggregateFunction, _ arguments: [Scalar]) -> String {
    let texts = arguments.map(\.text)
    switch function {
    case .count: return "count(1)"
    case .countDistinct: return "count(DISTINCT \(texts[0]))"
    case .sum: return "CAST(coalesce(sum(\(texts[0])), 0) AS \(type(arguments[0].kind)))"
    case .avg: return "avg(\(texts[0]))"
    case .min: return "min(\(texts[0]))"
    case .max: return "max(\(texts[0]))"
    case .first, .last: return "max(CASE WHEN \(texts[1]) = 1 THEN \(texts[0]) END)"
    case .join: return "array_join(sort_array(collect_set(\(texts[0]))), \(texts[1]))"
    // Refused before (``ScalarKinds``).
    case .list, .set: return "NULL"
    }
  }
}
