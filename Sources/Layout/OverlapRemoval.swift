/// Moves boxes apart until none covers part of another, and keeps the shape that they have together.
///
/// The whole is first made so large that few overlap; those move apart along the line between their middles, as in Gansner and
/// Hu, "Efficient node overlap removal using a proximity stress model" (2009). Where rounds of that do not end, the whole grows
/// a little more. A sweep from left to right finds the pairs, so a round is about n log n where boxes are spread.
struct OverlapRemoval {
  private(set) var points: [Point]
  private let sizes: [Point]
  private let fixed: [Bool]?
  /// Boxes by their left sides, as they were last found.
  private var order: [Int]

  private static let growth = 1.15
  private static let mostGrowths = 30
  private static let rounds = 12

  /// - Parameter fixed: Boxes that stay where they are; those may still overlap in the end, and so may others where
  ///   they leave no room.
  init(_ points: [Point], sizes: [Point], fixed: [Bool]? = nil) {
    self.points = points
    self.sizes = sizes
    self.fixed = fixed
    order = Array(points.indices)
    if fixed != nil {
      for _ in 0..<(Self.rounds * 3) where !pushApart() { return }
      return
    }
    for _ in 0..<Self.mostGrowths {
      var overlaps = 0
      visitOverlaps { _, _, _ in overlaps += 1 }
      if overlaps == 0 { return }
      if overlaps <= points.count / 3 {
        for _ in 0..<Self.rounds where !pushApart() { return }
      }
      for node in self.points.indices { self.points[node] *= Self.growth }
    }
    for _ in 0..<Self.mostGrowths where pushApart() {
      for node in self.points.indices { self.points[node] *= Self.growth * Self.growth }
    }
  }

  /// Calls `body` with each two boxes that overlap and the way from the one's middle to the other's.
  private mutating func visitOverlaps(_ body: (Int, Int, Point) -> Void) {
    let (points, sizes) = (points, sizes)
    order.sort {
      (points[$0].x - sizes[$0].x / 2, $0) < (points[$1].x - sizes[$1].x / 2, $1)
    }
    for (place, one) in order.enumerated() {
      let right = points[one].x + sizes[one].x / 2
      for other in order[(place + 1)...] {
        if points[other].x - sizes[other].x / 2 >= right { break }
        let away = points[other] - points[one]
        if Self.areApart(away, (sizes[one] + sizes[other]) / 2) { continue }
        body(one, other, away)
      }
    }
  }

  private static func areApart(_ away: Point, _ needed: Point) -> Bool {
    abs(away.x) >= needed.x - 1e-6 || abs(away.y) >= needed.y - 1e-6
  }

  /// Whether any two overlapped of which one can move.
  private mutating func pushApart() -> Bool {
    var pairs: [(Int, Int)] = []
    visitOverlaps { one, other, _ in pairs.append((one, other)) }
    var found = false
    for (one, other) in pairs {
      let (isHeld, otherIsHeld) = (fixed?[one] ?? false, fixed?[other] ?? false)
      if isHeld, otherIsHeld { continue }
      found = true
      // Pairs before may have moved these, apart or nearer.
      let needed = (sizes[one] + sizes[other]) / 2
      let away = points[other] - points[one]
      if Self.areApart(away, needed) { continue }
      let move = Self.move(away, needed, isBelow: one < other)
      if isHeld {
        points[other] += move
      } else if otherIsHeld {
        points[one] -= move
      } else {
        points[one] -= move / 2
        points[other] += move / 2
      }
    }
    return found
  }

  /// What makes the way between two middles long enough.
  private static func move(_ away: Point, _ needed: Point, isBelow: Bool) -> Point {
    let factor = min(
      needed.x / max(abs(away.x), 1e-9), needed.y / max(abs(away.y), 1e-9))
    if factor < 2 { return away * (factor * 1.001 - 1) }
    // One almost on the other: along the axis on which less is needed.
    let overlap = needed - Point(abs(away.x), abs(away.y))
    if overlap.x < overlap.y { return Point((away.x < 0 ? -1 : 1) * (overlap.x + 0.01), 0) }
    let isUp = away.y < 0 || (away.y == 0 && !isBelow)
    return Point(0, (isUp ? -1 : 1) * (overlap.y + 0.01))
  }
}
