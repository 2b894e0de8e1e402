/// What a numeric literal means, whatever its datatype and its spelling.
public enum NumericValue: Sendable, Hashable {
  case integer(Int64)
  /// A decimal, or an integer beyond 64 bits.
  case decimal(DecimalNumber)
  /// Also the infinities, never NaN.
  case float(Double)
  case notANumber

  /// The one form of a value: a whole number of 64 bits is an integer, any other finite number a decimal. Numbers are
  /// equal where their plain forms are.
  public var plain: NumericValue {
    switch self {
    case .integer, .notANumber: return self
    case .decimal(let decimal): return decimal.integer.map { .integer($0) } ?? self
    case .float(let float):
      if let integer = Int64(exactly: float) { return .integer(integer) }
      return float.isFinite ? .decimal(DecimalNumber(float)) : self
    }
  }

  /// The nearest float.
  public var double: Double {
    switch self {
    case .integer(let integer): Double(integer)
    case .decimal(let decimal): decimal.double
    case .float(let float): float
    case .notANumber: .nan
    }
  }

  /// The exact decimal; nil for the infinities and NaN.
  public var decimal: DecimalNumber? {
    switch self {
    case .integer(let integer): DecimalNumber(integer)
    case .decimal(let decimal): decimal
    case .float(let float): float.isFinite ? DecimalNumber(float) : nil
    case .notANumber: nil
    }
  }

  /// -1, 0 or 1 by size, exactly. NaN equals itself and comes after every number.
  public static func order(_ left: NumericValue, _ right: NumericValue) -> Int {
    switch (left, right) {
    case (.integer(let first), .integer(let second)): return order(first, second)
    case (.notANumber, .notANumber): return 0
    case (.notANumber, _): return 1
    case (_, .notANumber): return -1
    case (.float(let first), .float(let second)): return order(first, second)
    case (.float(let first), _) where !first.isFinite: return first < 0 ? -1 : 1
    case (_, .float(let second)) where !second.isFinite: return second < 0 ? 1 : -1
    case (.integer(let first), .float(let second)): return order(first, to: second)
    case (.float(let first), .integer(let second)): return -order(second, to: first)
    default:
      guard let first = left.decimal, let second = right.decimal else { return 0 }
      return order(first, second)
    }
  }

  /// An integer of 64 bits need not be a float.
  private static func order(_ integer: Int64, to float: Double) -> Int {
    if float >= 9_223_372_036_854_775_808 { return -1 }
    if float < -9_223_372_036_854_775_808 { return 1 }
    let whole = float.rounded(.towardZero)
    let truncated = Int64(whole)
    return integer == truncated ? order(whole, float) : order(integer, truncated)
  }

  private static func order<T: Comparable>(_ left: T, _ right: T) -> Int {
    left < right ? -1 : left > right ? 1 : 0
  }
}
