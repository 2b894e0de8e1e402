/// The values of a column in the group of rows that is being written, in plain encoding, with what statistics say of them.
struct ColumnBuffer {
  let column: WrittenColumn
  /// Values one after another, missing ones left out.
  private(set) var plain: [UInt8] = []
  /// 1 where a value is there, 0 where it is missing.
  private(set) var levels: [UInt32] = []
  private(set) var rowCount = 0
  private(set) var nullCount = 0
  /// Places in the dictionary; nil once it is not worth while.
  private(set) var places: [UInt32]? = []
  /// The different values, in plain encoding.
  private(set) var dictionary: [UInt8] = []
  private var known: [ArraySlice<UInt8>: UInt32] = [:]
  private var least: [UInt8]?
  private var greatest: [UInt8]?
  private var integers: ClosedRange<Int64>?
  private var doubles: ClosedRange<Double>?
  private var hasNaN = false

  /// A dictionary with more values than this is given up, so that places take two bytes at most.
  private static let mostEntries = 1 << 16
  private static let mostDictionaryBytes = 1 << 20
  /// Longer texts are no use in statistics.
  private static let longestBound = 64

  init(_ column: WrittenColumn) { self.column = column }

  var dictionaryCount: Int { known.count }
  /// Bytes that it holds, about.
  var size: Int { plain.count + 4 * levels.count + 4 * (places?.count ?? 0) }

  mutating func appendNull() {
    rowCount += 1
    nullCount += 1
    levels.append(0)
  }

  mutating func append(_ value: Int64) {
    integers =
      integers.map { min($0.lowerBound, value)...max($0.upperBound, value) }
      ?? value...value
    let count = column.kind == .integer32 ? 4 : 8
    append(count: count) { bytes in
      for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> Int64(8 * place))) }
    }
  }

  mutating func append(_ value: Double) {
    if value.isNaN {
      hasNaN = true
    } else {
      doubles =
        doubles.map { min($0.lowerBound, value)...max($0.upperBound, value) }
        ?? value...value
    }
    append(count: 8) { bytes in
      for place in 0..<8 {
        bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(8 * place)))
      }
    }
  }

  mutating func append(_ value: [UInt8]) {
    if least.map({ value.lexicographicallyPrecedes($0) }) ?? true { least = value }
    if greatest.map({ $0.lexicographicallyPrecedes(value) }) ?? true { greatest = value }
    append(count: 4 + value.count) { bytes in
      for place in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: value.count >> (8 * place))) }
      bytes.append(contentsOf: value)
    }
  }

  private mutating func append(count: Int, _ write: (inout [UInt8]) -> Void) {
    rowCount += 1
    if column.isOptional { levels.append(1) }
    write(&plain)
    guard places != nil else { return }
    let value = plain[(plain.count - count)...]
    if let place = known[value] {
      places?.append(place)
      return
    }
    // Half the values being different, the dictionary gains nothing.
    let present = rowCount - nullCount
    guard known.count < Self.mostEntries, dictionary.count + count <= Self.mostDictionaryBytes,
      known.count < 1024 || known.count < present / 2
    else {
      (places, known, dictionary) = (nil, [:], [])
      return
    }
    let place = UInt32(known.count)
    known[ArraySlice(Array(value))] = place
    dictionary.append(contentsOf: value)
    places?.append(place)
  }

  /// How many values are missing, and the least and the greatest of the others.
  var statistics: WrittenStatistics {
    WrittenStatistics(nullCount: Int64(nullCount), bounds: bounds)
  }

  private var bounds: (least: [UInt8], greatest: [UInt8])? {
    switch column.kind {
    case .integer32, .integer64:
      let count = column.kind == .integer32 ? 4 : 8
      return integers.map { (Self.bytes($0.lowerBound, count), Self.bytes($0.upperBound, count)) }
    case .double:
      guard !hasNaN, let doubles else { return nil }
      // Zero has two signs, and bounds have to hold both.
      let low = doubles.lowerBound == 0 ? -0.0 : doubles.lowerBound
      let high = doubles.upperBound == 0 ? 0.0 : doubles.upperBound
      return (
        Self.bytes(Int64(bitPattern: low.bitPattern), 8),
        Self.bytes(Int64(bitPattern: high.bitPattern), 8)
      )
    case .text, .bytes:
      guard let least, let greatest, max(least.count, greatest.count) <= Self.longestBound else {
        return nil
      }
      return (least, greatest)
    }
  }

  private static func bytes(_ value: Int64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> Int64(8 * $0)) }
  }
}
