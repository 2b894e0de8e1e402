/// Triples in some order, as columns; only those are filled that are wanted.
struct TripleRun {
  struct Columns: OptionSet {
    let rawValue: Int
    static let first = Columns(rawValue: 1)
    static let second = Columns(rawValue: 2)
    static let third = Columns(rawValue: 4)
    static let origin = Columns(rawValue: 8)
    static let key: Columns = [.first, .second, .third]
    static let all: Columns = [.key, .origin]
  }

  let wanted: Columns
  var first: [Int32] = []
  var second: [Int32] = []
  var third: [Int32] = []
  var origins: [UInt8] = []

  init(_ wanted: Columns) { self.wanted = wanted }

  /// Rows, if the first column is wanted.
  var count: Int { first.count }

  /// One of the parts of the key: 0, 1 or 2.
  subscript(part: Int) -> [Int32] { part == 0 ? first : part == 1 ? second : third }

  mutating func append(_ block: PackedBlock, _ rows: Range<Int>) {
    if wanted.contains(.first) { block.append(0, rows, to: &first) }
    if wanted.contains(.second) { block.append(1, rows, to: &second) }
    if wanted.contains(.third) { block.append(2, rows, to: &third) }
    if wanted.contains(.origin) { block.appendOrigins(rows, to: &origins) }
  }

  /// Appends sorted rows with sorted changes applied: a change stands for the row of its key, and takes it away if its
  /// origin is 0.
  mutating func append(_ base: TripleRun, changedBy changes: [TripleChange]) {
    if changes.isEmpty {
      append(base, 0..<base.count)
      return
    }
    var row = 0
    for change in changes {
      let start = row
      while row < base.count, base.key(row) < change.key { row += 1 }
      append(base, start..<row)
      if row < base.count, base.key(row) == change.key { row += 1 }
      guard change.origin != 0 else { continue }
      if wanted.contains(.first) { first.append(TripleKey.value(change.key.first)) }
      if wanted.contains(.second) { second.append(TripleKey.value(change.key.second)) }
      if wanted.contains(.third) { third.append(TripleKey.value(change.key.third)) }
      if wanted.contains(.origin) { origins.append(change.origin) }
    }
    append(base, row..<base.count)
  }

  private func key(_ row: Int) -> TripleKey { TripleKey(first[row], second[row], third[row]) }

  private mutating func append(_ base: TripleRun, _ rows: Range<Int>) {
    if wanted.contains(.first) { first.append(contentsOf: base.first[rows]) }
    if wanted.contains(.second) { second.append(contentsOf: base.second[rows]) }
    if wanted.contains(.third) { third.append(contentsOf: base.third[rows]) }
    if wanted.contains(.origin) { origins.append(contentsOf: base.origins[rows]) }
  }
}
