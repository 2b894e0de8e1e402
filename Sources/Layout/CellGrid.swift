/// Which cells of a grid around 0, 0 are taken; it grows with what is put into it.
struct CellGrid {
  struct Cell: Hashable {
    var column: Int
    var row: Int
  }

  /// Columns and rows from `-half` to `half`.
  private var half = 64
  private var isTaken: [Bool]

  private var width: Int { 2 * half + 1 }

  init() { isTaken = [Bool](repeating: false, count: (2 * half + 1) * (2 * half + 1)) }

  func contains(_ cell: Cell) -> Bool {
    guard abs(cell.column) <= half, abs(cell.row) <= half else { return false }
    return isTaken[(cell.row + half) * width + cell.column + half]
  }

  mutating func insert(_ cell: Cell) {
    while abs(cell.column) > half || abs(cell.row) > half { grow() }
    isTaken[(cell.row + half) * width + cell.column + half] = true
  }

  private mutating func grow() {
    let (oldHalf, oldWidth, old) = (half, width, isTaken)
    half *= 2
    isTaken = [Bool](repeating: false, count: width * width)
    for row in -oldHalf...oldHalf {
      for column in -oldHalf...oldHalf
      where old[(row + oldHalf) * oldWidth + column + oldHalf] {
        isTaken[(row + half) * width + column + half] = true
      }
    }
  }
}
