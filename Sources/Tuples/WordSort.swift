/// Sorts 64-bit words in linear time: least significant digit first, eleven bits a pass; digits in which all words agree
/// cost nothing but the look.
public enum WordSort {
  /// Sorts a part of an array, with room for as many words beside it.
  public static func sort(_ words: inout [UInt64], _ range: Range<Int>) {
    words.withUnsafeMutableBufferPointer { all in
      var part = UnsafeMutableBufferPointer(rebasing: all[range])
      guard let start = part.baseAddress, part.count > 1 else { return }
      guard part.count > 256 else {
        part.sort()
        return
      }
      let other = UnsafeMutablePointer<UInt64>.allocate(capacity: part.count)
      defer { other.deallocate() }
      sort(start, other, part.count)
    }
  }

  private static func sort(
    _ words: UnsafeMutablePointer<UInt64>, _ room: UnsafeMutablePointer<UInt64>, _ count: Int
  ) {
    var (all, any) = (UInt64.max, UInt64(0))
    var isSorted = true
    for place in 0..<count {
      all &= words[place]
      any |= words[place]
      if place > 0, words[place] < words[place - 1] { isSorted = false }
    }
    if isSorted { return }
    let differing = all ^ any
    var (source, target) = (words, room)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 2048) { places in
      for shift in stride(from: UInt64(0), to: 64, by: 11) where differing >> shift & 2047 != 0 {
        places.initialize(repeating: 0)
        for place in 0..<count { places[Int(source[place] >> shift & 2047)] += 1 }
        var sum = 0
        for digit in 0..<2048 {
          let size = places[digit]
          places[digit] = sum
          sum += size
        }
        for place in 0..<count {
          let digit = Int(source[place] >> shift & 2047)
          target[places[digit]] = source[place]
          places[digit] += 1
        }
        swap(&source, &target)
      }
    }
    if source != words { words.update(from: source, count: count) }
  }
}
