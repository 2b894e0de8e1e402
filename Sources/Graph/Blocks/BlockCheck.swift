/// Reads every block and compares what the blocks say twice. Findings are put into words; each of them means damage.
struct BlockCheck {
  private let graph: KnowledgeGraph
  private(set) var findings: [String] = []
  /// Ids of terms that triples use, and that rows or blocks hold.
  private(set) var used = IDSet()
  private(set) var known = IDSet()
  private var connection: Connection { graph.connection }

  init(_ graph: KnowledgeGraph) { self.graph = graph }

  mutating func run() throws {
    try checkTerms()
    try checkTriples()
    let strange =
      try connection.integer("SELECT count(*) FROM triple_block WHERE ordering NOT IN (0, 1, 2)")
    if strange != 0 { findings.append("blocks are of no order") }
  }

  // MARK: Triples

  /// What is compared between the orders: the number of triples and a sum over them.
  private struct Total: Equatable {
    var count = 0
    var sum: UInt64 = 0
  }

  /// What the planner is told of a predicate.
  private struct Statistic: Equatable {
    var triples = 0
    var subjects = 0
    var objects = 0
  }

  private mutating func checkTriples() throws {
    var totals: [Total] = []
    var statistics: [Int32: Statistic] = [:]
    for order in TripleOrder.allCases {
      totals.append(try checkOrder(order, &statistics))
    }
    if Set(totals.map(\.sum)).count > 1 || Set(totals.map(\.count)).count > 1 {
      findings.append("the orders of the blocks differ from one another")
    }
    if totals[0].count != Int(try connection.integer("SELECT triples FROM block_state") ?? 0) {
      findings.append("the number of triples in blocks is wrong")
    }
    let rows = try connection.statement(
      "SELECT predicate, triples, subjects, objects FROM block_statistic")
    defer { rows.reset() }
    var listed = 0
    while try rows.step() {
      listed += 1
      let stored = Statistic(
        triples: try rows.count(1), subjects: try rows.count(2),
        objects: try rows.count(3))
      if statistics[rows.value(0).rawValue] != stored { listed = -1 }
      if listed < 0 { break }
    }
    if listed != statistics.count { findings.append("the statistics of the blocks are wrong") }
  }

  private mutating func checkOrder(
    _ order: TripleOrder, _ statistics: inout [Int32: Statistic]
  ) throws -> Total {
    var total = Total()
    var previous: TripleKey?
    var expectedID: Int64?
    // Triples of the predicate at hand, and its subjects or objects, whichever come second.
    var (triples, seconds) = (0, 0)
    func note(_ predicate: UInt32) {
      let predicate = TripleKey.value(predicate)
      switch order {
      case .predicateSubject:
        statistics[predicate, default: Statistic()].triples += triples
        statistics[predicate, default: Statistic()].subjects += seconds
      case .predicateObject: statistics[predicate, default: Statistic()].objects += seconds
      case .subject: break
      }
      (triples, seconds) = (0, 0)
    }
    let rows = try Statement(
      connection,
      """
      SELECT id, crc, content, first, second, third, count FROM triple_block
      WHERE ordering = \(order.rawValue) ORDER BY id
      """)
    while try rows.step() {
      let content = rows.blob(2)
      let id = rows.integer(0)
      if let expectedID, id != expectedID {
        findings.append("block \(id) of the triples does not follow the one before it")
      }
      expectedID = id &+ 1
      guard Checksum.crc32(content) == UInt32(truncatingIfNeeded: rows.integer(1)),
        let block = PackedBlock(content), block.count == rows.integer(6),
        block.key(0)
          == TripleKey(rows.value(3).rawValue, rows.value(4).rawValue, rows.value(5).rawValue)
      else {
        findings.append("block \(rows.integer(0)) of the triples is damaged")
        continue
      }
      var run = TripleRun(.all)
      run.append(block, 0..<block.count)
      for row in 0..<run.count {
        let key = TripleKey(run.first[row], run.second[row], run.third[row])
        if let previous {
          guard previous < key else {
            findings.append("block \(rows.integer(0)) of the triples is out of order")
            break
          }
          if previous.first != key.first { note(previous.first) }
          if previous.first != key.first || previous.second != key.second { seconds += 1 }
        } else {
          seconds = 1
        }
        triples += 1
        previous = key
        add(run, row, order, to: &total)
      }
    }
    if let previous { note(previous.first) }
    return total
  }

  /// Adds a triple to what is compared between the orders; in the first of them, its terms are in use.
  @inline(__always)
  private mutating func add(
    _ run: borrowing TripleRun, _ row: Int, _ order: TripleOrder, to total: inout Total
  ) {
    let parts = order.places
    let values: InlineArray<3, Int32> = [run.first[row], run.second[row], run.third[row]]
    let (subject, predicate) = (values[parts.subject], values[parts.predicate])
    let object = values[parts.object]
    if order == .predicateSubject {
      if subject >= 0 { used.insert(subject) }
      if predicate >= 0 { used.insert(predicate) }
      if object >= 0 { used.insert(object) }
    }
    total.count += 1
    let word = Mixing.mixed(UInt64(run.origins[row]), predicate)
    total.sum &+= Mixing.mixed(Mixing.mixed(word, subject), object)
  }

  // MARK: Terms

  private mutating func checkTerms() throws {
    let ids = try connection.statement("SELECT id FROM term")
    while try ids.step() { known.insert(ids.value(0).rawValue) }
    ids.reset()
    let rows = try Statement(
      connection,
      """
      SELECT first_id, kind, tag, count, crc, content, segment, separator FROM term_block
      ORDER BY first_id
      """)
    var end: Int64 = 0
    var last: (segment: Int64, kind: Int64, tag: String, text: [UInt8])?
    while try rows.step() {
      let (first, count) = (rows.integer(0), rows.integer(3))
      guard Checksum.crc32(rows.blob(5)) == UInt32(truncatingIfNeeded: rows.integer(4)),
        first >= end, TermBlocks.ids(first: first, count: count) != nil,
        let kind = StoredTerm.Kind(rawValue: rows.integer(1))
      else {
        findings.append("the block of terms from \(first) on is damaged")
        continue
      }
      end = first + count
      if kind != .blank {
        let lastText = last.flatMap {
          $0.segment == rows.integer(6) && $0.kind == kind.rawValue && $0.tag == rows.text(2)
            ? $0.text : nil
        }
        guard
          let text = try checkTexts(
            TermBlock(rows.blob(5)), kind: kind, tag: rows.text(2), count: Int(count),
            firstID: Int32(truncatingIfNeeded: first), after: lastText, separator: rows.blob(7))
        else {
          findings.append("the block of terms from \(first) on is damaged")
          continue
        }
        last = (rows.integer(6), kind.rawValue, rows.text(2), text)
      }
      for id in first..<end { known.insert(Int32(truncatingIfNeeded: id)) }
    }
  }

  /// - Returns: the last text of a block; nil if the block contradicts itself or the one before it.
  private func checkTexts(
    _ block: TermBlock?, kind: StoredTerm.Kind, tag: String, count: Int, firstID: Int32,
    after last: [UInt8]?, separator: [UInt8]
  ) throws -> [UInt8]? {
    guard let block, block.count == count else { return nil }
    if let last, !last.lexicographicallyPrecedes(separator) { return nil }
    var reader = block.reader()
    var previous = last
    for number in 0..<count {
      guard let text = reader.next() else { return nil }
      if number == 0, text.lexicographicallyPrecedes(separator) { return nil }
      if let previous, !previous.lexicographicallyPrecedes(text) { return nil }
      let row = StoredTerm(kind: kind, text: String(decoding: text, as: UTF8.self), tag: tag)
      guard let term = row.term, StoredTerm(term) == row else { return nil }
      previous = text
    }
    return previous
  }
}

/// A set of ids of terms, one bit an id.
struct IDSet {
  private var words: [UInt64] = []

  /// Adds an id; a number below 0 is none.
  mutating func insert(_ id: Int32) {
    guard id >= 0 else { return }
    let place = Int(id) >> 6
    if place >= words.count {
      words.append(
        contentsOf: repeatElement(0, count: max(place + 1, words.count * 2) - words.count))
    }
    words[place] |= 1 << UInt64(id & 63)
  }

  func contains(_ id: Int32) -> Bool {
    let place = Int(id) >> 6
    return id >= 0 && place < words.count && words[place] & 1 << UInt64(id & 63) != 0
  }

  /// How many ids of this set the other does not have.
  func count(without other: IDSet) -> Int {
    var count = 0
    for place in words.indices {
      let theirs = place < other.words.count ? other.words[place] : 0
      count += (words[place] & ~theirs).nonzeroBitCount
    }
    return count
  }
}

/// Sums over sets that rarely agree for different sets.
enum Mixing {
  /// A bijective step (the finalizer of D. Lea and S. Vigna's SplitMix64).
  static func mixed(_ seed: UInt64, _ value: Int32) -> UInt64 {
    var word = (seed &+ UInt64(UInt32(bitPattern: value))) &+ 0x9E37_79B9_7F4A_7C15
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}
