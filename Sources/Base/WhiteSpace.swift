extension Unicode.Scalar {
  /// Whether the scalar is white space of Unicode, told for ASCII without its tables.
  @inlinable public var isWhiteSpace: Bool {
    value < 0x80 ? value == 32 || (9...13).contains(value) : properties.isWhitespace
  }
}

extension StringProtocol {
  /// Without white space at either end.
  public func trimmingSpaces() -> String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isWhiteSpace }),
      let last = scalars.lastIndex(where: { !$0.isWhiteSpace })
    else { return "" }
    return String(self[first...last])
  }
}

extension StringProtocol {
  /// Without white space at either end, and each run of it within as one space.
  public func collapsingSpaces() -> String {
    var result = String.UnicodeScalarView()
    var isPending = false
    for scalar in unicodeScalars {
      if scalar.isWhiteSpace {
        isPending = !result.isEmpty
      } else {
        if isPending { result.append(" ") }
        isPending = false
        result.append(scalar)
      }
    }
    return String(result)
  }
}
