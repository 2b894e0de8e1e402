/// A block of terms of one kind and tag, sorted by their texts in UTF-8 and front-coded (Witten, Moffat, Bell, "Managing
/// Gigabytes", section 4.1): a text is the length of what it shares with the one before it, and the rest.
///
/// The bytes: the number of terms (2), the width of an offset, 2 or 4 (1), 0 (1); the offset of every sixteenth term from
/// the beginning of the block, little-endian; then the terms: two lengths and the bytes of the rest. A length below 255
/// is one byte; any other is 255 and four bytes, little-endian. Every sixteenth term shares nothing.
struct TermBlock {
  static let interval = 16
  static let headerSize = 4

  let count: Int
  private let bytes: [UInt8]
  private let offsetWidth: Int

  /// Nil for bytes that are no block.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= Self.headerSize else { return nil }
    count = Int(bytes[0]) | Int(bytes[1]) << 8
    offsetWidth = Int(bytes[2])
    self.bytes = bytes
    guard count > 0, offsetWidth == 2 || offsetWidth == 4,
      bytes.count > Self.headerSize + (count - 1) / Self.interval * offsetWidth
    else { return nil }
  }

  private func number(_ place: Int, width: Int) -> Int {
    guard place + width <= bytes.count else { return .max }
    var number = 0
    for byte in 0..<width { number |= Int(bytes[place + byte]) << (byte * 8) }
    return number
  }

  /// Goes from term to term; nil after the last and where the block contradicts itself.
  struct Reader {
    private let block: TermBlock
    private var place: Int
    private var text: [UInt8] = []

    fileprivate init(_ block: TermBlock, run: Int) {
      self.block = block
      place = block.start(ofRun: run)
    }

    /// The next text.
    mutating func next() -> [UInt8]? {
      guard let entry = block.entry(at: &place, after: text.count) else { return nil }
      text.removeLast(text.count - entry.shared)
      text.append(contentsOf: block.bytes[entry.rest])
      return text
    }
  }

  /// All texts in order.
  func reader() -> Reader { Reader(self, run: 0) }

  /// The text of a term.
  func text(_ number: Int) -> [UInt8]? {
    guard number >= 0, number < count else { return nil }
    var reader = Reader(self, run: number / Self.interval)
    for _ in 0..<number % Self.interval where reader.next() == nil { return nil }
    return reader.next()
  }

  /// Where a text stands; nil if it is not in the block, or the block contradicts itself.
  func find(_ text: [UInt8]) -> Int? {
    let wanted = text.span
    var (low, high) = (0, (count + Self.interval - 1) / Self.interval)
    while high - low > 1 {
      let middle = (low + high) / 2
      var place = start(ofRun: middle)
      guard let first = entry(at: &place, after: 0) else { return nil }
      let same = agreeing(wanted, 0, first.rest)
      let isBefore =
        same < first.rest.count
        && (same == wanted.count || wanted[same] < bytes[first.rest.lowerBound + same])
      if isBefore { high = middle } else { low = middle }
    }
    var place = start(ofRun: low)
    // How much of the text the entry at hand begins with, and its length. The entries before the text's place agree with
    // it ever longer, so that only what follows is compared.
    var (same, length) = (0, 0)
    for number in low * Self.interval..<min((low + 1) * Self.interval, count) {
      guard let next = entry(at: &place, after: length) else { return nil }
      length = next.shared + next.rest.count
      if next.shared > same { continue }
      if next.shared < same { return nil }
      same += agreeing(wanted, same, next.rest)
      if same == wanted.count { return length == same ? number : nil }
      let differing = same - next.shared
      if differing < next.rest.count, bytes[next.rest.lowerBound + differing] > wanted[same] {
        return nil
      }
    }
    return nil
  }

  private func start(ofRun run: Int) -> Int {
    number(Self.headerSize + run * offsetWidth, width: offsetWidth)
  }

  /// The entry at a place, which goes behind it: what it shares with the one before, and where the rest is.
  ///
  /// - Parameter length: that of the one before.
  private func entry(
    at place: inout Int, after length: Int
  ) -> (shared: Int, rest: Range<Int>)? {
    guard let shared = self.length(at: &place), let rest = self.length(at: &place),
      shared <= length, rest <= bytes.count - place
    else { return nil }
    defer { place += rest }
    return (shared, place..<place + rest)
  }

  private func length(at place: inout Int) -> Int? {
    guard place < bytes.count else { return nil }
    let short = bytes[place]
    place += 1
    guard short == 255 else { return Int(short) }
    let long = number(place, width: 4)
    place += 4
    return long < Int(UInt32.max) ? long : nil
  }

  /// How many bytes of a text, from a place on, are those of a part of the block.
  private func agreeing(_ text: Span<UInt8>, _ from: Int, _ part: Range<Int>) -> Int {
    let limit = min(text.count - from, part.count)
    var same = 0
    while same < limit, text[from + same] == bytes[part.lowerBound + same] { same += 1 }
    return same
  }
}

/// Makes a block of sorted texts.
struct TermBlockPacker {
  private(set) var count = 0
  private var entries: [UInt8] = []
  private var offsets: [Int] = []
  private var last: [UInt8] = []

  /// With its row's other columns, a block of this size fills one page of 4,096 bytes.
  private static let maximumSize = 3960

  /// Adds a text that follows the last one; false if the block is full, and it did not go in.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let begins = count % TermBlock.interval == 0
    var shared = 0
    if !begins {
      let limit = min(last.count, text.count)
      while shared < limit, last[shared] == text[shared] { shared += 1 }
    }
    let rest = text.count - shared
    let size =
      TermBlock.headerSize + (offsets.count + 1) * 2 + entries.count + rest
      + (shared < 255 ? 1 : 5) + (rest < 255 ? 1 : 5)
    guard count == 0 || size <= Self.maximumSize && count < 65_535 else { return false }
    if begins { offsets.append(entries.count) }
    put(length: shared)
    put(length: rest)
    entries.append(contentsOf: text[shared...])
    last.removeLast(last.count - shared)
    last.append(contentsOf: text[shared...])
    count += 1
    return true
  }

  private mutating func put(length: Int) {
    if length < 255 {
      entries.append(UInt8(length))
    } else {
      entries.append(255)
      for shift in stride(from: 0, to: 32, by: 8) {
        entries.append(UInt8(truncatingIfNeeded: length >> shift))
      }
    }
  }

  /// Gives the bytes of the block at hand and begins the next.
  mutating func finish() -> [UInt8] {
    let width = entries.count < 60_000 ? 2 : 4
    var bytes: [UInt8] = [
      UInt8(truncatingIfNeeded: count), UInt8(truncatingIfNeeded: count >> 8), UInt8(width), 0,
    ]
    let start = TermBlock.headerSize + offsets.count * width
    for offset in offsets {
      for byte in 0..<width {
        bytes.append(UInt8(truncatingIfNeeded: (start + offset) >> (byte * 8)))
      }
    }
    bytes.append(contentsOf: entries)
    count = 0
    entries.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    last.removeAll(keepingCapacity: true)
    return bytes
  }
}
