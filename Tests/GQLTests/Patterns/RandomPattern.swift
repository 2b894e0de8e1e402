/// A random regular expression with its text and, for the tests, an obvious meaning.
indirect enum RandomPattern {
  case scalar(Unicode.Scalar)
  case any
  case oneOf([Unicode.Scalar], isNegated: Bool)
  case sequence([RandomPattern])
  case alternation([RandomPattern])
  case repetition(RandomPattern, ClosedRange<Int>)
  case unbounded(RandomPattern, from: Int)
  case textStart, textEnd, wordBoundary

  static let alphabet: [Unicode.Scalar] = ["a", "b", "é", " ", "\n"]

  init(depth: Int, using random: inout some RandomNumberGenerator) {
    switch Int.random(in: 0..<(depth == 0 ? 4 : 12), using: &random) {
    case 0, 1: self = .scalar(Self.alphabet[Int.random(in: 0..<4, using: &random)])
    case 2: self = Bool.random(using: &random) ? .any : .wordBoundary
    case 3:
      let set = (0..<Int.random(in: 1...2, using: &random)).map { _ in
        Self.alphabet[Int.random(in: 0..<3, using: &random)]
      }
      self = .oneOf(set, isNegated: Bool.random(using: &random))
    case 4, 5, 6:
      self = .sequence(
        (0..<Int.random(in: 0...3, using: &random)).map { _ in
          RandomPattern(depth: depth - 1, using: &random)
        })
    case 7, 8:
      self = .alternation(
        (0..<Int.random(in: 2...3, using: &random)).map { _ in
          RandomPattern(depth: depth - 1, using: &random)
        })
    case 9:
      let low = Int.random(in: 0...2, using: &random)
      self = .repetition(
        RandomPattern(depth: depth - 1, using: &random),
        low...(low + Int.random(in: 0...2, using: &random)))
    case 10:
      self = .unbounded(
        RandomPattern(depth: depth - 1, using: &random),
        from: Int.random(in: 0...2, using: &random))
    default: self = Bool.random(using: &random) ? .textStart : .textEnd
    }
  }

  var text: String {
    switch self {
    case .scalar(let scalar): String(Character(scalar))
    case .any: "."
    case .oneOf(let set, let isNegated):
      "[\(isNegated ? "^" : "")\(set.map { String(Character($0)) }.joined())]"
    case .sequence(let parts): parts.map(\.text).joined()
    case .alternation(let parts): "(\(parts.map(\.text).joined(separator: "|")))"
    case .repetition(let part, 0...1): "(?:\(part.text))?"
    case .repetition(let part, let counts):
      "(?:\(part.text)){\(counts.lowerBound),\(counts.upperBound)}"
    case .unbounded(let part, 0): "(\(part.text))*"
    case .unbounded(let part, 1): "(?<name>\(part.text))+?"
    case .unbounded(let part, let low): "(\(part.text)){\(low),}"
    case .textStart: "^"
    case .textEnd: "$"
    case .wordBoundary: "\\b"
    }
  }

  func matches(_ text: [Unicode.Scalar]) -> Bool { ends(in: text, from: [0]).contains(text.count) }

  /// The places at which a match that begins at one of some places may end.
  private func ends(in text: [Unicode.Scalar], from starts: Set<Int>) -> Set<Int> {
    func step(_ fits: (Unicode.Scalar) -> Bool) -> Set<Int> {
      Set(starts.filter { $0 < text.count && fits(text[$0]) }.map { $0 + 1 })
    }
    switch self {
    case .scalar(let scalar): return step { $0 == scalar }
    case .any: return step { $0 != "\n" }
    case .oneOf(let set, let isNegated): return step { set.contains($0) != isNegated }
    case .sequence(let parts): return parts.reduce(starts) { $1.ends(in: text, from: $0) }
    case .alternation(let parts):
      return parts.reduce(into: []) { $0.formUnion($1.ends(in: text, from: starts)) }
    case .repetition(let part, let counts):
      var (here, all) = (starts, counts.lowerBound == 0 ? starts : [])
      for count in 0..<counts.upperBound {
        here = part.ends(in: text, from: here)
        if count + 1 >= counts.lowerBound { all.formUnion(here) }
      }
      return all
    case .unbounded(let part, let low):
      var all = starts
      for _ in 0..<low { all = part.ends(in: text, from: all) }
      while true {
        let more = all.union(part.ends(in: text, from: all))
        if more == all { return all }
        all = more
      }
    case .textStart: return starts.filter { $0 == 0 }
    case .textEnd: return starts.filter { $0 == text.count }
    case .wordBoundary:
      func isWord(_ place: Int) -> Bool {
        text.indices.contains(place) && ["a", "b", "é"].contains(text[place])
      }
      return starts.filter { isWord($0 - 1) != isWord($0) }
    }
  }
}
