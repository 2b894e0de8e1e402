import Graph

/// The numeric types, each promoted to those after it (XPath and XQuery Functions and Operators, appendix B.1).
enum NumericType: Int, Comparable {
  case integer, decimal, float, double

  init?(datatype: String) {
    guard datatype.hasPrefix(RDFVocabulary.xsd) else { return nil }
    switch datatype.dropFirst(RDFVocabulary.xsd.count) {
    case "integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger",
      "nonPositiveInteger", "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort",
      "unsignedByte":
      self = .integer
    case "decimal": self = .decimal
    case "float": self = .float
    case "double": self = .double
    default: return nil
    }
  }

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A number with its type.
struct Number {
  var type: NumericType
  var value: NumericValue

  static let zero = Number(type: .integer, value: .integer(0))

  /// The number that a literal is; nil for other terms and for texts that the datatype does not have.
  init?(_ term: Term) {
    switch term {
    case .integer(let integer): self.init(type: .integer, value: .integer(integer))
    case .float(let number): self.init(type: .double, value: .float(number))
    case .typed(_, let datatype):
      guard let type = NumericType(datatype: datatype), let value = term.numericValue else {
        return nil
      }
      self.init(type: type, value: value)
    default: return nil
    }
  }

  init(type: NumericType, value: NumericValue) { (self.type, self.value) = (type, value) }

  init(double: Double) {
    self.init(type: .double, value: double.isNaN ? .notANumber : .float(double))
  }

  /// The literal.
  var term: Term {
    switch type {
    case .integer:
      if let integer = value.decimal?.integer { return .integer(integer) }
      let digits = (value.decimal ?? DecimalNumber(0)).text
      return .typed(String(digits.prefix { $0 != "." }), datatype: RDFVocabulary.integer)
    case .decimal:
      return .typed((value.decimal ?? DecimalNumber(0)).text, datatype: RDFVocabulary.decimal)
    case .float:
      let number = Float(value.double)
      let text =
        number.isNaN ? "NaN" : number.isInfinite ? (number < 0 ? "-INF" : "INF") : "\(number)"
      return .typed(text, datatype: RDFVocabulary.float)
    case .double: return value == .notANumber ? Term(value) : .float(value.double)
    }
  }

  /// The result of an operator with type promotion (section 17.3); nil for a division of exact numbers by zero, and where a
  /// decimal has more digits than are computed with.
  func combined(with other: Number, _ operation: Expression.Operation) -> Number? {
    var type = max(type, other.type)
    if operation == .divided, type == .integer { type = .decimal }
    switch type {
    case .integer, .decimal:
      guard let left = value.decimal, let right = other.value.decimal else { return nil }
      let result: DecimalNumber? =
        switch operation {
        case .plus: left.plus(right)
        case .minus: left.minus(right)
        case .times: left.times(right)
        case .divided: left.divided(by: right, places: 18)
        }
      return result.map { Number(type: type, value: .decimal($0)) }
    case .float:
      let result = Self.apply(operation, Float(value.double), Float(other.value.double))
      return Number(type: .float, value: result.isNaN ? .notANumber : .float(Double(result)))
    case .double:
      return Number(double: Self.apply(operation, value.double, other.value.double))
    }
  }

  private static func apply<Value: FloatingPoint>(
    _ operation: Expression.Operation, _ left: Value, _ right: Value
  ) -> Value {
    switch operation {
    case .plus: left + right
    case .minus: left - right
    case .times: left * right
    case .divided: left / right
    }
  }

  /// `ABS`, `CEIL`, `FLOOR` and `ROUND`, which keep the type.
  func rounded(_ function: BuiltIn) -> Number? {
    if type <= .decimal {
      guard let decimal = value.decimal else { return nil }
      let result: DecimalNumber? =
        switch function {
        case .abs: decimal.magnitude
        case .ceil: decimal.rounded(.up)
        case .floor: decimal.rounded(.down)
        // Halves go up, whatever the sign.
        default: decimal.plus(Self.half)?.rounded(.down)
        }
      return result.map { Number(type: type, value: .decimal($0)) }
    }
    let double = value.double
    let result =
      switch function {
      case .abs: double.magnitude
      case .ceil: double.rounded(.up)
      case .floor: double.rounded(.down)
      default: (double + 0.5).rounded(.down)
      }
    return Number(type: type, value: result.isNaN ? .notANumber : .float(result))
  }

  private static let half = DecimalNumber(0.5)
}
