/// Values by the number of their group, in a few large arrays: millions of small ones would take long to free.
struct GroupedValues {
  private var values: [Int32] = []
  private var groups: [Int32] = []
  /// Where each group begins, and the last one ends, once the values are arranged.
  private var starts: [Int] = []

  var bytes: Int { (values.capacity + groups.capacity) * 4 + starts.capacity * 8 }

  mutating func append(
    _ words: UnsafeBufferPointer<Int32>, to numbers: UnsafeBufferPointer<Int32>
  ) {
    // As many words as there are rows: the buffer of words may be longer.
    values.append(contentsOf: words.prefix(numbers.count))
    groups.append(contentsOf: numbers)
  }

  /// Puts the values of each group together, in the order in which they came. Linear.
  mutating func arrange(groups count: Int) {
    starts = [Int](repeating: 0, count: count + 1)
    for group in groups { starts[Int(group) + 1] += 1 }
    for group in 0..<count { starts[group + 1] += starts[group] }
    var next = starts
    var arranged = [Int32](repeating: 0, count: values.count)
    for (place, group) in groups.enumerated() {
      arranged[next[Int(group)]] = values[place]
      next[Int(group)] += 1
    }
    values = arranged
    groups = []
  }

  subscript(group: Int) -> ArraySlice<Int32> { values[starts[group]..<starts[group + 1]] }
}
