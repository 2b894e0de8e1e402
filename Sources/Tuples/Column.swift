/// A growable column of 32-bit values in one piece of memory.
public final class Column {
  var base: UnsafeMutablePointer<Int32>
  public private(set) var count: Int
  private(set) var capacity: Int

  public init(capacity: Int = 0) {
    self.capacity = max(capacity, 4)
    base = .allocate(capacity: self.capacity)
    count = 0
  }

  public convenience init(_ values: [Int32]) {
    self.init(capacity: values.count)
    append(contentsOf: values)
  }

  deinit { base.deallocate() }

  /// Bytes that the column holds.
  public var bytes: Int { capacity * 4 }

  public subscript(row: Int) -> Int32 {
    get {
      precondition(row >= 0 && row < count)
      return base[row]
    }
    set {
      precondition(row >= 0 && row < count)
      base[row] = newValue
    }
  }

  /// All values, as an array of their own.
  public var values: [Int32] { Array(UnsafeBufferPointer(start: base, count: count)) }

  @inline(__always)
  public func append(_ value: Int32) {
    if count == capacity { reserve(count + 1) }
    base[count] = value
    count += 1
  }

  public func append(contentsOf values: [Int32]) {
    reserve(count + values.count)
    values.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      (base + count).update(from: start, count: source.count)
    }
    count += values.count
  }

  /// Makes room for so many values in all; growth doubles, so that appending stays linear.
  public func reserve(_ needed: Int) {
    guard needed > capacity else { return }
    let grown = max(needed, capacity * 2)
    let fresh = UnsafeMutablePointer<Int32>.allocate(capacity: grown)
    fresh.update(from: base, count: count)
    base.deallocate()
    base = fresh
    capacity = grown
  }

  /// Sets the length after a kernel wrote the values up to it.
  func setCount(_ newCount: Int) {
    assert(newCount <= capacity)
    count = newCount
  }

  public func removeAll() { count = 0 }

  /// Takes the last value off; the column is not empty.
  func removeLast() -> Int32 {
    count -= 1
    return base[count]
  }

  /// Gives the memory back.
  func free() {
    base.deallocate()
    capacity = 4
    base = .allocate(capacity: capacity)
    count = 0
  }
}
