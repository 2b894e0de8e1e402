import Graph

/// The one order of all values: false, true, numbers by size, dates and moments in time, texts and names by their
/// Unicode scalars. `order by`, answers without it, and `min` and `max` follow it; a comparison in a body asks for
/// two values of one kind.
enum TermOrder {
  enum Kind: Int {
    case boolean, number, time, text
  }

  static func kind(_ term: Term) -> Kind {
    switch term {
    case .boolean: .boolean
    case .integer, .float: .number
    case .date, .dateTime: .time
    case .entity, .iri, .blank, .string, .languageString, .typed: .text
    }
  }

  /// -1, 0 or 1 by meaning alone: `1` and `1.0` compare as equal. Nil where the kinds differ.
  static func compare(_ left: Term, _ right: Term) -> Int? {
    switch (left, right) {
    case (.integer(let a), .integer(let b)): order(a, b)
    case (.float(let a), .float(let b)): order(a, b)
    case (.integer(let a), .float(let b)): compare(a, b)
    case (.float(let a), .integer(let b)): -compare(b, a)
    case (.boolean(let a), .boolean(let b)): order(a ? 1 : 0, b ? 1 : 0)
    case (.date(let a), .date(let b)): order(a, b)
    case (.dateTime(let a), .dateTime(let b)): order(a.milliseconds, b.milliseconds)
    case (.date(let a), .dateTime(let b)):
      order(Int64(a.daysSinceEpoch) * 86_400_000, b.milliseconds)
    case (.dateTime(let a), .date(let b)):
      order(a.milliseconds, Int64(b.daysSinceEpoch) * 86_400_000)
    default:
      kind(left) == .text && kind(right) == .text
        ? compare(left.plainText, right.plainText) : nil
    }
  }

  /// Compares exactly: a 64-bit integer need not be a float.
  private static func compare(_ integer: Int64, _ float: Double) -> Int {
    if float.isNaN { return -1 }
    if float >= 9_223_372_036_854_775_808 { return -1 }
    if float < -9_223_372_036_854_775_808 { return 1 }
    let whole = float.rounded(.towardZero)
    let truncated = Int64(whole)
    if integer != truncated { return integer < truncated ? -1 : 1 }
    return order(0, float - whole)
  }

  static func compare(_ left: String, _ right: String) -> Int {
    left == right && left.utf8.elementsEqual(right.utf8)
      ? 0 : left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
  }

  private static func order<T: Comparable>(_ left: T, _ right: T) -> Int {
    left < right ? -1 : left > right ? 1 : 0
  }

  /// A strict total order, in which different terms never tie.
  static func isBefore(_ left: Term, _ right: Term) -> Bool {
    let (leftKind, rightKind) = (kind(left).rawValue, kind(right).rawValue)
    if leftKind != rightKind { return leftKind < rightKind }
    if let order = compare(left, right), order != 0 { return order < 0 }
    let (leftForm, rightForm) = (form(left), form(right))
    return leftForm.rank != rightForm.rank
      ? leftForm.rank < rightForm.rank
      : compare(leftForm.detail, rightForm.detail) < 0
  }

  /// What keeps apart terms of one meaning.
  private static func form(_ term: Term) -> (rank: Int, detail: String) {
    switch term {
    case .boolean: (0, "")
    case .integer: (1, "")
    case .float(let number): (2, number.description)
    case .date: (3, "")
    case .dateTime(let moment): (4, moment.description)
    case .entity(_, let disambiguator): (5, disambiguator)
    case .string: (6, "")
    case .languageString(_, let language): (7, language)
    case .typed(_, let datatype): (8, datatype)
    case .iri: (9, "")
    case .blank: (10, "")
    }
  }

  /// Whether `=` holds.
  static func areEqual(_ left: Term, _ right: Term) -> Bool {
    if left == right { return true }
    switch (left, right) {
    case (.integer, .float), (.float, .integer), (.float, .float): return compare(left, right) == 0
    default: return false
    }
  }
}
