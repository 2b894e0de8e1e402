/// Numbers the different keys of some columns: by offset where one column's values are dense, else by hashing.
struct Grouping {
  private enum Shape {
    case whole
    case dense(minimum: Int32, span: Int)
    case single
    case packed
    case wide
  }

  private let shape: Shape
  private let columns: [Int]
  private let table = GroupTable()

  /// Group numbers are below this; with dense keys some are in no use.
  var count: Int {
    switch shape {
    case .whole: 1
    case .dense(_, let span): span
    case .single: table.values.count
    case .packed: table.words.count
    case .wide: table.representatives.count
    }
  }

  var bytes: Int { table.bytes }

  /// For a relation as it is, whose key may be dense.
  init(of relation: Relation, columns: [Int]) {
    self.columns = columns
    guard columns.count == 1, relation.count > 0 else {
      shape = columns.isEmpty ? .whole : columns.count <= 2 ? .packed : .wide
      return
    }
    let (low, high) = relation.columns[columns[0]].bounds
    let span = Int(high) - Int(low) + 1
    shape = span <= relation.count * 4 + 1024 ? .dense(minimum: low, span: span) : .packed
  }

  /// For a relation that grows, so that nothing is known of its keys.
  init(growing relation: Relation, columns: [Int]) {
    self.columns = columns
    switch columns.count {
    case 0: shape = .whole
    case 1: shape = .single
    case 2: shape = .packed
    default: shape = .wide
    }
  }

  /// Writes the group of each row of a range, making new groups for new keys.
  func assign(
    _ relation: Relation, from start: Int, to end: Int, groups: UnsafeMutablePointer<Int32>
  ) {
    switch shape {
    case .whole:
      for row in start..<end { groups[row - start] = 0 }
    case .dense(let minimum, _):
      let values = relation.columns[columns[0]].base
      for row in start..<end { groups[row - start] = values[row] &- minimum }
    case .single:
      table.values.insert(
        relation.columns[columns[0]].base + start, count: end - start, into: groups)
    case .packed:
      let first = relation.columns[columns[0]].base + start
      let second = columns.count == 1 ? nil : relation.columns[columns[1]].base + start
      table.words.insert(first, second, count: end - start, into: groups)
    case .wide:
      for row in start..<end {
        groups[row - start] = table.insert(row, of: relation, columns: columns)
      }
    }
  }

  /// The same for keys in columns of their own. False, and nothing is done, where groups are known by rows.
  func assign(
    _ keys: [UnsafeMutablePointer<Int32>], count: Int, groups: UnsafeMutablePointer<Int32>
  ) -> Bool {
    switch shape {
    case .whole: groups.update(repeating: 0, count: count)
    case .single: table.values.insert(keys[0], count: count, into: groups)
    case .packed:
      table.words.insert(keys[0], keys.count == 1 ? nil : keys[1], count: count, into: groups)
    case .dense, .wide: return false
    }
    return true
  }

  /// The group of each row's key, -1 where there is none.
  func find(
    _ block: Block, _ key: [Operand], of relation: Relation,
    into groups: UnsafeMutablePointer<Int32>
  ) {
    switch shape {
    case .whole:
      for row in 0..<block.count { groups[row] = 0 }
    case .dense(let minimum, let span):
      let values = block.column(key[0], slot: 0)
      for row in 0..<block.count {
        let offset = Int(values[row]) - Int(minimum)
        groups[row] = offset >= 0 && offset < span ? Int32(truncatingIfNeeded: offset) : -1
      }
    case .single:
      table.values.find(block.column(key[0], slot: 0), count: block.count, into: groups)
    case .packed:
      let first = block.column(key[0], slot: 0)
      if columns.count == 1 {
        table.words.find(first, count: block.count, into: groups)
      } else {
        table.words.find(
          first, block.column(key[1], slot: 1), count: block.count, into: groups)
      }
    case .wide:
      for row in 0..<block.count {
        groups[row] = table.find(block, row, key, of: relation, columns: columns)
      }
    }
  }
}

/// The tables behind a ``Grouping`` by hashing.
private final class GroupTable {
  var values = ValueMap()
  var words = PairMap()
  /// For keys of three and more columns, one row of each group.
  let representatives = Column()
  private var rows = RowSet()

  var bytes: Int { values.bytes + words.bytes + rows.bytes + representatives.bytes }

  func insert(_ row: Int, of relation: Relation, columns: [Int]) -> Int32 {
    let hash = Self.hash(row, relation, columns)
    let known = representatives.base
    let found = rows.find(hash) { group in
      let other = Int(known[group])
      return columns.allSatisfy {
        relation.columns[$0].base[other] == relation.columns[$0].base[row]
      }
    }
    if let found { return Int32(truncatingIfNeeded: found) }
    let group = representatives.count
    rows.reserve(group + 1)
    representatives.append(Int32(truncatingIfNeeded: row))
    rows.insertReserved(hash, row: group)
    return Int32(truncatingIfNeeded: group)
  }

  func find(_ block: Block, _ row: Int, _ key: [Operand], of relation: Relation, columns: [Int])
    -> Int32
  {
    var hash: UInt64 = 0
    for operand in key { hash = Hashing.combine(hash, block.value(operand, row)) }
    let known = representatives.base
    let found = rows.find(hash) { group in
      let other = Int(known[group])
      for (place, column) in columns.enumerated()
      where relation.columns[column].base[other] != block.value(key[place], row) { return false }
      return true
    }
    return found.map { Int32(truncatingIfNeeded: $0) } ?? -1
  }

  private static func hash(_ row: Int, _ relation: Relation, _ columns: [Int]) -> UInt64 {
    var hash: UInt64 = 0
    for column in columns { hash = Hashing.combine(hash, relation.columns[column].base[row]) }
    return hash
  }
}

extension Column {
  /// Least and greatest word; nil where there is none.
  public var range: ClosedRange<Int32>? {
    guard count > 0 else { return nil }
    let (low, high) = bounds
    return low...high
  }

  /// Least and greatest value of a column that is not empty.
  var bounds: (low: Int32, high: Int32) {
    var (low, high) = (base[0], base[0])
    for row in 0..<count {
      low = min(low, base[row])
      high = max(high, base[row])
    }
    return (low, high)
  }
}
