extension LogicalLiteral {
  /// The variable that an equation gives the value of a constant, and the values that are equal to it: a number has two
  /// forms.
  var variableOfConstant: (variable: Int, values: [LogicalTerm])? {
    guard case .comparison(.equal, .term(let left), .term(let right)) = self else { return nil }
    for (side, other) in [(left, right), (right, left)] {
      guard case .variable(let variable) = side else { continue }
      switch other {
      case .constant(.string), .constant(.entity), .value: return (variable, [other])
      case .constant(.integer(let number)) where number.magnitude <= 1 << 53:
        let forms = number == 0 ? [0.0, -0.0] : [Double(number)]
        return (variable, [other] + forms.map { .constant(.float($0)) })
      case .constant(.float(let number)):
        guard let whole = Int64(exactly: number) else { return (variable, [other]) }
        guard abs(number) <= 0x1p53 else { continue }
        let forms = number == 0 ? [0.0, -0.0] : [number]
        return (variable, [.constant(.integer(whole))] + forms.map { .constant(.float($0)) })
      case .constant, .variable: continue
      }
    }
    return nil
  }
}
