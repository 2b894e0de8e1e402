import Tuples

/// Triples on their way into the graph, as numbers of spelled terms: each spelling is kept once, as N-Triples has it.
///
/// What a spelling means is found out once for each spelling, when the batch is written.
struct ImportBatch {
  let spellings = StringPool()
  private(set) var subjects: [UInt32] = []
  private(set) var predicates: [UInt32] = []
  private(set) var objects: [UInt32] = []
  /// The graph of each triple; empty as long as all of them are in the default graph.
  private(set) var graphs: [UInt32] = []
  /// Which file is being read: blank nodes of different files are different.
  private var file = 0
  /// How many blank nodes had no label.
  private var blanks = 0
  private var scratch: [UInt8] = []

  /// The number that stands for the default graph.
  static let defaultGraph = UInt32.max

  var count: Int { subjects.count }

  /// Begins the blank nodes of another file.
  mutating func beginFile() { file += 1 }

  /// The number of a checked spelling.
  @inline(__always)
  mutating func number(_ spelling: Span<UInt8>) -> UInt32 {
    if spelling[0] == UInt8(ascii: "_") {
      return blankNumber(spelling.extracting(droppingFirst: 2))
    }
    return termNumber(spelling)
  }

  /// The number of a checked spelling of an IRI or a literal.
  @inline(__always)
  mutating func termNumber(_ spelling: Span<UInt8>) -> UInt32 {
    UInt32(truncatingIfNeeded: spellings.intern(spelling).number)
  }

  mutating func number(_ spelling: String) -> UInt32 {
    let bytes = Array(spelling.utf8)
    return number(bytes.span)
  }

  /// The number of a term; a blank node is one of the file at hand.
  mutating func number(_ term: Term) -> UInt32 {
    if case .blank(let label) = term {
      let bytes = Array(label.utf8)
      return blankNumber(bytes.span)
    }
    return number(NTriplesText.object(term))
  }

  /// The number of a blank node of the file at hand.
  mutating func blankNumber(_ label: Span<UInt8>) -> UInt32 {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: "_:\(file):".utf8)
    for place in label.indices { scratch.append(label[place]) }
    return UInt32(truncatingIfNeeded: spellings.intern(scratch.span).number)
  }

  /// The number of a blank node that the file at hand gives no label.
  mutating func freshBlankNumber() -> UInt32 {
    blanks += 1
    // No label begins with a colon.
    let label = Array(":\(blanks)".utf8)
    return blankNumber(label.span)
  }

  /// Leaves out the triples after the first ones.
  mutating func shorten(to count: Int) {
    guard count < self.count else { return }
    subjects.removeLast(subjects.count - count)
    predicates.removeLast(predicates.count - count)
    objects.removeLast(objects.count - count)
    if !graphs.isEmpty { graphs.removeLast(graphs.count - count) }
  }

  /// Leaves out the triples for which `isOut` holds.
  mutating func remove(where isOut: (Int) -> Bool) {
    var kept = 0
    for row in subjects.indices where !isOut(row) {
      subjects[kept] = subjects[row]
      predicates[kept] = predicates[row]
      objects[kept] = objects[row]
      if !graphs.isEmpty { graphs[kept] = graphs[row] }
      kept += 1
    }
    let removed = subjects.count - kept
    subjects.removeLast(removed)
    predicates.removeLast(removed)
    objects.removeLast(removed)
    if !graphs.isEmpty { graphs.removeLast(removed) }
  }

  @inline(__always)
  mutating func append(_ subject: UInt32, _ predicate: UInt32, _ object: UInt32, graph: UInt32) {
    if graph != Self.defaultGraph, graphs.isEmpty {
      graphs = [UInt32](repeating: Self.defaultGraph, count: count)
    }
    if graph != Self.defaultGraph || !graphs.isEmpty { graphs.append(graph) }
    subjects.append(subject)
    predicates.append(predicate)
    objects.append(object)
  }
}
