/// The sorted blocks of a graph's terms, as one connection reads them. They are added to and never rewritten; a term of
/// the table `term` goes before one of the same id in a block.
final class TermBlocks {
  private unowned let connection: Connection
  /// The last blocks that were read, by first id.
  private var cache: [Int64: Block] = [:]
  /// Their first ids, ascending.
  private var known: [Int64] = []
  private var segments: [Int64] = []
  private var rows: TermRowFilter?
  /// The connection's changes when the rows were last thought of, and how often they were since.
  private var changesSeen = -1
  private var lookUps = 0
  /// Where the last text of a segment was looked for.
  private var neighbourhoods: [Int64: Neighbourhood] = [:]

  struct Block {
    let firstID: Int64
    let kind: StoredTerm.Kind
    let tag: String
    let count: Int
    /// Nil for blank nodes, whose labels are made of their ids.
    let terms: TermBlock?
  }

  /// The texts of a kind and tag from a block's separator to that of the next.
  private struct Neighbourhood {
    let kind: StoredTerm.Kind
    let tag: String
    let first: Int64
    let low: [UInt8]
    /// Nil behind the last block; of no meaning before it ``isBounded``.
    var high: [UInt8]?
    var isBounded = false

    func holds(_ text: [UInt8], _ kind: StoredTerm.Kind, _ tag: String) -> Bool {
      guard isBounded, kind == self.kind, tag == self.tag, !text.lexicographicallyPrecedes(low)
      else { return false }
      return high.map { text.lexicographicallyPrecedes($0) } ?? true
    }
  }

  private static let keptBlocks = 2048
  /// Numbers of segments are far below this: an import writes one, and only to a graph that has few.
  private static let mostSegments: Int64 = 4096
  /// Look-ups after which the rows are read, so that a process that asks little reads none.
  private static let fewLookUps = 32

  init(connection: Connection) { self.connection = connection }

  /// Notices what this or another process wrote.
  func refresh() throws(StoreError) {
    segments = []
    // From the last segment down, by hops through the index.
    var last = try connection.integer("SELECT max(segment) FROM term_block")
    while let segment = last {
      guard (0..<Self.mostSegments).contains(segment) else {
        throw connection.damage("its blocks of terms have impossible numbers")
      }
      segments.append(segment)
      last = try connection.integer(
        "SELECT max(segment) FROM term_block WHERE segment < ?", segment)
    }
    cache = [:]
    known = []
    changesSeen = -1
    neighbourhoods = [:]
  }

  /// Whether a term of this id may be a row of the table `term`.
  func mayBeRow(id: Int32) throws(StoreError) -> Bool {
    try currentRows()?.mayHold(id: id) ?? true
  }

  /// Whether a term of this text may be a row of the table `term`.
  func mayBeRow(text: [UInt8]) throws(StoreError) -> Bool {
    guard let rows = try currentRows() else { return true }
    return text.withUnsafeBufferPointer(rows.mayHold)
  }

  /// The rows as they are now; nil where they are not worth reading, or too many.
  private func currentRows() throws(StoreError) -> TermRowFilter? {
    guard !segments.isEmpty else { return nil }
    let changes = connection.totalChanges
    if changes != changesSeen { (changesSeen, lookUps, rows) = (changes, 0, nil) }
    lookUps += 1
    if lookUps == Self.fewLookUps { rows = try TermRowFilter(connection) }
    return rows
  }

  var isEmpty: Bool { segments.isEmpty }

  /// The number for another segment.
  var nextSegment: Int64 { (segments.first ?? 0) + 1 }

  /// The id after the last of all blocks; 0 without any.
  func endOfIDs() throws(StoreError) -> Int64 {
    let rows = try connection.statement(
      "SELECT first_id, count FROM term_block ORDER BY first_id DESC LIMIT 1")
    defer { rows.reset() }
    return try rows.step() ? Int64(ids(rows, count: 1).upperBound) : 0
  }

  /// Hands out the ids of every block, ascending, and the number of its kind.
  func forEachRange(_ body: (Range<Int32>, Int64) throws -> Void) throws {
    let rows = try Statement(
      connection, "SELECT first_id, count, kind FROM term_block ORDER BY first_id")
    var end: Int32 = 0
    while try rows.step() {
      let ids = try ids(rows, count: 1)
      guard ids.lowerBound >= end else { throw damaged(rows.integer(0)) }
      end = ids.upperBound
      try body(ids, rows.integer(2))
    }
  }

  /// The ids of the terms of a block whose first id stands first in a row.
  private func ids(_ rows: Statement, count: Int32) throws(StoreError) -> Range<Int32> {
    guard let ids = Self.ids(first: rows.integer(0), count: rows.integer(count)) else {
      throw damaged(rows.integer(0))
    }
    return ids
  }

  /// The ids of a block's terms; nil for numbers that are none.
  static func ids(first: Int64, count: Int64) -> Range<Int32>? {
    let end = Int64(Value.firstSessionID)
    guard (0..<end).contains(first), count > 0, count <= end - first else { return nil }
    return Int32(first)..<Int32(first + count)
  }

  /// The term of an id; nil if no block holds it.
  func term(_ id: Int32) throws(StoreError) -> StoredTerm? {
    guard !segments.isEmpty else { return nil }
    guard let block = try block(of: id) else { return nil }
    let place = Int(Int64(id) - block.firstID)
    guard let terms = block.terms else {
      return StoredTerm(kind: .blank, text: Self.blankLabel(id), tag: "")
    }
    guard let text = terms.text(place) else { throw damaged(block.firstID) }
    return StoredTerm(kind: block.kind, text: String(decoding: text, as: UTF8.self), tag: block.tag)
  }

  /// The id of a term; nil if no block holds it.
  func id(kind: StoredTerm.Kind, text: [UInt8], tag: String) throws(StoreError) -> Int32? {
    guard !segments.isEmpty else { return nil }
    if kind == .blank {
      guard let id = Self.blankID(text), try term(id)?.kind == .blank else { return nil }
      return id
    }
    for segment in segments {
      guard let first = try firstID(segment, kind, text, tag) else { continue }
      let block = try block(first)
      if let place = block.terms?.find(text) {
        return Int32(truncatingIfNeeded: first + Int64(place))
      }
    }
    return nil
  }

  /// The block of a segment that a text would be in. Texts that come in order mostly stay where the last one was.
  private func firstID(
    _ segment: Int64, _ kind: StoredTerm.Kind, _ text: [UInt8], _ tag: String
  ) throws(StoreError) -> Int64? {
    let last = neighbourhoods[segment]
    if let last, last.holds(text, kind, tag) { return last.first }
    let rows = try connection.statement(
      """
      SELECT first_id, separator FROM term_block
      WHERE segment = ? AND kind = ? AND tag = ? AND separator <= ?
      ORDER BY separator DESC LIMIT 1
      """)
    try rows.bind(1, segment)
    try rows.bind(2, kind.rawValue)
    try rows.bind(3, tag)
    try rows.bind(4, text)
    defer { rows.reset() }
    guard try rows.step() else { return nil }
    var found = Neighbourhood(kind: kind, tag: tag, first: rows.integer(0), low: rows.blob(1))
    if found.first == last?.first {
      found.high = try separator(segment, kind, tag, after: found.low)
      found.isBounded = true
    }
    neighbourhoods[segment] = found
    return found.first
  }

  private func separator(
    _ segment: Int64, _ kind: StoredTerm.Kind, _ tag: String, after low: [UInt8]
  ) throws(StoreError) -> [UInt8]? {
    let rows = try connection.statement(
      """
      SELECT separator FROM term_block
      WHERE segment = ? AND kind = ? AND tag = ? AND separator > ? ORDER BY separator LIMIT 1
      """)
    try rows.bind(1, segment)
    try rows.bind(2, kind.rawValue)
    try rows.bind(3, tag)
    try rows.bind(4, low)
    defer { rows.reset() }
    return try rows.step() ? rows.blob(0) : nil
  }

  /// Hands out every block, by id.
  func forEachBlock(_ body: (Block) throws -> Void) throws {
    let rows = try Statement(
      connection,
      "SELECT first_id, kind, tag, count, crc, content FROM term_block ORDER BY first_id"
    )
    while try rows.step() { try body(try read(rows)) }
  }

  static func blankLabel(_ id: Int32) -> String { "b\(id)" }

  private static func blankID(_ label: [UInt8]) -> Int32? {
    guard label.first == UInt8(ascii: "b"),
      let id = Int32(String(decoding: label.dropFirst(), as: UTF8.self)), id >= 0,
      Array(blankLabel(id).utf8) == label
    else { return nil }
    return id
  }

  /// The block that holds an id.
  private func block(of id: Int32) throws(StoreError) -> Block? {
    let id = Int64(id)
    let place = placeInKnown(id)
    if place > 0, let block = cache[known[place - 1]], id - block.firstID < block.count {
      return block
    }
    let first = try connection.integer(
      "SELECT first_id FROM term_block WHERE first_id <= ? ORDER BY first_id DESC LIMIT 1", id)
    guard let first else { return nil }
    let block = try block(first)
    return id - first < block.count ? block : nil
  }

  /// How many blocks that were read begin at an id or before it.
  private func placeInKnown(_ id: Int64) -> Int {
    var (low, high) = (0, known.count)
    while low < high {
      let middle = (low + high) / 2
      if known[middle] <= id { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func block(_ first: Int64) throws(StoreError) -> Block {
    if let known = cache[first] { return known }
    let rows = try connection.statement(
      "SELECT first_id, kind, tag, count, crc, content FROM term_block WHERE first_id = ?")
    try rows.bind(1, first)
    defer { rows.reset() }
    guard try rows.step() else { throw damaged(first) }
    let block = try read(rows)
    if cache.count >= Self.keptBlocks {
      cache.removeAll(keepingCapacity: true)
      known.removeAll(keepingCapacity: true)
    }
    cache[first] = block
    known.insert(first, at: placeInKnown(first))
    return block
  }

  private func read(_ rows: Statement) throws(StoreError) -> Block {
    let content = rows.blob(5)
    let first = rows.integer(0)
    let count = try ids(rows, count: 3).count
    guard let kind = StoredTerm.Kind(rawValue: rows.integer(1)),
      Checksum.crc32(content) == UInt32(truncatingIfNeeded: rows.integer(4))
    else { throw damaged(first) }
    var terms: TermBlock?
    if kind != .blank {
      guard let read = TermBlock(content), read.count == count else { throw damaged(first) }
      terms = read
    }
    return Block(firstID: first, kind: kind, tag: rows.text(2), count: count, terms: terms)
  }

  private func damaged(_ first: Int64) -> StoreError {
    .corrupt(path: connection.path, detail: "the block of terms from \(first) on is damaged")
  }
}
