import Tuples

/// Distinct triples sorted by predicate, subject and object, in memory: 8 bytes a triple, and one more where their
/// origins differ.
struct SortedTriples {
  /// The predicates, ascending, and where each one's pairs are.
  private(set) var groups: [(predicate: Int32, range: Range<Int>)] = []
  /// Subjects and objects (``TripleColumns/pack(_:_:)``).
  private(set) var pairs: [UInt64] = []
  /// The origin of each pair; empty where all have ``commonOrigin``.
  private(set) var origins: [UInt8] = []
  private(set) var commonOrigin: UInt8

  var count: Int { pairs.count }

  init(origin: UInt8) { commonOrigin = origin }

  /// Sorts columns and empties them.
  init(_ columns: inout TripleColumns, origin: UInt8) {
    commonOrigin = origin
    var counts: [Int32: Int] = [:]
    var (last, run) = (Int32(0), 0)
    for predicate in columns.predicates {
      if predicate != last {
        if run > 0 { counts[last, default: 0] += run }
        (last, run) = (predicate, 0)
      }
      run += 1
    }
    if run > 0 { counts[last, default: 0] += run }
    let predicates = counts.keys.sorted()
    var next: [Int] = []
    var numbers: [Int32: Int] = [:]
    var start = 0
    for (number, predicate) in predicates.enumerated() {
      let count = counts[predicate] ?? 0
      groups.append((predicate, start..<start + count))
      next.append(start)
      numbers[predicate] = number
      start += count
    }
    pairs = [UInt64](repeating: 0, count: start)
    var number = 0
    if let first = columns.predicates.first {
      last = first
      number = numbers[first] ?? 0
    }
    for row in columns.predicates.indices {
      let predicate = columns.predicates[row]
      if predicate != last {
        last = predicate
        number = numbers[predicate] ?? 0
      }
      pairs[next[number]] = TripleColumns.pack(columns.subjects[row], columns.objects[row])
      next[number] += 1
    }
    columns = TripleColumns(subjects: [], predicates: [], objects: [])
    sortGroups()
  }

  private mutating func sortGroups() {
    var kept = 0
    for number in groups.indices {
      let range = groups[number].range
      WordSort.sort(&pairs, range)
      let start = kept
      for place in range where place == range.lowerBound || pairs[place] != pairs[kept - 1] {
        pairs[kept] = pairs[place]
        kept += 1
      }
      groups[number].range = start..<kept
    }
    pairs.removeLast(pairs.count - kept)
  }

  func origin(_ place: Int) -> UInt8 { origins.isEmpty ? commonOrigin : origins[place] }

  /// The union with other triples; a triple of both has both origins.
  ///
  /// - Parameter other: runs of triples in the same order.
  init(_ mine: SortedTriples, and other: SortedTriples) {
    commonOrigin = mine.commonOrigin
    pairs.reserveCapacity(mine.count + other.count)
    var (left, right) = (0, 0)
    while left < mine.groups.count || right < other.groups.count {
      let start = pairs.count
      let leftPredicate = left < mine.groups.count ? mine.groups[left].predicate : .max
      let rightPredicate = right < other.groups.count ? other.groups[right].predicate : .max
      let predicate = min(leftPredicate, rightPredicate)
      var (mineRange, otherRange) = (0..<0, 0..<0)
      if leftPredicate == predicate {
        mineRange = mine.groups[left].range
        left += 1
      }
      if rightPredicate == predicate {
        otherRange = other.groups[right].range
        right += 1
      }
      var (first, second) = (mineRange.lowerBound, otherRange.lowerBound)
      while first < mineRange.upperBound || second < otherRange.upperBound {
        let firstPair = first < mineRange.upperBound ? mine.pairs[first] : .max
        let secondPair = second < otherRange.upperBound ? other.pairs[second] : .max
        let pair = min(firstPair, secondPair)
        var origin: UInt8 = 0
        if firstPair == pair, first < mineRange.upperBound {
          origin |= mine.origin(first)
          first += 1
        }
        if secondPair == pair, second < otherRange.upperBound {
          origin |= other.origin(second)
          second += 1
        }
        append(pair, origin: origin)
      }
      groups.append((predicate, start..<pairs.count))
    }
  }

  /// Appends the next triple in order.
  mutating func append(predicate: Int32, _ pair: UInt64, origin: UInt8) {
    append(pair, origin: origin)
    if let last = groups.last, last.predicate == predicate {
      groups[groups.count - 1].range = last.range.lowerBound..<pairs.count
    } else {
      groups.append((predicate, pairs.count - 1..<pairs.count))
    }
  }

  private mutating func append(_ pair: UInt64, origin: UInt8) {
    if origin != commonOrigin, origins.isEmpty {
      if pairs.isEmpty {
        commonOrigin = origin
      } else {
        origins = [UInt8](repeating: commonOrigin, count: pairs.count)
      }
    }
    if !origins.isEmpty { origins.append(origin) }
    pairs.append(pair)
  }

  /// Sorts each predicate's triples by object and subject instead: pairs are objects and subjects afterwards.
  mutating func turn(_ number: Int) {
    let range = groups[number].range
    guard let first = range.first else { return }
    let isMixed = !origins.isEmpty && range.contains { origins[$0] != origins[first] }
    guard isMixed else {
      for place in range { pairs[place] = pairs[place] >> 32 | pairs[place] << 32 }
      WordSort.sort(&pairs, range)
      return
    }
    let objects = range.map { Int32(bitPattern: UInt32(truncatingIfNeeded: pairs[$0]) ^ 1 << 31) }
    // The sort is stable, and the subjects are in order already.
    let order = RadixSort.order(by: [objects], count: range.count)
    let turned = order.map { row in
      let pair = pairs[range.lowerBound + Int(row)]
      return pair >> 32 | pair << 32
    }
    let turnedOrigins = order.map { origins[range.lowerBound + Int($0)] }
    pairs.replaceSubrange(range, with: turned)
    origins.replaceSubrange(range, with: turnedOrigins)
  }
}
