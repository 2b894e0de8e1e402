/// The kinds of literals that can be equal to others of their kind.
public enum LiteralKind: Sendable, Hashable {
  case boolean, number, time

  /// The kind of a literal.
  public init(_ value: LiteralValue) {
    switch value {
    case .boolean: self = .boolean
    case .number: self = .number
    case .time: self = .time
    }
  }

  init(_ datatype: XSDDatatype) {
    switch datatype {
    case .boolean: self = .boolean
    case .calendar: self = .time
    case .integer, .decimal, .double, .float: self = .number
    }
  }
}

/// Ids of terms: single ones, and those of blocks, which follow one another.
public struct LiteralIDs {
  var single: Set<Int32> = []
  /// Ascending.
  var ranges: [Range<Int32>] = []

  /// Whether a term is among them: O(log n) of the blocks.
  public func contains(_ id: Int32) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= id { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(id) || single.contains(id)
  }
}

/// Literals whose spelling is not that of their value alone (`"01"^^xsd:integer`): what is equal to them must be looked
/// for among them.
extension KnowledgeGraph {
  /// The condition of the index `term_with_forms`, word by word, so that SQLite takes it.
  private static let mayHaveForms = "(kind = 5 OR kind = 7 OR kind = 10)"

  /// Whether the graph holds literals that may be equal to other terms: of datatypes that graphsh has no kind of its own
  /// for, date-times, and floats, which may be whole or come to be.
  public func hasLiteralForms() throws -> Bool {
    if !connection.isInTransaction { try connection.notice() }
    let row = try connection.integer(
      """
      SELECT 1 FROM term WHERE \(Self.mayHaveForms)
      AND (kind IN (7, 10) OR substr(tag, 1, \(RDFVocabulary.xsd.utf8.count)) = ?1)
      LIMIT 1
      """, RDFVocabulary.xsd)
    if row != nil { return true }
    guard !termBlocks.isEmpty else { return false }
    return try connection.integer(
      """
      SELECT 1 FROM term_block
      WHERE kind IN (7, 10)
        OR kind = 5 AND substr(tag, 1, \(RDFVocabulary.xsd.utf8.count)) = ?1
      LIMIT 1
      """, RDFVocabulary.xsd) != nil
  }

  /// Hands out the literals of a kind with their values: those of datatypes that graphsh has no kind of its own for, and
  /// date-times. One that is both a row and in a block may come twice.
  public func forEachLiteral(
    _ kind: LiteralKind, _ body: (Value, LiteralValue) throws -> Void
  ) throws {
    var datatypes: [String: XSDDatatype?] = [:]
    func value(_ row: StoredTerm) -> LiteralValue? {
      guard row.kind == .typed else {
        return row.kind == .dateTime && kind == .time ? row.term?.literalValue : nil
      }
      let datatype = datatypes[row.tag] ?? XSDDatatype(iri: row.tag)
      datatypes[row.tag] = .some(datatype)
      guard let datatype, LiteralKind(datatype) == kind else { return nil }
      return datatype.value(of: row.text)
    }
    let rows = try Statement(
      connection,
      "SELECT id, kind, text, tag FROM term WHERE \(Self.mayHaveForms) AND kind IN (5, 10)")
    while try rows.step() {
      guard let termKind = StoredTerm.Kind(rawValue: rows.integer(1)) else { continue }
      let row = StoredTerm(kind: termKind, text: rows.text(2), tag: rows.text(3))
      if let value = value(row) { try body(rows.value(0), value) }
    }
    guard !termBlocks.isEmpty else { return }
    let blocks = try Statement(
      connection, "SELECT first_id, count, tag FROM term_block WHERE kind IN (5, 10)")
    while try blocks.step() {
      let tag = blocks.text(2)
      if let datatype = XSDDatatype(iri: tag), LiteralKind(datatype) != kind { continue }
      for id in blocks.integer(0)..<blocks.integer(0) + blocks.integer(1) {
        let id = Int32(truncatingIfNeeded: id)
        guard let row = try termBlocks.term(id) else { continue }
        if let value = value(row) { try body(Value(rawValue: id), value) }
      }
    }
  }

  /// Whether some triple has a number as its subject. RDF has none, but a table may.
  public func hasNumberAsSubject() throws -> Bool {
    if try connection.integer("SELECT 1 FROM main.triple WHERE subject < 0 LIMIT 1") != nil {
      return true
    }
    guard try hasBlocks else { return false }
    // Blocks are in order, and numbers come first.
    let least = try connection.integer(
      "SELECT first FROM triple_block WHERE ordering = 2 ORDER BY id LIMIT 1")
    return least.map { $0 < 0 } ?? false
  }

  /// Whether some triple with a predicate has an object that may be equal to other terms.
  public func hasFormsAsObject(of predicate: Value, among candidates: LiteralIDs) throws -> Bool {
    try triples(subject: nil, predicate: predicate, object: nil).objects
      .contains(where: candidates.contains)
  }

  /// The ids of all literals that may be equal to other terms.
  public func literalsWithForms() throws -> LiteralIDs {
    var ids = LiteralIDs()
    let rows = try Statement(connection, "SELECT id FROM term WHERE \(Self.mayHaveForms)")
    while try rows.step() { ids.single.insert(rows.value(0).rawValue) }
    let blocks = try Statement(
      connection,
      "SELECT first_id, count FROM term_block WHERE kind IN (5, 7, 10) ORDER BY first_id")
    while try blocks.step() {
      let first = Int32(truncatingIfNeeded: blocks.integer(0))
      let end = first + Int32(truncatingIfNeeded: blocks.integer(1))
      if ids.ranges.last?.upperBound == first {
        ids.ranges[ids.ranges.count - 1] = ids.ranges[ids.ranges.count - 1].lowerBound..<end
      } else {
        ids.ranges.append(first..<end)
      }
    }
    return ids
  }
}
