/// One value in a column of the engine and of the triple tables: a 32-bit word.
///
/// 0 and up is the id of a term; below 0 is an integer between -2^30 and 2^30 - 1 held inline. One value has one
/// representation, so equality is equality of words. Ids from ``firstSessionID`` on belong to values that an engine
/// made while it ran and that no file holds.
public struct Value: RawRepresentable, Hashable, Sendable {
  /// The word.
  public var rawValue: Int32

  /// The value of a word.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The integers that need no term.
  public static let inlineIntegers: ClosedRange<Int64> = -(1 << 30)...((1 << 30) - 1)
  /// From here on, ids belong to values of an engine.
  public static let firstSessionID: Int32 = 1 << 30

  /// The inline form of `integer`, or nil if it is too large and must be a term.
  public init?(inline integer: Int64) {
    guard Self.inlineIntegers.contains(integer) else { return nil }
    rawValue = Int32(integer - (1 << 30))
  }

  /// The value of the term with this id.
  public init(term id: Int32) { rawValue = id }

  /// The value that a column of a file holds; nil for what can be in no file.
  @inline(__always)
  init?(stored number: Int64) {
    guard number < Int64(Self.firstSessionID), number >= Int64(Int32.min) else { return nil }
    rawValue = Int32(truncatingIfNeeded: number)
  }

  /// What stands for a number of a damaged file: no term, and no value of an engine.
  static let impossible = Value(rawValue: .max)

  /// The integer held inline, if this is one.
  public var inlineInteger: Int64? { rawValue < 0 ? Int64(rawValue) + (1 << 30) : nil }

  /// The term's id, if this is not an inline integer.
  public var termID: Int32? { rawValue >= 0 ? rawValue : nil }
}
