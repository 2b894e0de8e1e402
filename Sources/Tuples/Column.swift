import Glibc

/// A growable column of 32-bit values in one piece of memory.
///
/// The memory is the C library's, which makes a large piece larger without a copy.
public final class Column {
  var base: UnsafeMutablePointer<Int32>
  /// Rows.
  public private(set) var count: Int
  private(set) var capacity: Int

  /// An empty column with room for so many rows.
  public init(capacity: Int = 0) {
    self.capacity = max(capacity, 4)
    base = Self.resized(nil, to: self.capacity)
    count = 0
  }

  /// A column of these values.
  public convenience init(_ values: [Int32]) {
    self.init(capacity: values.count)
    append(contentsOf: values)
  }

  deinit { Glibc.free(base) }

  private static func resized(
    _ base: UnsafeMutablePointer<Int32>?, to capacity: Int
  ) -> UnsafeMutablePointer<Int32> {
    guard let memory = realloc(base, capacity * MemoryLayout<Int32>.stride) else {
      // As Swift's own collections do where there is no memory.
      preconditionFailure("out of memory")
    }
    return memory.assumingMemoryBound(to: Int32.self)
  }

  /// Bytes that the column holds.
  public var bytes: Int { capacity * 4 }

  /// The value of a row.
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

  /// Adds a row: amortised O(1).
  @inline(__always)
  public func append(_ value: Int32) {
    if count == capacity { reserve(count + 1) }
    base[count] = value
    count += 1
  }

  /// Adds rows.
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
    base = Self.resized(base, to: grown)
    capacity = grown
  }

  /// Sets the length after a kernel wrote the values up to it.
  func setCount(_ newCount: Int) {
    assert(newCount <= capacity)
    count = newCount
  }

  /// Removes all rows and keeps their room.
  public func removeAll() { count = 0 }

  /// Takes the last value off; the column is not empty.
  func removeLast() -> Int32 {
    count -= 1
    return base[count]
  }
}
