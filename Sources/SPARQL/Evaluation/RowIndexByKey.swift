/// Finds rows by their values in some columns, of which there may be none.
struct RowIndexByKey {
  private let keys: [[Int32]]
  private var heads: [Int32]
  /// The next row in the same slot, or -1.
  private var nexts: [Int32]
  private let mask: Int

  /// Linear in the rows.
  init(_ keys: [[Int32]], count: Int) {
    self.keys = keys
    var size = 16
    while size < 2 * count { size *= 2 }
    if keys.isEmpty { size = 1 }
    mask = size - 1
    heads = [Int32](repeating: -1, count: size)
    nexts = [Int32](repeating: -1, count: count)
    // From the end, so that the rows of a slot come in order.
    for row in stride(from: count - 1, through: 0, by: -1) {
      let slot = Self.hash(keys, row) & mask
      nexts[row] = heads[slot]
      heads[slot] = Int32(truncatingIfNeeded: row)
    }
  }

  private static func hash(_ columns: [[Int32]], _ row: Int) -> Int {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for column in columns {
      hash = (hash ^ UInt64(UInt32(bitPattern: column[row]))) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
    }
    return Int(truncatingIfNeeded: hash >> 1)
  }

  /// Appends the numbers of the rows whose key is that of a row of other columns.
  func find(_ columns: [[Int32]], _ row: Int, into found: inout [Int32]) {
    var next = heads[Self.hash(columns, row) & mask]
    while next >= 0 {
      let candidate = Int(next)
      var isEqual = true
      for place in keys.indices where keys[place][candidate] != columns[place][row] {
        isEqual = false
        break
      }
      if isEqual { found.append(next) }
      next = nexts[candidate]
    }
  }

  func contains(_ columns: [[Int32]], _ row: Int) -> Bool {
    var next = heads[Self.hash(columns, row) & mask]
    while next >= 0 {
      let candidate = Int(next)
      if keys.indices.allSatisfy({ keys[$0][candidate] == columns[$0][row] }) { return true }
      next = nexts[candidate]
    }
    return false
  }

  var bytes: Int { heads.count * 4 + nexts.count * (4 + 4 * keys.count) }
}
