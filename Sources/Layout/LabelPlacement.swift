/// Finds room for labels, one after another, so that none lies on another or on a node.
package struct LabelPlacement: Sendable {
  /// A rectangle by its corners.
  package struct Box: Sendable {
    package var low: Point
    package var high: Point

    package init(low: Point, high: Point) {
      self.low = low
      self.high = high
    }

    package init(center: Point, size: Point) {
      self.init(low: center - size / 2, high: center + size / 2)
    }

    func overlaps(_ other: Box) -> Bool {
      low.x < other.high.x && other.low.x < high.x && low.y < other.high.y && other.low.y < high.y
    }
  }

  /// Boxes by the squares of a grid that they touch.
  private var taken: [SIMD2<Int32>: [Box]] = [:]
  private static let square = 64.0

  package init() {}

  /// Keeps labels off a place.
  package mutating func block(_ box: Box) {
    for key in Self.squares(of: box) { taken[key, default: []].append(box) }
  }

  /// Whether nothing lies on a place.
  package func isFree(_ box: Box) -> Bool {
    Self.squares(of: box).allSatisfy { key in
      taken[key]?.contains { $0.overlaps(box) } != true
    }
  }

  /// Takes the first of some places that is free; nil where none is.
  package mutating func place(oneOf candidates: [Box]) -> Box? {
    guard let free = candidates.first(where: isFree) else { return nil }
    block(free)
    return free
  }

  private static func squares(of box: Box) -> [SIMD2<Int32>] {
    let (low, high) = (box.low / square, box.high / square)
    var result: [SIMD2<Int32>] = []
    for column in Int32(low.x.rounded(.down))...Int32(high.x.rounded(.down)) {
      for row in Int32(low.y.rounded(.down))...Int32(high.y.rounded(.down)) {
        result.append(SIMD2(column, row))
      }
    }
    return result
  }
}
