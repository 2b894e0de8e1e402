/// A set of Unicode scalars, as ranges; membership takes logarithmic time, for ASCII constant.
struct ScalarSet: Sendable {
  private let lower: [UInt32]
  private let upper: [UInt32]
  private var ascii: (UInt64, UInt64) = (0, 0)

  init(_ ranges: [ClosedRange<UInt32>]) {
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }) {
      if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    lower = merged.map(\.lowerBound)
    upper = merged.map(\.upperBound)
    for range in merged where range.lowerBound < 128 {
      for value in range.lowerBound...min(range.upperBound, 127) {
        if value < 64 { ascii.0 |= 1 << UInt64(value) } else { ascii.1 |= 1 << UInt64(value - 64) }
      }
    }
  }

  func contains(_ scalar: UInt32) -> Bool {
    if scalar < 64 { return ascii.0 >> UInt64(scalar) & 1 != 0 }
    if scalar < 128 { return ascii.1 >> UInt64(scalar - 64) & 1 != 0 }
    var (low, high) = (0, lower.count)
    while low < high {
      let middle = (low + high) / 2
      if lower[middle] <= scalar { low = middle + 1 } else { high = middle }
    }
    return low > 0 && scalar <= upper[low - 1]
  }
}
