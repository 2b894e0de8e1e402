/// Arithmetic and comparison of small integers, a block at a time. A small integer is a negative word: its value less
/// 2³⁰, so that words are in the order of their values.
extension Block {
  /// What is computed of two integers.
  public enum Arithmetic: Sendable { case plus, minus, times }
  /// How two integers are compared.
  public enum Comparison: Sendable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  }

  /// The word of the integer 0.
  public static let smallZero = -(Int32(1) << 30)

  private static let inlineBase = Int64(1) << 30

  /// Sets a register to the result in each row. False, and nothing is to be read there, where some value or result is no
  /// small integer.
  public func compute(
    _ arithmetic: Arithmetic, _ left: Operand, _ right: Operand, into register: Int
  ) -> Bool {
    let (first, second) = (column(left, slot: 0), column(right, slot: 1))
    let target = column(register)
    let base = Self.inlineBase
    var isFit = true
    @inline(__always)
    func each(_ combine: (Int64, Int64) -> Int64) {
      for row in 0..<count {
        let result = combine(Int64(first[row]) + base, Int64(second[row]) + base) - base
        isFit =
          isFit && first[row] < 0 && second[row] < 0 && result < 0
          && result >= Int64(Int32.min)
        target[row] = Int32(truncatingIfNeeded: result)
      }
    }
    switch arithmetic {
    case .plus: each { $0 + $1 }
    case .minus: each { $0 - $1 }
    case .times: each { $0 &* $1 }
    }
    return isFit
  }

  /// Keeps the rows in which a comparison holds. False, and all rows stay, where some value is no small integer.
  public func keepRows(
    where first: Operand, _ comparison: Comparison, _ second: Operand, live: [Int]
  ) -> Bool {
    let (one, other) = (column(first, slot: 0), column(second, slot: 1))
    var highest = Int32.min
    for row in 0..<count { highest = max(highest, max(one[row], other[row])) }
    guard highest < 0 else { return false }
    var kept = 0
    @inline(__always)
    func each(_ holds: (Int32, Int32) -> Bool) {
      for row in 0..<count {
        left[kept] = Int32(truncatingIfNeeded: row)
        kept += holds(one[row], other[row]) ? 1 : 0
      }
    }
    switch comparison {
    case .equal: each { $0 == $1 }
    case .notEqual: each { $0 != $1 }
    case .less: each { $0 < $1 }
    case .lessOrEqual: each { $0 <= $1 }
    case .greater: each { $0 > $1 }
    case .greaterOrEqual: each { $0 >= $1 }
    }
    gatherLeft(kept, registers: live)
    return true
  }
}
