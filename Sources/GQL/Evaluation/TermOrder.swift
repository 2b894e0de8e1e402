import Graph

/// The one order of all values: false, true, numbers by size, dates and moments in time, texts and names by their
/// Unicode scalars. `order by`, answers without it, and `min` and `max` follow it; a comparison in a body asks for
/// two values of one kind.
enum TermOrder {
  enum Kind: Int {
    case boolean, number, time, text
  }

  /// A term with what it means, so that sorting reads each literal once.
  struct Key {
    let term: Term
    let value: LiteralValue?

    init(_ term: Term) {
      self.term = term
      value = term.literalValue
    }

    var kind: Kind {
      switch value {
      case .boolean: .boolean
      case .number: .number
      case .time: .time
      case nil: .text
      }
    }
  }

  static func kind(_ term: Term) -> Kind {
    switch term {
    case .boolean: .boolean
    case .integer, .float: .number
    case .date, .dateTime: .time
    case .entity, .iri, .blank, .string, .languageString: .text
    case .typed: Key(term).kind
    }
  }

  /// -1, 0 or 1 by meaning alone: `1` and `1.0` compare as equal. Nil where there is no less and greater: between
  /// different kinds, and beside what is not a number.
  static func compare(_ left: Term, _ right: Term) -> Int? {
    switch (left, right) {
    case (.integer(let a), .integer(let b)): return order(a, b)
    case (.string(let a), .string(let b)): return compare(a, b)
    default:
      let (first, second) = (Key(left), Key(right))
      if case .number(.notANumber) = first.value { return nil }
      if case .number(.notANumber) = second.value { return nil }
      return compare(first, second)
    }
  }

  private static func compare(_ left: Key, _ right: Key) -> Int? {
    switch (left.value, right.value) {
    case (.boolean(let a), .boolean(let b)): order(a ? 1 : 0, b ? 1 : 0)
    case (.number(let a), .number(let b)): NumericValue.order(a, b)
    case (.time(let a), .time(let b)): TimeValue.order(a, b)
    case (nil, nil): compare(left.term.plainText, right.term.plainText)
    default: nil
    }
  }

  static func compare(_ left: String, _ right: String) -> Int {
    left == right && left.utf8.elementsEqual(right.utf8)
      ? 0 : left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
  }

  private static func order<T: Comparable>(_ left: T, _ right: T) -> Int {
    left < right ? -1 : left > right ? 1 : 0
  }

  /// A strict total order, in which different terms never tie.
  static func isBefore(_ left: Term, _ right: Term) -> Bool { isBefore(Key(left), Key(right)) }

  static func isBefore(_ left: Key, _ right: Key) -> Bool {
    let (leftKind, rightKind) = (left.kind.rawValue, right.kind.rawValue)
    if leftKind != rightKind { return leftKind < rightKind }
    if case .time(let first) = left.value, case .time(let second) = right.value,
      !first.isOnTimeLine || !second.isOnTimeLine, first.kind != second.kind
    {
      // What comes again every year or day stands after what comes once.
      return (first.isOnTimeLine ? 0 : first.kind.rawValue)
        < (second.isOnTimeLine ? 0 : second.kind.rawValue)
    }
    if let order = compare(left, right), order != 0 { return order < 0 }
    let (leftForm, rightForm) = (form(left.term), form(right.term))
    if leftForm.rank != rightForm.rank { return leftForm.rank < rightForm.rank }
    let order = compare(leftForm.detail, rightForm.detail)
    return order == 0 ? compare(left.term.plainText, right.term.plainText) < 0 : order < 0
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

  /// Whether `=` holds: equal terms are, and those of one value.
  static func areEqual(_ left: Term, _ right: Term) -> Bool {
    if left == right { return true }
    guard let first = left.literalValue, let second = right.literalValue else { return false }
    return first.plain == second.plain
  }
}
