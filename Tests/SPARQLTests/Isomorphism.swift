import Graph

/// Compares bags of rows of terms: blank nodes may have other labels on either side, and numbers may be spelled otherwise.
enum Isomorphism {
  typealias Row = [Term?]

  static func areEqual(_ left: [Row], _ right: [Row]) -> Bool {
    guard left.count == right.count else { return false }
    let (first, second) = (left.map { $0.map(normal) }, right.map { $0.map(normal) })
    // Rows with few blank nodes first, which leave the least choice.
    let order = first.sorted { blanks($0) < blanks($1) }
    var free = second.map { _ in true }
    var steps = 0
    return match(order[...], second, &free, [:], [:], &steps)
  }

  private static func blanks(_ row: Row) -> Int {
    row.count { if case .blank? = $0 { true } else { false } }
  }

  private static func match(
    _ left: ArraySlice<Row>, _ right: [Row], _ free: inout [Bool], _ there: [String: String],
    _ back: [String: String], _ steps: inout Int
  ) -> Bool {
    guard let row = left.first else { return true }
    var tried: Set<Row> = []
    for place in right.indices where free[place] && tried.insert(right[place]).inserted {
      steps += 1
      guard steps < 200_000 else { return false }
      var (toRight, toLeft) = (there, back)
      guard fits(row, right[place], &toRight, &toLeft) else { continue }
      free[place] = false
      if match(left.dropFirst(), right, &free, toRight, toLeft, &steps) { return true }
      free[place] = true
    }
    return false
  }

  private static func fits(
    _ left: Row, _ right: Row, _ there: inout [String: String], _ back: inout [String: String]
  ) -> Bool {
    guard left.count == right.count else { return false }
    for (one, other) in zip(left, right) {
      if case .blank(let first)? = one, case .blank(let second)? = other {
        if let known = there[first] {
          guard known == second else { return false }
        } else if back[second] != nil {
          return false
        }
        there[first] = second
        back[second] = first
      } else if one != other {
        return false
      }
    }
    return true
  }

  /// One spelling for each value of each numeric datatype, and languages in small letters.
  private static func normal(_ term: Term?) -> Term? {
    switch term {
    case .languageString(let text, let language)?:
      return .languageString(text, language: language.lowercased())
    case .typed(let text, let datatype)?:
      guard let number = term?.numericValue else { return .typed(text, datatype: datatype) }
      return .typed("\(number.plain)", datatype: datatype)
    case .float(let number)?:
      return .typed(
        "\(NumericValue.float(number).plain)",
        datatype: "http://www.w3.org/2001/XMLSchema#double")
    default: return term
    }
  }
}
