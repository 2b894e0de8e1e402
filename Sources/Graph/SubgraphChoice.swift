/// Chooses which nodes of a part of a graph are shown.
struct SubgraphChoice {
  /// Nodes that a label or a mention makes somebody; the others are concepts and literals.
  let named: Set<Value>
  let mentions: [Value: Int]
  /// Distinct neighbours of each node.
  private(set) var neighbours: [Value: Set<Value>] = [:]
  /// Steps from the nodes that the picture is about.
  let hops: [Value: Int]

  init(
    edges: [(Value, Value)], focus: Set<Value>, hops: [Value: Int], named: Set<Value>,
    mentions: [Value: Int]
  ) {
    (self.named, self.mentions, self.hops) = (named, mentions, hops)
    for (from, to) in edges {
      neighbours[from, default: []].insert(to)
      neighbours[to, default: []].insert(from)
    }
    for value in focus where neighbours[value] == nil { neighbours[value] = [] }
  }

  /// Every node, the most telling first: near ones, then those with a name before concepts and literals, those that
  /// hang on one other last, and among equals the most mentioned.
  func ranked() -> [Value] {
    func rank(_ value: Value) -> (Int, Int, Int, Int, Int32) {
      let degree = neighbours[value]?.count ?? 0
      let rarity = (named.contains(value) ? 0 : 2) + (degree > 1 ? 0 : 1)
      return (hops[value] ?? 0, rarity, -(mentions[value] ?? 0), -degree, value.rawValue)
    }
    return neighbours.keys.sorted { rank($0) < rank($1) }
  }

  /// What a picture of everything is better without: concepts and literals that hang on one other node, over and over
  /// until none is left, and islands of two.
  func overview() -> Set<Value> {
    var alive = neighbours
    var pending = Array(neighbours.keys)
    while let value = pending.popLast() {
      guard !named.contains(value), let near = alive[value], near.subtracting([value]).count < 2
      else { continue }
      alive[value] = nil
      for other in near where other != value {
        alive[other]?.remove(value)
        pending.append(other)
      }
    }
    let islands = alive.filter { value, near in
      near.count < 2 && near.allSatisfy { alive[$0]?.count ?? 0 < 2 }
    }
    let telling = Set(alive.keys).subtracting(islands.keys)
    return telling.count > 1 ? telling : Set(neighbours.keys)
  }
}
