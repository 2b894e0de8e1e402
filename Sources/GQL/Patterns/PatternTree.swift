/// What a pattern means, as nodes that name one another by number: so no depth of nesting can exhaust a stack.
struct PatternTree {
  enum Node {
    /// Nothing, which always matches.
    case empty
    /// One character of a set.
    case character(set: Int)
    case assertion(PatternAssertion)
    case sequence([Int])
    case alternation([Int])
    /// `maximum` is nil where there is none.
    case repetition(Int, minimum: Int, maximum: Int?, isLazy: Bool)
    /// What a group in parentheses takes is kept under its number, from 1.
    case group(Int, number: Int)
  }

  private(set) var nodes: [Node] = []
  /// For each node, how many characters and assertions it stands for once repetitions are written out.
  private(set) var sizes: [Int] = []
  private(set) var sets: [CharacterSet] = []
  private var numbers: [CharacterSet: Int] = [:]
  var root = 0
  /// Groups in parentheses, those that only group left out.
  var groups = 0

  /// With more characters than this a pattern is refused: every character of a text may cost so many steps.
  static let sizeLimit = 100_000

  mutating func add(_ node: Node, size: Int) -> Int {
    nodes.append(node)
    sizes.append(size)
    return nodes.count - 1
  }

  mutating func add(_ set: CharacterSet) -> Int {
    let number: Int
    if let known = numbers[set] {
      number = known
    } else {
      number = sets.count
      sets.append(set)
      numbers[set] = number
    }
    return add(.character(set: number), size: 1)
  }

  mutating func sequence(_ parts: [Int]) -> Int {
    let parts = parts.filter { sizes[$0] > 0 }
    return switch parts.count {
    case 0: add(.empty, size: 0)
    case 1: parts[0]
    default: add(.sequence(parts), size: size(of: parts))
    }
  }

  mutating func alternation(_ parts: [Int]) -> Int {
    if parts.count == 1 { return parts[0] }
    let size = size(of: parts)
    // Each alternative takes a state of its own, but where all are nothing.
    return add(.alternation(parts), size: size == 0 ? 0 : size + parts.count)
  }

  private func size(of parts: [Int]) -> Int { parts.reduce(0) { min($0 + sizes[$1], .max / 2) } }

  /// A repetition; of a repetition of any number of times that prefers as much or as little it is that itself, and of nothing
  /// it is nothing.
  mutating func repetition(
    of part: Int, minimum: Int, maximum: Int?, isLazy: Bool = false
  ) -> Int {
    if sizes[part] == 0 { return part }
    if maximum == 0 { return add(.empty, size: 0) }
    if case .repetition(let inner, let least, nil, isLazy) = nodes[part] {
      if least == 0 { return part }
      if least == 1, minimum < 2 {
        return minimum == 1
          ? part : repetition(of: inner, minimum: 0, maximum: nil, isLazy: isLazy)
      }
    }
    if minimum == 1, maximum == 1 { return part }
    let (size, overflow) = sizes[part].multipliedReportingOverflow(by: max(maximum ?? minimum, 1))
    return add(
      .repetition(part, minimum: minimum, maximum: maximum, isLazy: isLazy),
      size: overflow ? .max / 2 : size)
  }
}

/// A condition on a place between two characters.
enum PatternAssertion: Hashable {
  case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary

  /// What stands beside a place.
  enum Neighbour: UInt8 {
    /// The beginning or the end of the text.
    case edge, word, lineBreak, other

    init(_ scalar: Unicode.Scalar) {
      self = scalar == "\n" ? .lineBreak : CharacterKind.isWord(scalar) ? .word : .other
    }
  }

  func holds(between before: Neighbour, and after: Neighbour) -> Bool {
    switch self {
    case .textStart: before == .edge
    case .textEnd: after == .edge
    case .lineStart: before == .edge || before == .lineBreak
    case .lineEnd: after == .edge || after == .lineBreak
    case .wordBoundary: (before == .word) != (after == .word)
    case .noWordBoundary: (before == .word) == (after == .word)
    }
  }
}
