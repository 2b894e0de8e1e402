/// Escapes, and classes in brackets.
extension PatternParser {
  enum Escape {
    case scalar(Unicode.Scalar)
    case item(CharacterSet.Item)
    case assertion(PatternAssertion)
  }

  /// What follows a backslash, which is read already.
  mutating func escape(
    from start: Int, inClass: Bool
  ) throws(RegularExpressionError) -> Escape {
    guard let scalar = scalar(0) else { throw error(.unfinishedEscape, from: start, to: place) }
    place += 1
    switch scalar {
    case "d", "D": return .item(.kind(.digit, isNegated: scalar == "D"))
    case "w", "W": return .item(.kind(.word, isNegated: scalar == "W"))
    case "s", "S": return .item(.kind(.space, isNegated: scalar == "S"))
    case "p", "P": return .item(try property(from: start, isNegated: scalar == "P"))
    case "n": return .scalar("\n")
    case "t": return .scalar("\t")
    case "r": return .scalar("\r")
    case "f": return .scalar("\u{0C}")
    case "v": return .scalar("\u{0B}")
    case "a": return .scalar("\u{07}")
    case "e": return .scalar("\u{1B}")
    case "0": return .scalar("\0")
    case "b" where inClass: return .scalar("\u{08}")
    case "x": return .scalar(try hexadecimal(digits: 2, from: start))
    case "u": return .scalar(try hexadecimal(digits: 4, from: start))
    case "U": return .scalar(try hexadecimal(digits: 8, from: start))
    case "b" where !inClass: return .assertion(.wordBoundary)
    case "B" where !inClass: return .assertion(.noWordBoundary)
    case "A" where !inClass: return .assertion(.textStart)
    case "z" where !inClass: return .assertion(.textEnd)
    case "1"..."9", "k", "g": throw error(.unsupported("a back reference"), from: start, to: place)
    case "a"..."z", "A"..."Z": throw error(.unknownEscape, from: start, to: place)
    default: return .scalar(scalar)
    }
  }

  /// The digits of `\xHH`, `\uHHHH`, `\UHHHHHHHH`, or as many as there are in braces.
  private mutating func hexadecimal(
    digits count: Int, from start: Int
  ) throws(RegularExpressionError) -> Unicode.Scalar {
    let isBraced = skip("{")
    var value: UInt32 = 0
    var digits = 0
    while let digit = scalar(0).flatMap({ Character($0).hexDigitValue }),
      digits < (isBraced ? 8 : count)
    {
      value = value << 4 | UInt32(digit)
      digits += 1
      place += 1
    }
    guard digits > 0, isBraced ? skip("}") : digits == count, let scalar = Unicode.Scalar(value)
    else { throw error(.unfinishedEscape, from: start, to: place) }
    return scalar
  }

  /// `{Lu}`, `{^Lu}` or one letter after `\p`.
  private mutating func property(
    from start: Int, isNegated: Bool
  ) throws(RegularExpressionError) -> CharacterSet.Item {
    var isNegated = isNegated
    let nameStart: Int
    let nameEnd: Int
    if skip("{") {
      if skip("^") { isNegated.toggle() }
      nameStart = place
      while let scalar = scalar(0), scalar != "}" { place += 1 }
      nameEnd = place
      guard skip("}") else { throw error(.unfinishedEscape, from: start, to: place) }
    } else {
      nameStart = place
      if scalar(0) == nil { throw error(.unfinishedEscape, from: start, to: place) }
      place += 1
      nameEnd = place
    }
    var name = String.UnicodeScalarView()
    name.append(contentsOf: scalars[nameStart..<nameEnd])
    guard let kind = CharacterKind(propertyName: String(name)) else {
      throw error(.unknownProperty, from: nameStart, to: nameEnd)
    }
    return .kind(kind, isNegated: isNegated)
  }

  /// A class in brackets, of which the first is read already.
  mutating func characterClass(from start: Int) throws(RegularExpressionError) -> CharacterSet {
    var set = CharacterSet(ignoresCase: flags.ignoresCase)
    set.isNegated = skip("^")
    var isFirst = true
    while let scalar = scalar(0) {
      // A bracket right at the beginning is one of the characters.
      if scalar == "]", !isFirst {
        place += 1
        return set
      }
      isFirst = false
      let itemStart = place
      if let item = try posixClass() {
        set.items.append(item)
        continue
      }
      if scalar == "&", self.scalar(1) == "&" {
        throw error(.unsupported("the intersection of classes"), from: place, to: place + 2)
      }
      guard let low = try classScalar(&set) else { continue }
      guard self.scalar(0) == "-", let after = self.scalar(1), after != "]" else {
        set.items.append(.range(low.value...low.value))
        continue
      }
      place += 1
      guard let high = try classScalar(&set) else {
        // As in `[a-\d]`, where the dash is a character.
        set.items.append(.range(low.value...low.value))
        set.items.append(.range(0x2D...0x2D))
        continue
      }
      guard low <= high else { throw error(.backwards, from: itemStart, to: place) }
      set.items.append(.range(low.value...high.value))
    }
    throw error(.unclosedClass, from: start, to: start + 1)
  }

  /// One character of a class; nil for a kind of characters, which goes into the set.
  private mutating func classScalar(
    _ set: inout CharacterSet
  ) throws(RegularExpressionError) -> Unicode.Scalar? {
    let start = place
    let scalar = scalars[place]
    place += 1
    guard scalar == "\\" else { return scalar }
    switch try escape(from: start, inClass: true) {
    case .scalar(let scalar): return scalar
    case .item(let item):
      set.items.append(item)
      return nil
    case .assertion: throw error(.unknownEscape, from: start, to: place)
    }
  }

  /// `[:alpha:]` or `[:^alpha:]` inside a class.
  private mutating func posixClass() throws(RegularExpressionError) -> CharacterSet.Item? {
    let start = place
    guard skip("[:") else { return nil }
    let isNegated = skip("^")
    let nameStart = place
    while let scalar = scalar(0), CharacterKind.isWord(scalar) { place += 1 }
    let nameEnd = place
    guard skip(":]") else {
      place = start
      return nil
    }
    var name = String.UnicodeScalarView()
    name.append(contentsOf: scalars[nameStart..<nameEnd])
    guard let kind = CharacterKind(posixName: String(name)) else {
      throw error(.unknownProperty, from: nameStart, to: nameEnd)
    }
    return .kind(kind, isNegated: isNegated)
  }
}
