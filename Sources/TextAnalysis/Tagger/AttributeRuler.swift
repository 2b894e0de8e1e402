/// The model's patterns that give parts of speech, features and some lemmas by tag, label and word.
struct AttributeRuler: Sendable {
  /// What a pattern sees of a token. Strings are ids of the model's strings.
  struct Token: Hashable {
    var tag: Int32
    var label: Int32
    /// The number of the lower-case word in the patterns, or 0.
    var word: UInt16
    var isSpace: Bool
  }

  /// What patterns give to a token; -1 where they give nothing.
  struct Attributes {
    var pos: Int32 = 0
    var morph: Int32 = 0
    var lemma: Int32 = -1
    var tag: Int32 = -1
    var label: Int32 = -1

    /// Takes over what another gives.
    mutating func apply(_ change: Change) {
      if change.pos >= 0 { pos = change.pos }
      if change.morph >= 0 { morph = change.morph }
      if change.lemma >= 0 { lemma = change.lemma }
      if change.tag >= 0 { tag = change.tag }
      if change.label >= 0 { label = change.label }
    }
  }

  struct Change: Sendable {
    var (pos, morph, lemma, tag, label): (Int32, Int32, Int32, Int32, Int32) = (-1, -1, -1, -1, -1)
  }

  /// A condition on one token: every test must hold.
  private struct Condition {
    var tags: Test?
    var labels: Test?
    var words: Test?
    var isSpace: Bool?

    func holds(_ token: Token) -> Bool {
      tags?.holds(token.tag) ?? true && labels?.holds(token.label) ?? true
        && words?.holds(Int32(token.word)) ?? true && isSpace ?? token.isSpace == token.isSpace
    }
  }

  private struct Test {
    var values: Set<Int32>
    var isExcluded: Bool

    func holds(_ value: Int32) -> Bool { values.contains(value) != isExcluded }
  }

  /// Conditions on one token or two neighbours, and what they give to one of them.
  private struct Rule {
    var conditions: [Condition]
    var target: Int
    var change: Change
  }

  /// In the order in which they are applied.
  private var rules: [Rule] = []
  private var words = ByteTable()

  /// Reads the patterns, and adds their strings to the model's.
  init(_ file: MappedFile, strings: inout StringStore) throws(ModelError) {
    // Word 0 is any that no pattern names.
    words.insert("")
    var reader = MessagePackReader(file)
    for _ in 0..<(try reader.arrayCount()) {
      var alternatives: [[Condition]] = []
      var change = Change()
      var target = 0
      for _ in 0..<(try reader.mapCount()) {
        switch try reader.string() {
        case "patterns":
          for _ in 0..<(try reader.arrayCount()) {
            var conditions: [Condition] = []
            for _ in 0..<(try reader.arrayCount()) {
              conditions.append(try condition(&reader, &strings))
            }
            alternatives.append(conditions)
          }
        case "attrs": change = try Self.change(&reader, &strings)
        case "index": target = Int(try reader.integer())
        default: try reader.skip()
        }
      }
      for conditions in alternatives {
        guard (1...2).contains(conditions.count), conditions.indices.contains(target) else {
          throw reader.failure("a pattern of \(conditions.count) tokens")
        }
        rules.append(Rule(conditions: conditions, target: target, change: change))
      }
    }
    try reader.finish()
  }

  /// The number of a lower-case word in the patterns, or 0.
  func word(_ lower: String) -> UInt16 { UInt16(words.find(lower) ?? 0) }

  /// The rules of one token that a token meets, in order.
  func rules(for token: Token) -> [Int] {
    rules.indices.filter { rules[$0].conditions.count == 1 && rules[$0].conditions[0].holds(token) }
  }

  /// The rules of two tokens whose first condition a token meets.
  func pairRules(from token: Token) -> [Int] {
    rules.indices.filter { rules[$0].conditions.count == 2 && rules[$0].conditions[0].holds(token) }
  }

  /// Whether a token meets the second condition of a rule of two tokens.
  func completes(_ rule: Int, _ token: Token) -> Bool { rules[rule].conditions[1].holds(token) }

  /// The token that a rule changes, counted from its first.
  func target(of rule: Int) -> Int { rules[rule].target }

  /// What rules give together: they are applied in order, later over earlier.
  func attributes(_ indices: some Sequence<Int>) -> Attributes {
    var result = Attributes()
    for index in indices { result.apply(rules[index].change) }
    return result
  }

  private mutating func condition(
    _ reader: inout MessagePackReader, _ strings: inout StringStore
  ) throws(ModelError) -> Condition {
    var condition = Condition()
    for _ in 0..<(try reader.mapCount()) {
      switch try reader.string() {
      case "TAG":
        condition.tags = try Self.test(&reader) { strings.intern($0) }
      case "DEP":
        condition.labels = try Self.test(&reader) { strings.intern($0) }
      case "LOWER":
        condition.words = try Self.test(&reader) { Int32(words.insert($0).id) }
      case "IS_SPACE":
        condition.isSpace = try reader.boolean()
      case let attribute:
        throw reader.failure("a pattern tests \(attribute)")
      }
    }
    return condition
  }

  private static func test(
    _ reader: inout MessagePackReader, _ id: (String) -> Int32
  ) throws(ModelError) -> Test {
    if reader.isAtBytes { return Test(values: [id(try reader.string())], isExcluded: false) }
    guard try reader.mapCount() == 1 else { throw reader.failure("a test of several parts") }
    let kind = try reader.string()
    switch kind {
    case "IN", "NOT_IN":
      var values: Set<Int32> = []
      for _ in 0..<(try reader.arrayCount()) { values.insert(id(try reader.string())) }
      return Test(values: values, isExcluded: kind == "NOT_IN")
    case "REGEX":
      let expression = try reader.string()
      guard let words = expansion(of: expression) else {
        throw reader.failure("the expression \(expression)")
      }
      return Test(values: Set(words.map(id)), isExcluded: false)
    default:
      throw reader.failure("a test of kind \(kind)")
    }
  }

  /// All strings that an expression of literals, `[…]` and `?` between `^` and `$` matches.
  private static func expansion(of expression: String) -> [String]? {
    guard expression.first == "^", expression.last == "$" else { return nil }
    var rest = expression.dropFirst().dropLast()
    var results = [""]
    while let first = rest.popFirst() {
      var choices = [String(first)]
      if first == "[" {
        guard let close = rest.firstIndex(of: "]") else { return nil }
        choices = rest[..<close].map { String($0) }
        rest = rest[rest.index(after: close)...]
      } else if "\\.*+(){}|".contains(first) {
        return nil
      }
      if rest.first == "?" {
        choices.append("")
        rest.removeFirst()
      }
      results = results.flatMap { start in choices.map { start + $0 } }
      guard results.count <= 64 else { return nil }
    }
    return results
  }

  private static func change(
    _ reader: inout MessagePackReader, _ strings: inout StringStore
  ) throws(ModelError) -> Change {
    var change = Change()
    for _ in 0..<(try reader.mapCount()) {
      let attribute = try reader.string()
      let value = try reader.string()
      switch attribute {
      case "POS": change.pos = strings.intern(value)
      case "MORPH": change.morph = strings.intern(value == "_" ? "" : value)
      case "LEMMA": change.lemma = strings.intern(value)
      case "TAG": change.tag = strings.intern(value)
      case "DEP": change.label = strings.intern(value)
      default: throw reader.failure("a pattern sets \(attribute)")
      }
    }
    return change
  }
}
