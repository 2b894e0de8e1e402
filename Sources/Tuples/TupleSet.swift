/// Which tuples of one column or more a relation holds, in the form that suits their width and values: packed pairs,
/// numbers of rows, or pairs of a number and a value.
struct TupleSet: ~Copyable {
  private let arity: Int
  /// Of tuples of one column or two.
  var pairs = PairSet()
  /// Of wider ones.
  private var rows = RowSet()
  /// Takes the place of ``rows`` where two of three columns have few values together.
  private var triples: TripleSet?
  /// From so many rows on it is tried.
  private static let leastTriples = 1 << 14

  init(arity: Int) { self.arity = arity }

  var bytes: Int {
    switch triples {
    case .some(let triples): triples.bytes
    case nil: pairs.bytes + rows.bytes
    }
  }

  mutating func removeAll() {
    if arity <= 2, pairs.count > 0 { pairs = PairSet() }
    if arity > 2, rows.count > 0 { rows = RowSet() }
    triples = nil
  }

  /// Makes room for so many tuples in all.
  ///
  /// - Parameters:
  ///   - columns: the relation's.
  ///   - known: how many of its first rows are in the set.
  mutating func reserve(_ needed: Int, of columns: [Column], known: Int) {
    if arity <= 2 {
      pairs.reserve(needed)
    } else if triples != nil {
      triples?.reserve(needed)
    } else if rows.mustGrow(needed) {
      if arity == 3, known >= Self.leastTriples,
        let found = TripleSet(of: columns.map { UnsafePointer($0.base) }, count: known)
      {
        triples = consume found
        triples?.reserve(needed)
        rows = RowSet()
      } else {
        rows.reserve(needed)
      }
    }
  }

  // MARK: Insertion, where room is reserved

  /// Adds the rows of a block, writes those that are new behind the first `end` of the columns, and gives how many.
  mutating func insertReserved(
    _ block: Block, _ operands: [Operand], into columns: [Column], from end: Int
  ) -> Int {
    switch arity {
    case 1:
      return pairs.insertReserved(
        block.column(operands[0], slot: 0), count: block.count, newTo: columns[0].base + end)
    case 2:
      return pairs.insertReserved(
        block.column(operands[0], slot: 0), block.column(operands[1], slot: 1),
        count: block.count, newTo: columns[0].base + end, columns[1].base + end)
    default:
      return insertReserved(
        Self.sources(block, operands), count: block.count, into: columns, from: end)
    }
  }

  /// Adds some rows of the columns themselves, and writes those that are new behind the first `end`, which come before
  /// them or are where they begin. Gives how many were new.
  mutating func insertReserved(
    rowsFrom row: Int, _ part: Int, of columns: [Column], to end: Int
  ) -> Int {
    let base = columns[0].base
    switch arity {
    case 1: return pairs.insertReserved(base + row, count: part, newTo: base + end)
    case 2:
      let second = columns[1].base
      return pairs.insertReserved(
        base + row, second + row, count: part, newTo: base + end, second + end)
    default:
      return insertReserved(
        columns.map { UnsafePointer($0.base + row) }, count: part, into: columns, from: end)
    }
  }

  private mutating func insertReserved(
    _ sources: [UnsafePointer<Int32>], count part: Int, into columns: [Column], from end: Int
  ) -> Int {
    guard triples != nil else {
      return rows.insertReserved(sources, count: part, into: columns.map(\.base), from: end)
    }
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: max(part, 1)) { places in
      guard let places = places.baseAddress,
        let new = triples?.insertReserved(sources, count: part, newRows: places)
      else { return 0 }
      for (column, source) in zip(columns, sources) {
        let target = column.base + end
        for place in 0..<new { target[place] = source[Int(places[place])] }
      }
      return new
    }
  }

  // MARK: Look-up

  func contains(_ row: [Int32], of columns: [Column]) -> Bool {
    if arity == 1 { return pairs.contains(UInt64(UInt32(bitPattern: row[0]))) }
    if arity == 2 { return pairs.contains(Hashing.pack(row[0], row[1])) }
    switch triples {
    case .some(let triples): return triples.contains { row[$0] }
    case nil:
      var hash: UInt64 = 0
      for value in row { hash = Hashing.combine(hash, value) }
      return rows.find(hash) { other in
        columns.indices.allSatisfy { columns[$0].base[other] == row[$0] }
      } != nil
    }
  }

  /// Writes to the left of a block which of its rows are here, or are not, and gives how many.
  mutating func select(
    _ block: Block, _ key: [Operand], of columns: [Column], present: Bool
  ) -> Int {
    switch arity {
    case 1:
      return pairs.select(
        block.column(key[0], slot: 0), count: block.count, present: present, into: block.left)
    case 2:
      return pairs.select(
        block.column(key[0], slot: 0), block.column(key[1], slot: 1), count: block.count,
        present: present, into: block.left)
    default:
      let sources = Self.sources(block, key)
      switch triples {
      case .some(let triples):
        var kept = 0
        for row in 0..<block.count {
          block.left[kept] = Int32(truncatingIfNeeded: row)
          kept += triples.contains { sources[$0][row] } == present ? 1 : 0
        }
        return kept
      case nil:
        return rows.select(
          sources, count: block.count, of: columns.map(\.base), present: present, into: block.left)
      }
    }
  }

  private static func sources(_ block: Block, _ operands: [Operand]) -> [UnsafePointer<Int32>] {
    operands.enumerated().map { slot, operand in
      UnsafePointer(block.column(operand, slot: slot))
    }
  }
}
