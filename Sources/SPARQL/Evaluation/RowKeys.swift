/// Numbers rows by some of their values: rows with equal values have one number, in the order in which they came.
struct RowKeys {
  private var narrow: [UInt64: Int32] = [:]
  private var wide: [[Int32]: Int32] = [:]
  private(set) var count = 0
  private let width: Int

  init(width: Int) { self.width = width }

  /// The number of a row by its values in some columns, and whether it is new.
  mutating func number(_ columns: [[Int32]], _ row: Int) -> (number: Int, isNew: Bool) {
    if width <= 2 {
      var key: UInt64 = 0
      for column in columns { key = key << 32 | UInt64(UInt32(bitPattern: column[row])) }
      if let known = narrow[key] { return (Int(known), false) }
      narrow[key] = Int32(truncatingIfNeeded: count)
    } else {
      let key = columns.map { $0[row] }
      if let known = wide[key] { return (Int(known), false) }
      wide[key] = Int32(truncatingIfNeeded: count)
    }
    count += 1
    return (count - 1, true)
  }

  func find(_ columns: [[Int32]], _ row: Int) -> Int? {
    if width <= 2 {
      var key: UInt64 = 0
      for column in columns { key = key << 32 | UInt64(UInt32(bitPattern: column[row])) }
      return narrow[key].map { Int($0) }
    }
    return wide[columns.map { $0[row] }].map { Int($0) }
  }

  /// About how many bytes a row takes.
  var bytesPerRow: Int { width <= 2 ? 24 : 80 + 4 * width }
}
