/// What the model asks of a Unicode scalar, as its library answers.
extension Unicode.Scalar {
  /// White space, as the tokenizer understands it.
  var isSpace: Bool {
    switch value {
    case 0x09...0x0d, 0x1c...0x20, 0x85, 0xa0, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f,
      0x205f, 0x3000:
      true
    default: false
    }
  }

  /// A letter: general category L*.
  var isLetter: Bool {
    if value < 128 { return (value | 0x20) &- 0x61 < 26 }
    return switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  var isUpper: Bool {
    value < 128 ? value &- 0x41 < 26 : properties.isUppercase
  }

  /// A digit, superscripts included, but no other numeric characters.
  var isDigit: Bool {
    if value < 128 { return value &- 0x30 < 10 }
    return switch properties.numericType {
    case .decimal, .digit: true
    default: false
    }
  }

  /// A digit of a positional system.
  var isDecimal: Bool {
    value < 128 ? value &- 0x30 < 10 : properties.numericType == .decimal
  }

  /// A letter or anything numeric.
  var isAlphanumeric: Bool { isLetter || (value < 128 ? isDigit : properties.numericType != nil) }
}

/// Lower-cases a word by the full rules of Unicode (chapter 3.13), with the final form of sigma.
func lowercased(_ scalars: some BidirectionalCollection<Unicode.Scalar>) -> String.UnicodeScalarView
{
  var result = String.UnicodeScalarView()
  var index = scalars.startIndex
  while index != scalars.endIndex {
    let scalar = scalars[index]
    let next = scalars.index(after: index)
    if scalar.value < 128 {
      result.append(
        scalar.isUpper ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar)
    } else if scalar == "Σ", isFinal(before: scalars[..<index], after: scalars[next...]) {
      result.append("ς")
    } else {
      result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
    index = next
  }
  return result
}

/// Whether a sigma between two parts of a word ends it.
private func isFinal(
  before: some BidirectionalCollection<Unicode.Scalar>,
  after: some BidirectionalCollection<Unicode.Scalar>
) -> Bool {
  let previous = before.last { !$0.properties.isCaseIgnorable }
  let next = after.first { !$0.properties.isCaseIgnorable }
  return previous?.properties.isCased == true && next?.properties.isCased != true
}

/// The outline of a word: letters become `X` or `x`, digits `d`, and runs are cut at four.
func wordShape(_ scalars: some Collection<Unicode.Scalar>) -> String {
  if scalars.count >= 100 { return "LONG" }
  var shape = String.UnicodeScalarView()
  var last: Unicode.Scalar?
  var run = 0
  for scalar in scalars {
    let symbol: Unicode.Scalar =
      scalar.isLetter ? (scalar.isUpper ? "X" : "x") : scalar.isDigit ? "d" : scalar
    run = symbol == last ? run + 1 : 0
    last = symbol
    if run < 4 { shape.append(symbol) }
  }
  return String(shape)
}
