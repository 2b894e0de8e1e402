/// Triples as columns of values.
struct TripleColumns {
  var subjects: [Int32]
  var predicates: [Int32]
  var objects: [Int32]

  /// Distinct triples of one predicate, sorted; subject and object packed so that they compare as values do.
  struct Group {
    let predicate: Int32
    let pairs: [UInt64]
  }

  /// Packs a subject and an object; the sign bit is turned so that negative values come first.
  static func pack(_ subject: Int32, _ object: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: subject) ^ 0x8000_0000) << 32
      | UInt64(UInt32(bitPattern: object) ^ 0x8000_0000)
  }

  static func unpack(_ pair: UInt64) -> (subject: Int32, object: Int32) {
    (
      Int32(bitPattern: UInt32(truncatingIfNeeded: pair >> 32) ^ 0x8000_0000),
      Int32(bitPattern: UInt32(truncatingIfNeeded: pair) ^ 0x8000_0000)
    )
  }

  /// The distinct triples by predicate, subject and object.
  func sorted() -> [Group] {
    var pairs: [Int32: [UInt64]] = [:]
    for row in subjects.indices {
      pairs[predicates[row], default: []].append(Self.pack(subjects[row], objects[row]))
    }
    return pairs.keys.sorted().map { predicate in
      var sorted = pairs.removeValue(forKey: predicate) ?? []
      sorted.sort()
      var kept = 0
      for place in sorted.indices where place == 0 || sorted[place] != sorted[kept - 1] {
        sorted[kept] = sorted[place]
        kept += 1
      }
      sorted.removeLast(sorted.count - kept)
      return Group(predicate: predicate, pairs: sorted)
    }
  }

  /// Moves the triples of named graphs out, by graph; nil is the default graph.
  mutating func split(by graphs: [Int32?]) -> [Int32: TripleColumns] {
    var named: [Int32: TripleColumns] = [:]
    var rest = TripleColumns(subjects: [], predicates: [], objects: [])
    for row in subjects.indices {
      if let graph = graphs[row] {
        named[graph, default: TripleColumns(subjects: [], predicates: [], objects: [])]
          .append(self, row)
      } else {
        rest.append(self, row)
      }
    }
    self = rest
    return named
  }

  private mutating func append(_ other: TripleColumns, _ row: Int) {
    subjects.append(other.subjects[row])
    predicates.append(other.predicates[row])
    objects.append(other.objects[row])
  }
}
