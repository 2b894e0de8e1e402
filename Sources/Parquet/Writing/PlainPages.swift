/// Divides the values of a column into pages.
struct PlainPages {
  private let buffer: ColumnBuffer
  private let width: Int
  private var row = 0
  /// Values before the page, missing ones left out, and where the next begins in plain encoding.
  private var value = 0
  private var position = 0

  /// More bytes of values than this begin another page, however few they are.
  private static let mostBytes = 1 << 20

  init(_ buffer: ColumnBuffer) {
    self.buffer = buffer
    let last = max(buffer.dictionaryCount - 1, 0)
    width = UInt32.bitWidth - UInt32(last).leadingZeroBitCount
  }

  /// The next page, with at most so many rows; nil at the end.
  mutating func next(atMost limit: Int) -> (bytes: [UInt8], rowCount: Int)? {
    guard row < buffer.rowCount else { return nil }
    let first = row
    let (firstValue, firstPosition) = (value, position)
    while row < buffer.rowCount, row - first < limit, position - firstPosition < Self.mostBytes {
      if !buffer.column.isOptional || buffer.levels[row] == 1 {
        value += 1
        position += length(at: position)
      }
      row += 1
    }
    var bytes: [UInt8] = []
    if buffer.column.isOptional {
      let levels = RunLengths.encoded(buffer.levels[first..<row], width: 1)
      for place in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: levels.count >> (8 * place))) }
      bytes.append(contentsOf: levels)
    }
    if let places = buffer.places, buffer.dictionaryCount > 0 {
      bytes.append(UInt8(width))
      bytes.append(contentsOf: RunLengths.encoded(places[firstValue..<value], width: width))
    } else {
      bytes.append(contentsOf: buffer.plain[firstPosition..<position])
    }
    return (bytes, row - first)
  }

  /// Bytes of the value that begins at a place in plain encoding.
  private func length(at position: Int) -> Int {
    switch buffer.column.kind {
    case .integer32: 4
    case .integer64, .double: 8
    case .text, .bytes:
      4 + buffer.plain[position..<position + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
  }
}
