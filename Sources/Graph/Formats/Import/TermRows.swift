import Tuples

/// The terms of a batch as the table `term` has them, by kind, tag and text, predicates before all others.
struct TermRows {
  struct Row {
    /// Where the text is among ``texts``.
    var start: Int
    var count: Int32
    /// The number of the spelling in the batch.
    var number: UInt32
    var kind: UInt8
    /// Whether this is what the spelling means where RDF allows no literal (``GraphshIRI``).
    var isResource: Bool
    /// Whether it is used as a predicate, by this spelling or another.
    var isPredicate = false
    /// The number of the tag among ``tags``.
    var tag: UInt32
  }

  private(set) var rows: [Row] = []
  private(set) var texts: [UInt8] = []
  /// Languages and datatypes.
  private(set) var tags: [String] = [""]
  /// Numbers of blank nodes, which are new in every import.
  private(set) var blanks: [UInt32] = []
  private var tagNumbers: [String: UInt32] = ["": 0]

  /// How a spelling is used: what RDF allows in a place decides what some IRIs mean there.
  struct Uses: OptionSet {
    let rawValue: UInt8
    static let object = Uses(rawValue: 1)
    /// A subject, a predicate or a graph.
    static let resource = Uses(rawValue: 2)
    static let predicate = Uses(rawValue: 4)
  }

  /// - Parameter uses: by number; what has none is left out.
  init(_ spellings: StringPool, uses: [Uses]) {
    rows.reserveCapacity(spellings.count)
    for number in 0..<spellings.count where !uses[number].isEmpty {
      spellings.withBytes(of: number) {
        add($0, UInt32(truncatingIfNeeded: number), uses[number])
      }
    }
    sort()
    putPredicatesFirst(uses)
  }

  /// So they get ids that lie together, which blocks of triples hold in few bits.
  private mutating func putPredicatesFirst(_ uses: [Uses]) {
    var start = 0
    while start < rows.count {
      var end = start + 1
      while end < rows.count, areEqual(rows[start], rows[end]) { end += 1 }
      if (start..<end).contains(where: { uses[Int(rows[$0].number)].contains(.predicate) }) {
        for place in start..<end { rows[place].isPredicate = true }
      }
      start = end
    }
    let first = rows.filter(\.isPredicate)
    rows.removeAll(where: \.isPredicate)
    rows.insert(contentsOf: first, at: 0)
  }

  func text(_ row: Row) -> Range<Int> { row.start..<row.start + Int(row.count) }

  private mutating func add(_ spelling: Span<UInt8>, _ number: UInt32, _ uses: Uses) {
    let first = spelling[0]
    if first == UInt8(ascii: "_") {
      blanks.append(number)
      return
    }
    let last = spelling.count - 1
    let isPlain = !Self.contains(UInt8(ascii: "\\"), spelling)
    if isPlain, first == UInt8(ascii: "<"), spelling[1] != UInt8(ascii: "g") {
      add(spelling.extracting(1..<last), .iri, number)
    } else if isPlain, first == UInt8(ascii: "\""), spelling[last] == UInt8(ascii: "\"") {
      add(spelling.extracting(1..<last), .string, number)
    } else if first == UInt8(ascii: "<"),
      let literal = GraphshIRI.readLiteral(NTriplesTerm.text(1..<last, in: spelling))
    {
      if uses.contains(.object) { add(StoredTerm(spelling: spelling), number) }
      let bytes = Array(literal.utf8)
      if uses.contains(.resource) {
        add(StoredTerm(spelling: bytes.span), number, isResource: true)
      }
    } else {
      add(StoredTerm(spelling: spelling), number)
    }
  }

  private mutating func add(_ text: Span<UInt8>, _ kind: StoredTerm.Kind, _ number: UInt32) {
    let start = texts.count
    text.withUnsafeBufferPointer { texts.append(contentsOf: $0) }
    rows.append(
      Row(
        start: start, count: Int32(truncatingIfNeeded: text.count), number: number,
        kind: UInt8(truncatingIfNeeded: kind.rawValue), isResource: false, tag: 0))
  }

  private mutating func add(_ term: StoredTerm, _ number: UInt32, isResource: Bool = false) {
    let start = texts.count
    texts.append(contentsOf: term.text.utf8)
    let known = tagNumbers[term.tag]
    let tag = known ?? UInt32(truncatingIfNeeded: tags.count)
    if known == nil {
      tags.append(term.tag)
      tagNumbers[term.tag] = tag
    }
    rows.append(
      Row(
        start: start, count: Int32(truncatingIfNeeded: texts.count - start), number: number,
        kind: UInt8(truncatingIfNeeded: term.kind.rawValue), isResource: isResource, tag: tag))
  }

  private static func contains(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { $0.contains(byte) }
  }

  /// Whether two rows are the same term.
  func areEqual(_ left: Row, _ right: Row) -> Bool {
    left.kind == right.kind && left.tag == right.tag && left.count == right.count
      && texts[text(left)].elementsEqual(texts[text(right)])
  }

  private mutating func sort() {
    let tags = tags
    texts.withUnsafeBufferPointer { texts in
      rows.sort { left, right in
        if left.kind != right.kind { return left.kind < right.kind }
        if left.tag != right.tag { return tags[Int(left.tag)] < tags[Int(right.tag)] }
        let (leftCount, rightCount) = (Int(left.count), Int(right.count))
        let shared = min(leftCount, rightCount)
        var place = 0
        while place < shared {
          let (leftByte, rightByte) = (texts[left.start + place], texts[right.start + place])
          if leftByte != rightByte { return leftByte < rightByte }
          place += 1
        }
        return leftCount < rightCount
      }
    }
  }
}
