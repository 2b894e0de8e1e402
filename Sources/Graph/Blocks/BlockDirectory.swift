/// Where the blocks of one order begin: the first keys of blocks with consecutive ids.
///
/// The first look-ups bisect in the file, so that a process that asks little reads little; for those after them, all keys
/// are read.
final class BlockDirectory {
  private unowned let connection: Connection
  private let order: TripleOrder
  let ids: Range<Int64>
  /// Of all blocks, once they were read.
  private var keys: [TripleKey] = []
  private var lookUps = 0

  /// So many look-ups are made in the file.
  private static let fewLookUps = 16

  init(connection: Connection, order: TripleOrder) throws(StoreError) {
    self.connection = connection
    self.order = order
    let rows = try connection.statement(
      """
      SELECT (SELECT min(id) FROM triple_block WHERE ordering = ?1),
        (SELECT max(id) FROM triple_block WHERE ordering = ?1)
      """)
    try rows.bind(1, order.rawValue)
    defer { rows.reset() }
    let isEmpty = try !rows.step() || rows.isNull(0)
    ids = isEmpty ? 0..<0 : rows.integer(0)..<rows.integer(1) + 1
  }

  var count: Int { ids.count }

  /// The id of a block.
  func id(_ number: Int) -> Int64 { ids.lowerBound + Int64(number) }

  /// The first key of a block.
  func key(_ number: Int) throws(StoreError) -> TripleKey {
    guard keys.isEmpty else { return keys[number] }
    let rows = try connection.statement(

      """
      SELECT first, second, third FROM triple_block INDEXED BY triple_block_directory
      WHERE ordering = ? AND id = ?
      """)
    try rows.bind(1, order.rawValue)
    try rows.bind(2, id(number))
    defer { rows.reset() }
    guard try rows.step() else { throw damaged(id(number)) }
    return TripleKey(rows.value(0).rawValue, rows.value(1).rawValue, rows.value(2).rawValue)
  }

  /// The blocks that may hold keys of a range.
  func blocks(_ range: KeyRange) throws(StoreError) -> Range<Int> {
    lookUps += 1
    if lookUps > Self.fewLookUps { try readAll() }
    let first = max(try bound(0) { !(range.low < $0) } - 1, 0)
    return first..<max(first, try bound(first) { !(range.high < $0) })
  }

  /// Reads all keys, for those who go through many blocks.
  func readAll() throws(StoreError) {
    guard keys.isEmpty else { return }
    let rows = try connection.statement(
      "SELECT id, first, second, third FROM triple_block WHERE ordering = ? ORDER BY id")
    try rows.bind(1, order.rawValue)
    defer { rows.reset() }
    var read: [TripleKey] = []
    read.reserveCapacity(count)
    while try rows.step() {
      guard rows.integer(0) == id(read.count) else { throw damaged(id(read.count)) }
      read.append(
        TripleKey(rows.value(1).rawValue, rows.value(2).rawValue, rows.value(3).rawValue))
    }
    keys = read
  }

  /// The first block, from one on, for whose key a condition holds no more.
  private func bound(
    _ start: Int, _ holds: (TripleKey) -> Bool
  ) throws(StoreError) -> Int {
    var (low, high) = (start, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(try key(middle)) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func damaged(_ id: Int64) -> StoreError {
    .corrupt(path: connection.path, detail: "block \(id) of the triples is damaged")
  }
}
