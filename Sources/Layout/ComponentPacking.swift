/// Puts the pictures of a graph's components beside one another, the largest in the middle.
///
/// Each is taken as the cells of a grid that its nodes and lines touch, so that small ones find room in the corners of large
/// ones: Freivalds, Dogrusoz and Kikusts, "Disconnected graph layout and the polyomino packing approach", 2002.
struct ComponentPacking {
  /// The picture of a component: its boxes, and its lines as pairs of places in ``points``.
  struct Piece {
    var points: [Point]
    var sizes: [Point]
    var lines: [(Int, Int)]
  }

  private typealias Cell = CellGrid.Cell

  /// How much wider than high the whole is to be.
  private let aspect: Double
  private let gap: Double
  private var taken = CellGrid()
  private var step = 1.0

  /// Cells that a small component takes, about.
  private static let cells = 30.0

  init(aspect: Double, gap: Double) {
    self.aspect = aspect
    self.gap = gap
  }

  /// What to add to the points of each piece; pieces are given with the largest first.
  mutating func moves(of pieces: [Piece]) -> [Point] {
    guard pieces.count > 1 else { return pieces.map { _ in .zero } }
    let boxes = pieces.map { Self.box(of: $0, gap: gap) }
    let areas = boxes.map { ($0.high.x - $0.low.x) * ($0.high.y - $0.low.y) }.sorted()
    step = max(gap / 2, (areas[areas.count / 2] / Self.cells).squareRoot())
    var start = 0
    var last = Int.max
    return pieces.enumerated().map { index, piece in
      let center = (boxes[index].low + boxes[index].high) / 2
      let shape = shape(of: piece, center: center)
      // What is as large as the last one finds no room nearer to the middle.
      if shape.count * 2 < last { (start, last) = (0, shape.count) }
      let (cell, ring) = place(shape, from: start)
      start = ring
      for one in shape {
        taken.insert(Cell(column: one.column + cell.column, row: one.row + cell.row))
      }
      return Point(Double(cell.column), Double(cell.row)) * step - center
    }
  }

  private static func box(of piece: Piece, gap: Double) -> (low: Point, high: Point) {
    var (low, high) = (Point(repeating: .infinity), Point(repeating: -.infinity))
    for (point, size) in zip(piece.points, piece.sizes) {
      low = pointwiseMin(low, point - size / 2 - gap / 2)
      high = pointwiseMax(high, point + size / 2 + gap / 2)
    }
    return (low, high)
  }

  private func shape(of piece: Piece, center: Point) -> [Cell] {
    var cells: Set<Cell> = []
    for (point, size) in zip(piece.points, piece.sizes) {
      let low = (point - center - (size + gap) / 2) / step
      let high = (point - center + (size + gap) / 2) / step
      for column in Int(low.x.rounded())...Int(high.x.rounded()) {
        for row in Int(low.y.rounded())...Int(high.y.rounded()) {
          cells.insert(Cell(column: column, row: row))
        }
      }
    }
    for (from, to) in piece.lines {
      let (a, b) = ((piece.points[from] - center) / step, (piece.points[to] - center) / step)
      let way = b - a
      let count = max(1, Int(max(abs(way.x), abs(way.y)).rounded(.up)))
      for part in 0...count {
        let point = a + way * (Double(part) / Double(count))
        cells.insert(Cell(column: Int(point.x.rounded()), row: Int(point.y.rounded())))
      }
    }
    return cells.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
  }

  /// The free place nearest to the middle, in rings around it, and its ring.
  private func place(_ shape: [Cell], from first: Int) -> (Cell, ring: Int) {
    var ring = first
    while true {
      for cell in Self.ring(ring, aspect: aspect) where fits(shape, at: cell) {
        return (cell, ring)
      }
      ring += 1
    }
  }

  private func fits(_ shape: [Cell], at cell: Cell) -> Bool {
    shape.allSatisfy {
      !taken.contains(Cell(column: $0.column + cell.column, row: $0.row + cell.row))
    }
  }

  /// The cells around a rectangle, from its sides' middles outward.
  private static func ring(_ ring: Int, aspect: Double) -> [Cell] {
    guard ring > 0 else { return [Cell(column: 0, row: 0)] }
    let columns = Int((Double(ring) * aspect).rounded())
    var cells: [Cell] = []
    for column in 0...columns {
      for sign in column == 0 ? [1] : [1, -1] {
        cells.append(Cell(column: column * sign, row: -ring))
        cells.append(Cell(column: column * sign, row: ring))
      }
    }
    // The columns that the ring before did not reach, where it is wider than high.
    let inner = Int((Double(ring - 1) * aspect).rounded()) + 1
    for row in 0..<ring {
      for sign in row == 0 ? [1] : [1, -1] {
        for column in min(inner, columns)...columns {
          cells.append(Cell(column: -column, row: row * sign))
          cells.append(Cell(column: column, row: row * sign))
        }
      }
    }
    return cells
  }
}
