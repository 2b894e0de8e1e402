/// Applies the ruler's patterns, remembering what each kind of token meets: there are few kinds, so
/// that patterns are almost never tried one after another.
struct RulerCache {
  private struct Entry {
    var rules: [Int]
    var pairs: [Int]
    var attributes: AttributeRuler.Attributes
  }

  private let ruler: AttributeRuler
  private var entryOfKind: [AttributeRuler.Token: Int32] = [:]
  private var entries: [Entry] = []
  /// What rules of two tokens give: the token and the rule.
  private var found: [(token: Int, rule: Int)] = []

  init(_ ruler: AttributeRuler) { self.ruler = ruler }

  /// Finds the attributes of every token. All patterns match before any is applied.
  mutating func apply(
    count: Int, token: (Int) -> AttributeRuler.Token,
    set: (Int, AttributeRuler.Attributes) -> Void
  ) {
    found.removeAll(keepingCapacity: true)
    for index in 0..<count {
      let entry = entry(for: token(index))
      set(index, entries[entry].attributes)
      if entries[entry].pairs.isEmpty || index + 1 == count { continue }
      let next = token(index + 1)
      for rule in entries[entry].pairs where ruler.completes(rule, next) {
        found.append((index + ruler.target(of: rule), rule))
      }
    }
    found.sort { ($0.token, $0.rule) < ($1.token, $1.rule) }
    var first = 0
    while first < found.count {
      let index = found[first].token
      let next = found[first...].firstIndex { $0.token != index } ?? found.count
      let rules = entries[entry(for: token(index))].rules + found[first..<next].map(\.rule)
      set(index, ruler.attributes(rules.sorted()))
      first = next
    }
  }

  private mutating func entry(for token: AttributeRuler.Token) -> Int {
    if let known = entryOfKind[token] { return Int(known) }
    let rules = ruler.rules(for: token)
    entries.append(
      Entry(
        rules: rules, pairs: ruler.pairRules(from: token), attributes: ruler.attributes(rules)))
    entryOfKind[token] = Int32(entries.count - 1)
    return entries.count - 1
  }
}
