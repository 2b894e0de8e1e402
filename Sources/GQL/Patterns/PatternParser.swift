/// Reads the syntax of regular expressions that POSIX, Perl, ECMAScript and RE2 have in common.
struct PatternParser {
  let scalars: [Unicode.Scalar]
  var place = 0
  private var tree = PatternTree()
  var flags = Flags()
  /// Whether it matters what each group takes.
  private let keepsGroups: Bool

  struct Flags {
    var ignoresCase = false
    var isMultiline = false
    var dotTakesLineBreaks = false
    var skipsBlanks = false
  }

  /// A group that is not closed yet.
  private struct Group {
    var start: Int
    /// Those that stood outside.
    var flags: Flags
    var alternatives: [Int] = []
    var parts: [Int] = []
    /// Nil where it only groups.
    var number: Int?
  }

  init(_ pattern: String, keepsGroups: Bool = false) {
    scalars = Array(pattern.unicodeScalars)
    self.keepsGroups = keepsGroups
  }

  mutating func parse() throws(RegularExpressionError) -> PatternTree {
    var groups: [Group] = []
    var group = Group(start: 0, flags: flags)
    while place < scalars.count {
      let start = place
      switch scalars[place] {
      case "(":
        if try skipComment() { continue }
        let isNumbered = isNumberedGroup
        if let inner = try openGroup() {
          groups.append(group)
          group = Group(start: start, flags: inner)
          if isNumbered {
            if keepsGroups, tree.groups == GroupFinder.groupLimit {
              throw error(
                .tooManyGroups(limit: GroupFinder.groupLimit), from: start, to: start + 1)
            }
            tree.groups += 1
            group.number = tree.groups
          }
        }
      case ")":
        guard let outer = groups.popLast() else {
          throw error(.unopenedGroup, from: start, to: start + 1)
        }
        place += 1
        var inner = close(group)
        if keepsGroups, let number = group.number {
          inner = tree.add(.group(inner, number: number), size: tree.sizes[inner] + 2)
        }
        flags = group.flags
        group = outer
        group.parts.append(try repeated(inner))
      case "|":
        place += 1
        group.alternatives.append(tree.sequence(group.parts))
        group.parts = []
      case let scalar where flags.skipsBlanks && scalar.properties.isWhitespace: place += 1
      case "#" where flags.skipsBlanks:
        while place < scalars.count, scalars[place] != "\n" { place += 1 }
      default:
        let (part, isAssertion) = try atom()
        group.parts.append(isAssertion ? part : try repeated(part))
      }
    }
    if !groups.isEmpty { throw error(.unclosedGroup, from: group.start, to: group.start + 1) }
    tree.root = close(group)
    return tree
  }

  func error(
    _ reason: RegularExpressionError.Reason, from start: Int, to end: Int
  ) -> RegularExpressionError {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start..<min(max(end, start), scalars.count)])
    return RegularExpressionError(reason: reason, text: String(text), offset: start)
  }

  func scalar(_ offset: Int) -> Unicode.Scalar? {
    place + offset < scalars.count ? scalars[place + offset] : nil
  }

  /// Whether a text follows; then it is skipped.
  mutating func skip(_ text: String) -> Bool {
    guard scalars[place...].starts(with: text.unicodeScalars) else { return false }
    place += text.unicodeScalars.count
    return true
  }

  // MARK: Groups

  private mutating func close(_ group: Group) -> Int {
    tree.alternation(group.alternatives + [tree.sequence(group.parts)])
  }

  /// Skips `(?#…)`.
  private mutating func skipComment() throws(RegularExpressionError) -> Bool {
    let start = place
    guard skip("(?#") else { return false }
    while let scalar = scalar(0), scalar != ")" { place += 1 }
    if place == scalars.count { throw error(.unclosedGroup, from: start, to: start + 1) }
    place += 1
    return true
  }

  /// Whether what begins here takes something that can be asked for: `(…)` or `(?<name>…)`.
  private var isNumberedGroup: Bool {
    let rest = scalars[place...]
    return !rest.starts(with: "(?".unicodeScalars)
      || ["(?<", "(?P<", "(?'"].contains { rest.starts(with: $0.unicodeScalars) }
  }

  /// Reads what begins a group. Gives the flags to return to at its end; nil for `(?i)`, which is no group but changes
  /// the one around it.
  private mutating func openGroup() throws(RegularExpressionError) -> Flags? {
    let (start, outside) = (place, flags)
    place += 1
    guard skip("?") else {
      if scalar(0) == "*" { throw error(.unsupported("a verb"), from: start, to: start + 2) }
      return outside
    }
    for (opener, construct) in Self.unsupported where skip(opener) {
      throw error(.unsupported(construct), from: start, to: place)
    }
    if skip("P<") || skip("<") {
      try skipName(until: ">", from: start)
      return outside
    }
    if skip("'") {
      try skipName(until: "'", from: start)
      return outside
    }
    var isOn = true
    while let scalar = scalar(0) {
      place += 1
      switch scalar {
      case ":": return outside
      case ")": return nil
      case "-": isOn = false
      case "i": flags.ignoresCase = isOn
      case "m": flags.isMultiline = isOn
      case "s": flags.dotTakesLineBreaks = isOn
      case "x": flags.skipsBlanks = isOn
      case "0"..."9", "R", "&", "+":
        throw error(.unsupported("recursion"), from: start, to: place)
      default: throw error(.unknownFlag, from: place - 1, to: place)
      }
    }
    throw error(.unclosedGroup, from: start, to: start + 1)
  }

  private static let unsupported = [
    ("=", "a look-ahead"), ("!", "a look-ahead"), ("<=", "a look-behind"),
    ("<!", "a look-behind"), (">", "an atomic group"), ("|", "a branch reset"),
    ("(", "a condition"), ("P=", "a back reference"), ("P>", "recursion"),
  ]

  private mutating func skipName(
    until end: Unicode.Scalar, from start: Int
  ) throws(RegularExpressionError) {
    let first = place
    while let scalar = scalar(0), CharacterKind.isWord(scalar) { place += 1 }
    guard place > first, scalar(0) == end else {
      throw error(.badGroupName, from: start, to: place)
    }
    place += 1
  }

  // MARK: Parts

  /// A character, a class or an assertion.
  private mutating func atom() throws(RegularExpressionError) -> (part: Int, isAssertion: Bool) {
    let start = place
    let scalar = scalars[place]
    place += 1
    switch scalar {
    case ".": return (tree.add(flags.dotTakesLineBreaks ? .any : .withinLine), false)
    case "[": return (tree.add(try characterClass(from: start)), false)
    case "^":
      return (assertion(flags.isMultiline ? .lineStart : .textStart), true)
    case "$":
      return (assertion(flags.isMultiline ? .lineEnd : .textEnd), true)
    case "*", "+", "?": throw error(.nothingToRepeat, from: start, to: place)
    case "\\":
      switch try escape(from: start, inClass: false) {
      case .scalar(let scalar): return (literal(scalar), false)
      case .item(let item):
        return (tree.add(CharacterSet(items: [item], ignoresCase: flags.ignoresCase)), false)
      case .assertion(let kind): return (assertion(kind), true)
      }
    default: return (literal(scalar), false)
    }
  }

  private mutating func assertion(_ assertion: PatternAssertion) -> Int {
    tree.add(.assertion(assertion), size: 1)
  }

  private mutating func literal(_ scalar: Unicode.Scalar) -> Int {
    tree.add(
      CharacterSet(items: [.range(scalar.value...scalar.value)], ignoresCase: flags.ignoresCase))
  }

  // MARK: Repetitions

  /// A part with the repetition that follows it, if one does.
  private mutating func repeated(_ part: Int) throws(RegularExpressionError) -> Int {
    if flags.skipsBlanks {
      while let scalar = scalar(0), scalar.properties.isWhitespace { place += 1 }
    }
    let sign = place
    guard let (minimum, maximum) = try repetition() else { return part }
    if let maximum, minimum > maximum { throw error(.backwards, from: sign, to: place) }
    if scalar(0) == "+" {
      throw error(.unsupported("a possessive repetition"), from: sign, to: place + 1)
    }
    // Whether the shortest or the longest is looked for first makes no difference to a whole match, only to its groups.
    let isLazy = skip("?") && keepsGroups
    let node = tree.repetition(of: part, minimum: minimum, maximum: maximum, isLazy: isLazy)
    if tree.sizes[node] > PatternTree.sizeLimit {
      throw error(.tooLarge(limit: PatternTree.sizeLimit), from: sign, to: place)
    }
    return node
  }

  private mutating func repetition() throws(RegularExpressionError) -> (Int, Int?)? {
    switch scalar(0) {
    case "*":
      place += 1
      return (0, nil)
    case "+":
      place += 1
      return (1, nil)
    case "?":
      place += 1
      return (0, 1)
    case "{": return counts()
    default: return nil
    }
  }

  /// `{2}`, `{2,}`, `{,3}` or `{2,3}`; a brace that begins none of them is a character.
  private mutating func counts() -> (Int, Int?)? {
    let start = place
    place += 1
    let low = number()
    var high = low
    let hasComma = skip(",")
    if hasComma { high = number() }
    guard low != nil || high != nil, skip("}") else {
      place = start
      return nil
    }
    return (low ?? 0, high)
  }

  /// A number in decimal digits; one that is too large for any pattern as that.
  private mutating func number() -> Int? {
    var number: Int?
    while let scalar = scalar(0), ("0"..."9").contains(scalar) {
      number = min((number ?? 0) * 10 + Int(scalar.value - 48), PatternTree.sizeLimit + 1)
      place += 1
    }
    return number
  }
}
