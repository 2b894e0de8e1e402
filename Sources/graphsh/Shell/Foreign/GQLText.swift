import GQL

/// Parts of GQL that translations are made of.
enum GQLText {
  /// A name of another language as a variable: `a` is `A`, `_x` stays.
  static func variable(_ name: String) -> String {
    guard let first = name.first, first != "_" else { return name }
    return first.isLetter ? first.uppercased() + name.dropFirst() : "X" + name
  }

  /// What the graph calls a relationship type, a label or a table: `MET` and `Met` are `met`, `bornIn` stays.
  static func predicate(_ name: String) -> String {
    let isLoud = name == name.uppercased() || name.first?.isUppercase ?? false
    return WrittenName.predicate(isLoud ? name.lowercased() : name)
  }

  /// A query for columns over a body; one without columns asks for all variables.
  static func query(_ columns: [String], _ body: [String], _ limit: String) -> String {
    let body = body.joined(separator: ", ")
    return columns.isEmpty
      ? body + limit + "?" : "?(" + columns.joined(separator: ", ") + ") :- " + body + limit + "."
  }
}
