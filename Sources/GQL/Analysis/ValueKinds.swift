import Graph

/// The kinds of values that a column or an expression can have, as far as declarations tell.
struct ValueKinds: OptionSet {
  let rawValue: UInt8

  /// Strings, names and entities: a string may name an entity.
  static let text = Self(rawValue: 1)
  static let integer = Self(rawValue: 2)
  static let float = Self(rawValue: 4)
  static let boolean = Self(rawValue: 8)
  static let date = Self(rawValue: 16)
  static let dateTime = Self(rawValue: 32)

  static let number: Self = [.integer, .float]
  static let time: Self = [.date, .dateTime]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Nil where everything is allowed.
  init?(_ type: ColumnType) {
    switch type {
    case .any: return nil
    case .entity, .string: self = .text
    case .integer: self = .integer
    // A whole number is a float as well: `1 = 1.0`.
    case .float, .number: self = .number
    case .boolean: self = .boolean
    case .date: self = .date
    case .dateTime: self = .dateTime
    }
  }

  init(_ term: Term) {
    switch term {
    case .entity, .iri, .blank, .string, .languageString: self = .text
    case .typed:
      switch term.literalValue {
      case .number(let number):
        if case .integer = number.plain { self = .integer } else { self = .float }
      case .boolean: self = .boolean
      case .time(let time): self = time.kind == .dateTime ? .dateTime : .date
      case nil: self = .text
      }
    case .integer: self = .integer
    case .float: self = .float
    case .boolean: self = .boolean
    case .date: self = .date
    case .dateTime: self = .dateTime
    }
  }

  /// Whether a value of these kinds can be less or greater than one of those, or equal to it.
  func isComparable(with other: Self) -> Bool {
    [Self.text, .number, .boolean, .time].contains {
      !isDisjoint(with: $0) && !other.isDisjoint(with: $0)
    }
  }

  /// `integer`, `number`, `date or string`.
  var names: String {
    var rest = self
    var words: [String] = []
    if rest.isSuperset(of: .number) {
      words.append("number")
      rest.subtract(.number)
    }
    let single: [(Self, String)] = [
      (.integer, "integer"), (.float, "float"), (.text, "string"), (.boolean, "boolean"),
      (.date, "date"), (.dateTime, "datetime"),
    ]
    for (kind, word) in single where rest.contains(kind) { words.append(word) }
    return words.joined(separator: " or ")
  }
}
