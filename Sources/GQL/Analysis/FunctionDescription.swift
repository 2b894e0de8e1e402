/// A function, test or aggregate: how it is written and what it gives.
package struct FunctionDescription: Sendable, Equatable {
  package enum Kind: String, Sendable {
    case function, test, aggregate
  }

  package let kind: Kind
  package let name: String
  /// With its arguments: `substr(S, Start, Len)`.
  package let signature: String
  /// What it gives, or when it holds.
  package let summary: String
  /// What other languages call it.
  let otherNames: [String]

  /// All that a program can write, functions first.
  package static let all: [FunctionDescription] = functions + tests + aggregates

  private static let functions: [FunctionDescription] = [
    .function("lower(S)", "S in lower case", ["lcase", "tolower", "lowercase"]),
    .function("upper(S)", "S in upper case", ["ucase", "toupper", "uppercase"]),
    .function("trim(S)", "S without blanks at its ends", ["strip"]),
    .function("length(S)", "the number of characters", ["len", "strlen", "size", "char_length"]),
    .function(
      "substr(S, Start, Len)", "at most Len characters from the place Start, counted from 0",
      ["substring", "mid"]),
    .function("concat(A, B, …)", "the texts of all, joined", ["strcat", "concatenate"]),
    .function("replace(S, From, To)", "S with each From replaced"),
    .function("split(S, Separator, N)", "part N of S, counted from 0, or from its end below that"),
    .function("parts(S, Separator)", "how many parts S has"),
    .function("format(S, A, B, …)", "S with the values in its places {}", ["printf", "sprintf"]),
    .function("abs(N)", "the absolute value"),
    .function("round(N)", "the nearest integer"),
    .function("floor(N)", "the next integer below"),
    .function("ceil(N)", "the next integer above", ["ceiling"]),
    .function("min(A, B)", "the smaller of two", ["least"]),
    .function("max(A, B)", "the greater of two", ["greatest"]),
    .function("int(X)", "X as an integer, towards zero", ["toint", "to_int", "integer"]),
    .function("float(X)", "X as a float", ["tofloat", "double"]),
    .function("str(X)", "X as a string", ["tostring", "to_string", "string", "text"]),
    .function("today()", "the day on which the program runs", ["now", "current_date", "curdate"]),
    .function(
      "date(S)", "the day that a text names, or that of a date-time", ["to_date", "todate"]),
    .function("year(D)", "the year of a date"),
    .function("month(D)", "the month of a date, as a number"),
    .function("day(D)", "the day of the month of a date"),
    .function("weekday(D)", "Monday, Tuesday, …", ["dayofweek"]),
    .function("first_day(P)", "the first day of a day, month or year"),
    .function("last_day(P)", "the last day of a day, month or year"),
    .function("lang(L)", "the language of a string, \"\" where it has none"),
    .function("datatype(L)", "the datatype of a literal, an IRI"),
    .function("canonical(X)", "X in the one spelling of its value"),
    .function("if(Cond, A, B)", "A where Cond holds, else B", ["case", "iif"]),
  ]

  private static let tests: [FunctionDescription] = [
    .test("contains(S, Part)", "Part is in S", ["instr", "includes"]),
    .test("starts_with(S, Part)", "Part is at the beginning of S", ["startswith"]),
    .test("ends_with(S, Part)", "Part is at the end of S", ["endswith"]),
    .test("matches(S, Pattern)", "a regular expression fits a part of S", ["regex", "regexp"]),
    .test("is_entity(X)", "X is an entity"),
    .test("is_number(X)", "X is a number"),
    .test("is_string(X)", "X is a string"),
    .test("is_date(X)", "X is a date or a date-time"),
    .test("lang_matches(L, Range)", "the language L lies in the range", ["langmatches"]),
  ]

  private static let aggregates: [FunctionDescription] = [
    .aggregate("count()", "how many bindings there are"),
    .aggregate("count(distinct X)", "how many different values X has"),
    .aggregate("sum(X)", "the sum"),
    .aggregate("avg(X)", "the mean", ["mean", "average"]),
    .aggregate("min(X)", "the least value"),
    .aggregate("max(X)", "the greatest value"),
    .aggregate("first(X, K)", "X where K is least"),
    .aggregate("last(X, K)", "X where K is greatest"),
    .aggregate("list(X)", "all values", ["collect", "array_agg"]),
    .aggregate("set(X)", "the different values"),
    .aggregate(
      "join(X, Separator)", "the different values as one text", ["string_agg", "group_concat"]),
  ]

  private init(_ kind: Kind, _ signature: String, _ summary: String, _ otherNames: [String]) {
    self.kind = kind
    self.signature = signature
    self.summary = summary
    self.otherNames = otherNames
    name = String(signature.prefix { $0 != "(" })
  }

  private static func function(
    _ signature: String, _ summary: String, _ otherNames: [String] = []
  ) -> Self { Self(.function, signature, summary, otherNames) }

  private static func test(
    _ signature: String, _ summary: String, _ otherNames: [String] = []
  ) -> Self { Self(.test, signature, summary, otherNames) }

  private static func aggregate(
    _ signature: String, _ summary: String, _ otherNames: [String] = []
  ) -> Self { Self(.aggregate, signature, summary, otherNames) }

  /// How something of a name is written.
  static func signatures(of name: String, _ kind: Kind? = nil) -> [String] {
    all.filter { $0.name == name && (kind == nil || $0.kind == kind) }.map(\.signature)
  }

  /// The name that is meant by one of another language, or by a slip.
  static func meant(by name: String) -> String? {
    let lower = name.lowercased()
    if let known = all.first(where: { $0.name == lower || $0.otherNames.contains(lower) }) {
      return known.name
    }
    return Suggestions.nearest(to: name, among: all.map(\.name))
  }
}
