/// The orders in which blocks hold the triples.
enum TripleOrder: Int, CaseIterable {
  case predicateSubject, predicateObject, subject

  /// The parts of a triple in this order.
  func key(subject: Int32, predicate: Int32, object: Int32) -> TripleKey {
    switch self {
    case .predicateSubject: TripleKey(predicate, subject, object)
    case .predicateObject: TripleKey(predicate, object, subject)
    case .subject: TripleKey(subject, predicate, object)
    }
  }

  /// The columns that stand first, second and third, as the table `triple` calls them.
  var columns: [String] {
    switch self {
    case .predicateSubject: ["predicate", "subject", "object"]
    case .predicateObject: ["predicate", "object", "subject"]
    case .subject: ["subject", "predicate", "object"]
    }
  }

  /// The query for changed rows in this order, given so many parts of the key and then the most rows that it gives.
  func changesQuery(_ given: Int) -> String { Self.changesQueries[rawValue][given] }

  private static let changesQueries = allCases.map { order in
    (0...3).map { given in
      let conditions = order.columns.prefix(given).map { "\($0) = ?" }
      let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
      let list = order.columns.joined(separator: ", ")
      return "SELECT \(list), origin FROM main.triple\(filter) ORDER BY \(list) LIMIT ?"
    }
  }

  /// Where subject, predicate and object stand in a key.
  var places: (subject: Int, predicate: Int, object: Int) {
    switch self {
    case .predicateSubject: (1, 0, 2)
    case .predicateObject: (2, 0, 1)
    case .subject: (0, 1, 2)
    }
  }
}

/// A triple in some order; the sign bits are turned, so that words compare as values do.
struct TripleKey: Comparable {
  var first: UInt32
  var second: UInt32
  var third: UInt32

  init(words first: UInt32, _ second: UInt32, _ third: UInt32) {
    (self.first, self.second, self.third) = (first, second, third)
  }

  init(_ first: Int32, _ second: Int32, _ third: Int32) {
    self.init(words: Self.word(first), Self.word(second), Self.word(third))
  }

  @inline(__always)
  static func word(_ value: Int32) -> UInt32 { UInt32(bitPattern: value) ^ 0x8000_0000 }

  @inline(__always)
  static func value(_ word: UInt32) -> Int32 { Int32(bitPattern: word ^ 0x8000_0000) }

  @inline(__always)
  static func < (left: TripleKey, right: TripleKey) -> Bool {
    if left.first != right.first { return left.first < right.first }
    if left.second != right.second { return left.second < right.second }
    return left.third < right.third
  }
}

/// The triples that begin with some parts of a key: all between two keys, both included.
struct KeyRange {
  var low: TripleKey
  var high: TripleKey

  /// - Parameter prefix: the parts that are known, at most three.
  init(prefix: [Int32]) {
    func word(_ place: Int, or open: UInt32) -> UInt32 {
      place < prefix.count ? TripleKey.word(prefix[place]) : open
    }
    low = TripleKey(words: word(0, or: 0), word(1, or: 0), word(2, or: 0))
    high = TripleKey(words: word(0, or: .max), word(1, or: .max), word(2, or: .max))
  }
}
