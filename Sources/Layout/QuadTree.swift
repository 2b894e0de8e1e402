/// Points in squares that are divided in four, so that what pushes from afar is counted as one.
///
/// Barnes and Hut, "A hierarchical O(N log N) force-calculation algorithm", 1986. The squares stand in an array in the order in
/// which a walk meets them, each with the place behind its last part, so that a walk needs no stack.
struct QuadTree {
  private struct Square {
    /// The mean of its points.
    var center: Point
    var count: Double
    /// The square of its width over the opening angle's; 0 for one that is not divided.
    var reach: Double
    /// The square that follows when this one is counted as one.
    var next: Int
    /// Its points in ``order``, if it is not divided.
    var points: Range<Int>
  }

  private var squares: [Square] = []
  private var order: [Int] = []
  private let places: [Point]

  /// How wide a square may look, as width over distance, to be counted as one.
  private static let openingAngle = 0.9
  private static let leafSize = 6
  /// Bits of a coordinate; as many levels.
  private static let levels = 16

  /// n log n.
  init(_ points: [Point]) {
    places = points
    guard let first = points.first else { return }
    var (low, high) = (first, first)
    for point in points {
      low = pointwiseMin(low, point)
      high = pointwiseMax(high, point)
    }
    let width = max(high.x - low.x, high.y - low.y, 1e-9)
    let scale = Double((1 << Self.levels) - 1) / width
    // Codes in which the bits of x and y alternate (Morton), with the point's number below.
    var codes = [UInt64](repeating: 0, count: points.count)
    for (index, point) in points.enumerated() {
      let x = UInt64((point.x - low.x) * scale)
      let y = UInt64((point.y - low.y) * scale)
      codes[index] = (Self.spread(x) | Self.spread(y) << 1) << 32 | UInt64(index)
    }
    codes.sort()
    order = codes.map { Int($0 & 0xFFFF_FFFF) }
    squares.reserveCapacity(points.count)
    divide(codes, 0..<codes.count, level: 0, width: width)
  }

  private static func spread(_ bits: UInt64) -> UInt64 {
    var result = bits
    result = (result | result << 8) & 0x00FF_00FF
    result = (result | result << 4) & 0x0F0F_0F0F
    result = (result | result << 2) & 0x3333_3333
    return (result | result << 1) & 0x5555_5555
  }

  private mutating func divide(
    _ codes: [UInt64], _ range: Range<Int>, level: Int, width: Double
  ) {
    var sum = Point.zero
    for place in range { sum += places[order[place]] }
    let isLeaf = range.count <= Self.leafSize || level == Self.levels
    let reach = width / Self.openingAngle
    let square = squares.count
    squares.append(
      Square(
        center: sum / Double(range.count), count: Double(range.count),
        reach: isLeaf ? 0 : reach * reach, next: 0, points: range))
    if !isLeaf {
      let shift = UInt64(32 + 2 * (Self.levels - 1 - level))
      var start = range.lowerBound
      while start < range.upperBound {
        let quarter = codes[start] >> shift
        var end = start + 1
        while end < range.upperBound, codes[end] >> shift == quarter { end += 1 }
        divide(codes, start..<end, level: level + 1, width: width / 2)
        start = end
      }
    }
    squares[square].next = squares.count
  }

  /// The sum over all other points of the vectors from them to `point`, each divided by the cube of its length: a push that
  /// falls with the square of the distance, so that what is far from everything is not driven away farther.
  func push(on point: Point, but node: Int) -> Point {
    var force = Point.zero
    var index = 0
    while index < squares.count {
      let square = squares[index]
      let away = point - square.center
      let distance = (away * away).sum()
      if square.reach == 0 {
        for place in square.points {
          let other = order[place]
          if other == node { continue }
          let away = point - places[other]
          let near = max((away * away).sum(), 1e-6)
          force += away / (near * near.squareRoot())
        }
        index = square.next
      } else if distance > square.reach {
        force += away * (square.count / (distance * distance.squareRoot()))
        index = square.next
      } else {
        index += 1
      }
    }
    return force
  }
}
