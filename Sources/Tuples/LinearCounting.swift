import Glibc

/// About how many different values a column holds.
///
/// K.-Y. Whang, B. T. Vander-Zanden, H. M. Taylor, "A Linear-Time Probabilistic Counting Algorithm", TODS 15 (1990).
enum LinearCounting {
  static func estimate(_ column: Column) -> Int {
    guard column.count > 1 else { return column.count }
    var bits = 1024
    while bits < column.count * 2 { bits *= 2 }
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: bits / 64)
    defer { words.deallocate() }
    words.initialize(repeating: 0, count: bits / 64)
    let mask = UInt64(bits - 1)
    for row in 0..<column.count {
      let bit = Hashing.mix(UInt64(UInt32(bitPattern: column.base[row]))) & mask
      words[Int(bit >> 6)] |= 1 << (bit & 63)
    }
    var set = 0
    for word in 0..<(bits / 64) { set += words[word].nonzeroBitCount }
    let empty = Double(bits - set) / Double(bits)
    let estimate = empty > 0 ? Int(-Double(bits) * log(empty)) : column.count
    return min(max(estimate, 1), column.count)
  }
}
