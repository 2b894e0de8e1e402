/// Recognises a whole word as a web address, e-mail address or host, as the model's expression does.
///
/// The expression is `[scheme://][user[:password]@](IPv4 | labels.domain)[:port][/?# anything]`,
/// matched from start to end. Every scalar is looked at a bounded number of times.
struct AddressMatcher {
  private let text: [UInt32]
  private let end: Int
  private let start: Int
  private let domainLetters: ScalarSet

  init(_ text: ScalarText, range: Range<Int>, domainLetters: ScalarSet) {
    self.text = text.scalars
    (start, end) = (range.lowerBound, range.upperBound)
    self.domainLetters = domainLetters
  }

  func matches() -> Bool {
    // A host begins at the start, after a scheme, or after any `@` of a user's name.
    var firsts = [start]
    var index = start
    while index < end, isSchemeScalar(text[index]) { index += 1 }
    if index >= start + 2, index + 3 <= end, text[index] == Self.colon,
      text[index + 1] == Self.slash, text[index + 2] == Self.slash
    {
      firsts.append(index + 3)
    }
    for place in start..<end where text[place] == Self.at && place > start {
      firsts.append(place + 1)
    }
    return firsts.contains { isHost(from: $0) }
  }

  private static let at: UInt32 = 0x40
  private static let colon: UInt32 = 0x3a
  private static let dot: UInt32 = 0x2e
  private static let slash: UInt32 = 0x2f

  private func isHost(from first: Int) -> Bool {
    if let end = numericHost(from: first), isTail(from: end) { return true }
    var index = first
    var hasLabel = false
    while true {
      if hasLabel {
        var last = index
        while last < end, domainLetters.contains(text[last]) { last += 1 }
        if (2...63).contains(last - index), isTail(from: last) { return true }
      }
      var last = index
      while last < end, isHostScalar(text[last]) || text[last] == 0x5f || text[last] == 0x2d {
        last += 1
      }
      guard last < end, text[last] == Self.dot, (1...64).contains(last - index),
        isHostScalar(text[index]), isHostScalar(text[last - 1])
      else { return false }
      index = last + 1
      hasLabel = true
    }
  }

  /// Whether what follows a host is nothing, or a port, a path, a query or a fragment.
  private func isTail(from place: Int) -> Bool {
    if place == end || isPathStart(text[place]) { return true }
    guard text[place] == Self.colon else { return false }
    var last = place + 1
    while last < end, last - place <= 5, Unicode.Scalar(text[last])?.isDecimal == true {
      last += 1
    }
    return last - place - 1 >= 2 && (last == end || isPathStart(text[last]))
  }

  private func isPathStart(_ scalar: UInt32) -> Bool {
    scalar == Self.slash || scalar == 0x3f || scalar == 0x23
  }

  private func isSchemeScalar(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x5f, 0x2b, 0x2d, Self.dot: true
    default: Unicode.Scalar(scalar)?.isAlphanumeric == true
    }
  }

  private func isHostScalar(_ scalar: UInt32) -> Bool {
    scalar < 0x80 ? Unicode.Scalar(scalar)!.isAlphanumeric : (0xa1...0xffff).contains(scalar)
  }

  /// The end of a public IPv4 address in dotted form, if there is one.
  private func numericHost(from first: Int) -> Int? {
    var parts: [(value: Int, digits: Int, leadsWithZero: Bool)] = []
    var index = first
    for part in 0..<4 {
      let begin = index
      var value = 0
      while index < end, text[index] &- 0x30 < 10, index - begin <= 3 {
        value = 10 * value + Int(text[index] - 0x30)
        index += 1
      }
      guard (1...3).contains(index - begin) else { return nil }
      parts.append((value, index - begin, text[begin] == 0x30))
      if part < 3 {
        guard index < end, text[index] == Self.dot else { return nil }
        index += 1
      }
    }
    let (a, b, c, d) = (parts[0], parts[1], parts[2], parts[3])
    guard !a.leadsWithZero, a.value <= 223, !d.leadsWithZero, d.value <= 254 else { return nil }
    for middle in [b, c] where middle.value > 255 || middle.digits == 3 && middle.leadsWithZero {
      return nil
    }
    switch (a.value, b.value) {
    case (10, _), (127, _): return nil
    case (169, 254), (192, 168): return nil
    case (172, 16...31) where b.digits == 2: return nil
    default: return index
    }
  }
}
