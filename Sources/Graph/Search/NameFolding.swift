/// The form of a name under which it is looked up: what people write differently and mean as one becomes one.
///
/// Case and diacritics do not count ("Élysée" is "elysee"); `_`, hyphens and any run of spaces are one space
/// ("south_korea" is "South Korea"); quotation marks, apostrophes and full stops are left out ("U.S." is "US"), except
/// a point between digits. A name of nothing else keeps its characters.
public func foldedName(_ name: some StringProtocol) -> String {
  var result = ""
  result.reserveCapacity(name.utf8.count)
  var pendingSpace = false
  var previousIsDigit = false
  let scalars = Array(name.unicodeScalars)
  for (place, scalar) in scalars.enumerated() {
    if isSeparator(scalar) {
      pendingSpace = !result.isEmpty
      continue
    }
    let isPoint = scalar == "."
    let followedByDigit = place + 1 < scalars.count && isDigit(scalars[place + 1])
    if isDropped(scalar) && !(isPoint && previousIsDigit && followedByDigit) { continue }
    if pendingSpace {
      result.unicodeScalars.append(" ")
      pendingSpace = false
    }
    previousIsDigit = isDigit(scalar)
    appendFolded(scalar, to: &result)
  }
  return result.isEmpty ? name.lowercased() : result
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { (48...57).contains(scalar.value) }

private func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "_", "-", "\u{2010}"..."\u{2015}", "\u{2212}": true
  default:
    // The table of properties is slow, and names are mostly ASCII.
    scalar.isASCII
      ? scalar == " " || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
  }
}

private func isDropped(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case ".", "'", "\"", "`", "\u{00B4}", "\u{2018}"..."\u{201F}", "\u{00AB}", "\u{00BB}", "\u{00AD}",
    "\u{02B9}"..."\u{02BF}", "\u{0300}"..."\u{036F}", "\u{200B}"..."\u{200D}", "\u{FEFF}":
    true
  default: false
  }
}

private func appendFolded(_ scalar: Unicode.Scalar, to result: inout String) {
  if scalar.isASCII {
    let byte = scalar.value
    result.unicodeScalars.append(
      (65...90).contains(byte) ? Unicode.Scalar(UInt8(byte) + 32) : scalar)
    return
  }
  // Upper case first: the full mapping takes "ß" to "SS" and final sigma to "Σ".
  let lowered = scalar.properties.uppercaseMapping.lowercased()
  for part in lowered.unicodeScalars {
    switch part.value {
    case 0xC0..<0x180: result += latinBase[Int(part.value) - 0xC0]
    case 0x1E00..<0x1F00: result.unicodeScalars.append(additionalBase(part))
    case 0x0300...0x036F, 0x02B9...0x02BF: break
    default: result.unicodeScalars.append(part)
    }
  }
}

/// The letters behind U+00C0 to U+017F (Latin-1 Supplement and Latin Extended-A).
private let latinBase: [String] = {
  let bases =
    "a a a a a a ae c e e e e i i i i d n o o o o o × o u u u u y th ss "
    + "a a a a a a ae c e e e e i i i i d n o o o o o ÷ o u u u u y th y "
    + "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g "
    + "h h h h i i i i i i i i i i ij ij j j k k k l l l l l l l l l l n n n n n n n n n "
    + "o o o o o o oe oe r r r r r r s s s s s s s s t t t t t t "
    + "u u u u u u u u u u u u w w y y y z z z z z z s"
  return bases.split(separator: " ").map(String.init)
}()

/// The letter behind U+1E00 to U+1EFF (Latin Extended Additional: Vietnamese, transliterations).
private func additionalBase(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  let runs: [(last: UInt32, base: Unicode.Scalar)] = [
    (0x1E01, "a"), (0x1E07, "b"), (0x1E09, "c"), (0x1E13, "d"), (0x1E1D, "e"), (0x1E1F, "f"),
    (0x1E21, "g"), (0x1E2B, "h"), (0x1E2F, "i"), (0x1E35, "k"), (0x1E3D, "l"), (0x1E43, "m"),
    (0x1E4B, "n"), (0x1E53, "o"), (0x1E57, "p"), (0x1E5F, "r"), (0x1E69, "s"), (0x1E71, "t"),
    (0x1E7B, "u"), (0x1E7F, "v"), (0x1E89, "w"), (0x1E8D, "x"), (0x1E8F, "y"), (0x1E95, "z"),
    (0x1E96, "h"), (0x1E97, "t"), (0x1E98, "w"), (0x1E99, "y"), (0x1E9A, "a"), (0x1E9F, "s"),
    (0x1EB7, "a"), (0x1EC7, "e"), (0x1ECB, "i"), (0x1EE3, "o"), (0x1EF1, "u"), (0x1EF9, "y"),
  ]
  return runs.first { scalar.value <= $0.last }?.base ?? scalar
}
