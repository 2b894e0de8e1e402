/// Where the blocks of one order begin: the first keys of blocks with consecutive ids.
///
/// The first look-ups bisect in the file, so that a process that asks little reads little; for those after them, the keys
/// of the predicate that is asked for are read, or all.
final class BlockDirectory {
  private unowned let connection: Connection
  private let order: TripleOrder
  let ids: Range<Int64>
  /// Of all blocks, once they were read.
  private var keys: [TripleKey] = []
  private var parts: [UInt32: Part] = [:]
  /// The blocks that were gone through last.
  private var passed = Part(blocks: 0..<0, keys: [])
  /// Look-ups of each predicate; in the order of subjects, of all.
  private var lookUps: [UInt32: Int] = [:]

  /// Some blocks, and their keys.
  private struct Part {
    let blocks: Range<Int>
    let keys: [TripleKey]

    func key(_ number: Int) -> TripleKey? {
      blocks.contains(number) ? keys[number - blocks.lowerBound] : nil
    }
  }

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
    guard try rows.step() else { throw connection.damage("its blocks cannot be found") }
    // A directory is only made where there are blocks, and they are in all orders.
    let (first, last) = (try rows.count(0), try rows.count(1))
    guard first <= last else { throw connection.damage("its blocks have impossible numbers") }
    ids = Int64(first)..<Int64(last) + 1
  }

  var count: Int { ids.count }

  /// The id of a block.
  func id(_ number: Int) -> Int64 { ids.lowerBound + Int64(number) }

  /// The first key of a block.
  func key(_ number: Int) throws(StoreError) -> TripleKey {
    guard keys.isEmpty else { return keys[number] }
    if let key = passed.key(number) { return key }
    for part in parts.values {
      if let key = part.key(number) { return key }
    }
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
    let leading = range.low.first
    let isOfOnePredicate = order != .subject && leading == range.high.first
    if keys.isEmpty {
      let group = isOfOnePredicate ? leading : 0
      lookUps[group, default: 0] += 1
      if lookUps[group, default: 0] > Self.fewLookUps {
        if isOfOnePredicate { try readPart(leading) } else { try readAll() }
      }
    }
    let among = isOfOnePredicate ? parts[leading]?.blocks ?? 0..<count : 0..<count
    let first = max(try bound(among) { !(range.low < $0) } - 1, 0)
    let end = try bound(max(first, among.lowerBound)..<among.upperBound) { !(range.high < $0) }
    return first..<max(first, end)
  }

  /// Reads the keys of blocks that are to be gone through.
  func readKeys(of blocks: Range<Int>) throws(StoreError) {
    guard keys.isEmpty, let first = blocks.first, let last = blocks.last else { return }
    let isKnown = parts.values.contains { $0.key(first) != nil && $0.key(last) != nil }
    guard !isKnown else { return }
    if blocks.count > count / 2 { return try readAll() }
    passed = Part(blocks: blocks, keys: try read(blocks))
  }

  /// Reads all keys.
  func readAll() throws(StoreError) {
    guard keys.isEmpty else { return }
    keys = try read(0..<count)
    parts = [:]
    passed = Part(blocks: 0..<0, keys: [])
  }

  /// Reads the keys of a predicate's blocks, which most programs ask for few of.
  private func readPart(_ predicate: UInt32) throws(StoreError) {
    guard parts[predicate] == nil else { return }
    let start = max(try bound(0..<count) { $0.first < predicate } - 1, 0)
    let end = try bound(start..<count) { $0.first <= predicate }
    guard end - start < count / 2 else { return try readAll() }
    parts[predicate] = Part(blocks: start..<end, keys: try read(start..<end))
  }

  private func read(_ blocks: Range<Int>) throws(StoreError) -> [TripleKey] {
    guard !blocks.isEmpty else { return [] }
    let rows = try connection.statement(
      """
      SELECT id, first, second, third FROM triple_block INDEXED BY triple_block_directory
      WHERE ordering = ? AND id BETWEEN ? AND ? ORDER BY id
      """)
    try rows.bind(1, order.rawValue)
    try rows.bind(2, id(blocks.lowerBound))
    try rows.bind(3, id(blocks.upperBound - 1))
    defer { rows.reset() }
    var read: [TripleKey] = []
    // What the ids say is not believed before the rows are there.
    read.reserveCapacity(min(blocks.count, 1 << 16))
    while try rows.step() {
      let number = blocks.lowerBound + read.count
      guard rows.integer(0) == id(number) else { throw damaged(id(number)) }
      read.append(
        TripleKey(rows.value(1).rawValue, rows.value(2).rawValue, rows.value(3).rawValue))
    }
    guard read.count == blocks.count else { throw damaged(id(blocks.lowerBound + read.count)) }
    return read
  }

  /// The first of some blocks for whose key a condition holds no more.
  private func bound(
    _ blocks: Range<Int>, _ holds: (TripleKey) -> Bool
  ) throws(StoreError) -> Int {
    var (low, high) = (blocks.lowerBound, blocks.upperBound)
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
