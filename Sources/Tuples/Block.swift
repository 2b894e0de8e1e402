/// A batch of rows over numbered registers, column by column: what flows between the operators of a pipeline.
public final class Block {
  /// Rows that a block holds at most; small enough that the live registers stay in the first-level cache.
  public static let capacity = 1024

  /// Columns.
  public let width: Int
  /// Rows in use.
  public var count = 0
  /// The cells of each register, made when they are first asked for: a step uses few of a plan's registers.
  private let cells: UnsafeMutablePointer<UnsafeMutablePointer<Int32>?>
  /// Room for the pairs of matching rows of one join step.
  let left: UnsafeMutablePointer<Int32>
  let right: UnsafeMutablePointer<Int32>
  /// Columns of one repeated constant each, for kernels that read columns only.
  private var constants: [UnsafeMutablePointer<Int32>] = []

  /// An empty block of so many columns.
  public init(width: Int) {
    self.width = width
    cells = .allocate(capacity: max(width, 1))
    cells.initialize(repeating: nil, count: max(width, 1))
    left = .allocate(capacity: Self.capacity)
    right = .allocate(capacity: Self.capacity)
  }

  deinit {
    for register in 0..<width { cells[register]?.deallocate() }
    cells.deallocate()
    left.deallocate()
    right.deallocate()
    for column in constants { column.deallocate() }
  }

  /// The cell of a register in a row.
  public subscript(register: Int, row: Int) -> Int32 {
    get {
      assert(register < width && row < Self.capacity)
      return column(register)[row]
    }
    set {
      assert(register < width && row < Self.capacity)
      column(register)[row] = newValue
    }
  }

  @inline(__always)
  func column(_ register: Int) -> UnsafeMutablePointer<Int32> {
    cells[register] ?? makeCells(of: register)
  }

  @inline(never)
  private func makeCells(of register: Int) -> UnsafeMutablePointer<Int32> {
    let fresh = UnsafeMutablePointer<Int32>.allocate(capacity: Self.capacity)
    fresh.initialize(repeating: 0, count: Self.capacity)
    cells[register] = fresh
    return fresh
  }

  /// The operand's values in all rows. A constant is written out to the column `slot`, which the next call with the
  /// same slot takes again.
  func column(_ operand: Operand, slot: Int) -> UnsafeMutablePointer<Int32> {
    switch operand {
    case .register(let register): return column(register)
    case .constant(let value):
      while constants.count <= slot { constants.append(.allocate(capacity: Self.capacity)) }
      let cells = constants[slot]
      cells.update(repeating: value, count: count)
      return cells
    }
  }

  /// The live part of a register's column.
  public func values(_ register: Int) -> UnsafeBufferPointer<Int32> {
    UnsafeBufferPointer(start: column(register), count: count)
  }

  /// An operand's values in all rows, until the next call.
  public func values(_ operand: Operand) -> UnsafeBufferPointer<Int32> {
    UnsafeBufferPointer(start: column(operand, slot: 3), count: count)
  }

  /// Keeps the rows for which `keep` is not 0, in the registers that are still needed.
  public func compact(keeping keep: [UInt8], registers: [Int]) {
    assert(keep.count >= count)
    var kept = 0
    keep.withUnsafeBufferPointer { flags in
      for row in 0..<count where flags[row] != 0 {
        left[kept] = Int32(truncatingIfNeeded: row)
        kept += 1
      }
    }
    gatherLeft(kept, registers: registers)
  }

  /// Moves the rows that `left` names to the front; they are in ascending order, so this works in place.
  func gatherLeft(_ kept: Int, registers: [Int]) {
    if kept < count {
      for register in registers {
        let cells = column(register)
        for place in 0..<kept { cells[place] = cells[Int(left[place])] }
      }
    }
    count = kept
  }

  /// Keeps the rows in which two registers are equal, or differ.
  public func keepRows(where first: Operand, equals second: Operand, isEqual: Bool, live: [Int]) {
    var kept = 0
    let (one, other) = (column(first, slot: 0), column(second, slot: 1))
    for row in 0..<count where (one[row] == other[row]) == isEqual {
      left[kept] = Int32(truncatingIfNeeded: row)
      kept += 1
    }
    gatherLeft(kept, registers: live)
  }

  /// Sets a register of all rows.
  public func fill(_ register: Int, from operand: Operand) {
    let target = column(register)
    switch operand {
    case .register(let source): target.update(from: column(source), count: count)
    case .constant(let value): target.update(repeating: value, count: count)
    }
  }

  @inline(__always)
  func value(_ operand: Operand, _ row: Int) -> Int32 {
    switch operand {
    case .register(let register): column(register)[row]
    case .constant(let value): value
    }
  }

  /// Copies the row of another block into the end of this one.
  public func appendRow(_ row: Int, of other: Block, registers: [Int]) {
    for register in registers { column(register)[count] = other.column(register)[row] }
    count += 1
  }

  /// Whether no row has room any more.
  public var isFull: Bool { count == Self.capacity }
}

/// Where an operator finds a value: in a register of the row, or in the plan.
public enum Operand: Hashable, Sendable {
  case register(Int)
  case constant(Int32)
}
