/// Numbers 64-bit words from 0, in order of first appearance.
public struct WordNumbers: ~Copyable {
  private var map = PairMap()

  /// No words.
  public init() {}

  /// Different words so far.
  public var count: Int { map.count }
  /// Memory that it takes.
  public var bytes: Int { map.bytes }

  /// The number of a word, a new one if it has none yet.
  public mutating func insert(_ word: UInt64) -> Int { Int(map.insert(word)) }

  /// The numbers of many words, -1 for those that have none.
  public mutating func find(_ words: [UInt64], into numbers: inout [Int32]) {
    numbers = [Int32](unsafeUninitializedCapacity: words.count) { numbers, count in
      count = words.count
      guard let target = numbers.baseAddress else { return }
      words.withUnsafeBufferPointer { words in
        if let start = words.baseAddress { map.find(start, count: words.count, into: target) }
      }
    }
  }

  /// The number of a word, or nil where it has none.
  public func find(_ word: UInt64) -> Int? {
    let number = map.find(word)
    return number >= 0 ? Int(number) : nil
  }
}
