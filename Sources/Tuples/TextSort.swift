import Glibc

/// Orders texts by their UTF-8 bytes, which is the order of their Unicode scalars.
public enum TextSort {
  /// Places of the texts in ascending order; equal texts in the order of their places.
  ///
  /// Most comparisons are of one word: the first eight bytes after what all texts begin with, such as the namespace of
  /// IRIs.
  ///
  /// - Parameter progress: called every few thousand comparisons; what it throws ends the sort.
  public static func order(of texts: [String], progress: () throws -> Void) rethrows -> [Int32] {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    ends.reserveCapacity(texts.count)
    for text in texts {
      bytes.append(contentsOf: text.utf8)
      ends.append(bytes.count)
    }
    return try bytes.withUnsafeBufferPointer { bytes in
      let all = Texts(bytes: bytes, ends: ends)
      let shared = all.sharedPrefix
      var keyed = ends.indices.map { (key: all.word($0, after: shared), place: Int32($0)) }
      var comparisons = 0
      try keyed.sort { left, right in
        comparisons += 1
        if comparisons & 0xFFF == 0 { try progress() }
        if left.key != right.key { return left.key < right.key }
        let order = all.compare(Int(left.place), Int(right.place), after: shared)
        return order != 0 ? order < 0 : left.place < right.place
      }
      return keyed.map(\.place)
    }
  }

  /// Texts one after another.
  private struct Texts {
    let bytes: UnsafeBufferPointer<UInt8>
    let ends: [Int]

    func range(_ place: Int) -> Range<Int> { (place == 0 ? 0 : ends[place - 1])..<ends[place] }

    /// How many bytes all texts have in common at their beginnings.
    var sharedPrefix: Int {
      guard !ends.isEmpty else { return 0 }
      let first = range(0)
      var shared = first.count
      for place in ends.indices.dropFirst() where shared > 0 {
        let other = range(place)
        shared = min(shared, other.count)
        var same = 0
        while same < shared, bytes[first.lowerBound + same] == bytes[other.lowerBound + same] {
          same += 1
        }
        shared = same
      }
      return shared
    }

    /// The eight bytes after the first `shared`, the first one highest; zeros where the text has ended.
    func word(_ place: Int, after shared: Int) -> UInt64 {
      let rest = range(place).dropFirst(shared).prefix(8)
      var word: UInt64 = 0
      for offset in rest { word = word << 8 | UInt64(bytes[offset]) }
      return rest.isEmpty ? 0 : word << UInt64(8 * (8 - rest.count))
    }

    func compare(_ left: Int, _ right: Int, after shared: Int) -> Int {
      let (left, right) = (range(left).dropFirst(shared), range(right).dropFirst(shared))
      guard let base = bytes.baseAddress else { return 0 }
      let order = memcmp(
        base + left.lowerBound, base + right.lowerBound, min(left.count, right.count))
      return order != 0 ? Int(order) : left.count - right.count
    }
  }
}
