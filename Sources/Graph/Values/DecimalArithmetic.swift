/// Exact arithmetic of decimals up to 38 digits; every operation gives nil where that is not enough.
extension DecimalNumber {
  /// A coefficient and how many of its digits stand behind the point.
  private struct Fixed {
    var coefficient: Int128
    var scale: Int

    /// The same number with more digits behind the point.
    func scaled(to wanted: Int) -> Int128? {
      var result = coefficient
      guard wanted - scale <= DecimalNumber.mostDigits || coefficient == 0 else { return nil }
      for _ in 0..<max(0, wanted - scale) where coefficient != 0 {
        let (next, isOver) = result.multipliedReportingOverflow(by: 10)
        if isOver { return nil }
        result = next
      }
      return result
    }
  }

  static let mostDigits = 38

  private var fixed: Fixed? {
    guard digits.count <= Self.mostDigits else { return nil }
    var coefficient: Int128 = 0
    for digit in digits {
      let (product, isOver) = coefficient.multipliedReportingOverflow(by: 10)
      if isOver { return nil }
      coefficient = product + Int128(digit)
    }
    if isNegative { coefficient = -coefficient }
    let scale = digits.count - exponent
    guard scale < 0 else { return Fixed(coefficient: coefficient, scale: scale) }
    return Fixed(coefficient: coefficient, scale: scale).scaled(to: 0)
      .map { Fixed(coefficient: $0, scale: 0) }
  }

  /// Both with as many digits behind the point.
  private func aligned(with other: Self) -> (left: Int128, right: Int128, scale: Int)? {
    guard let left = fixed, let right = other.fixed else { return nil }
    let scale = max(left.scale, right.scale)
    guard let first = left.scaled(to: scale), let second = right.scaled(to: scale) else {
      return nil
    }
    return (first, second, scale)
  }

  /// The number with the other sign.
  public var negated: Self { Self(isNegative: !isNegative, digits: digits, exponent: exponent) }
  /// The number without its sign.
  public var magnitude: Self { Self(isNegative: false, digits: digits, exponent: exponent) }

  /// The sum; nil where it has more digits than are kept.
  public func plus(_ other: Self) -> Self? {
    guard let (left, right, scale) = aligned(with: other) else { return nil }
    let (sum, isOver) = left.addingReportingOverflow(right)
    return isOver ? nil : Self(sum, scale: scale)
  }

  /// The difference; nil where it has more digits than are kept.
  public func minus(_ other: Self) -> Self? { plus(other.negated) }

  /// The product; nil where it has more digits than are kept.
  public func times(_ other: Self) -> Self? {
    guard let left = fixed, let right = other.fixed else { return nil }
    let (product, isOver) = left.coefficient.multipliedReportingOverflow(by: right.coefficient)
    return isOver ? nil : Self(product, scale: left.scale + right.scale)
  }

  /// The quotient, where its digits come to an end.
  public func divided(by other: Self) -> Self? {
    guard let left = fixed, let right = other.fixed, right.coefficient != 0 else { return nil }
    var (quotient, rest) = left.coefficient.quotientAndRemainder(dividingBy: right.coefficient)
    var scale = left.scale - right.scale
    while rest != 0 {
      let (next, isOver) = rest.multipliedReportingOverflow(by: 10)
      let (shifted, isFar) = quotient.multipliedReportingOverflow(by: 10)
      if isOver || isFar { return nil }
      let (digit, left) = next.quotientAndRemainder(dividingBy: right.coefficient)
      let (sum, isTooFar) = shifted.addingReportingOverflow(digit)
      if isTooFar { return nil }
      (quotient, rest) = (sum, left)
      scale += 1
    }
    return Self(quotient, scale: scale)
  }

  /// The quotient cut off behind so many digits after the point.
  package func divided(by other: Self, places: Int) -> Self? {
    guard let left = fixed, let right = other.fixed, right.coefficient != 0 else { return nil }
    var (quotient, rest) = left.coefficient.quotientAndRemainder(dividingBy: right.coefficient)
    var scale = left.scale - right.scale
    while rest != 0, scale < places {
      let (next, isOver) = rest.multipliedReportingOverflow(by: 10)
      let (shifted, isFar) = quotient.multipliedReportingOverflow(by: 10)
      if isOver || isFar { break }
      let (digit, left) = next.quotientAndRemainder(dividingBy: right.coefficient)
      let (sum, isTooFar) = shifted.addingReportingOverflow(digit)
      if isTooFar { break }
      (quotient, rest) = (sum, left)
      scale += 1
    }
    return Self(quotient, scale: scale)
  }

  /// What is left of the division towards zero; it has the sign of the left side.
  public func remainder(dividingBy other: Self) -> Self? {
    guard let (left, right, scale) = aligned(with: other), right != 0 else { return nil }
    return Self(left % right, scale: scale)
  }

  /// The whole number that a rule of rounding gives.
  public func rounded(_ rule: FloatingPointRoundingRule) -> Self? {
    if isWhole { return self }
    let whole = Self(
      isNegative: isNegative, digits: digits.prefix(max(exponent, 0)), exponent: max(exponent, 0))
    let next = whole.plus(Self(isNegative ? -1 : 1))
    switch rule {
    case .down: return isNegative ? next : whole
    case .up: return isNegative ? whole : next
    case .towardZero: return whole
    default:
      let first = exponent < 0 ? 0 : digits[exponent]
      return first >= 5 ? next : whole
    }
  }
}
