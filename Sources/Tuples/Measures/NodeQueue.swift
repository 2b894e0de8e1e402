/// Nodes by their distance, the nearest first, and of equally near ones the least: a binary heap.
struct NodeQueue {
  private var entries: [(distance: Double, node: Int32)] = []

  mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  private func isBefore(_ one: Int, _ other: Int) -> Bool {
    (entries[one].distance, entries[one].node) < (entries[other].distance, entries[other].node)
  }

  mutating func push(_ node: Int32, at distance: Double) {
    entries.append((distance, node))
    var place = entries.count - 1
    while place > 0, isBefore(place, (place - 1) / 2) {
      entries.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Takes the nearest out; nil where there is none.
  mutating func pop() -> (node: Int32, distance: Double)? {
    guard let first = entries.first, let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return (first.node, first.distance) }
    entries[0] = last
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < entries.count && isBefore(child, least) {
        least = child
      }
      guard least != place else { break }
      entries.swapAt(place, least)
      place = least
    }
    return (first.node, first.distance)
  }
}
