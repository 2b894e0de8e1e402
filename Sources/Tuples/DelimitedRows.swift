/// Reads rows of CSV (RFC 4180) or of tab-separated values from bytes into columns.
///
/// Small canonical integers are read here, without a call; every other cell goes to the caller.
public struct DelimitedRows {
  public enum Problem: Error, Sendable, Equatable {
    /// A row has another number of cells than the relation has columns.
    case cells(line: Int, found: Int, expected: Int)
    case openQuote(line: Int)
  }

  /// A cell that is no small integer.
  public struct Cell {
    public let bytes: UnsafeBufferPointer<UInt8>
    public let column: Int
    public let line: Int
    public let isQuoted: Bool
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let delimiter: UInt8
  private let quotes: Bool
  private var place = 0
  private var line = 1
  private static let inlineBase: Int32 = 1 << 30

  /// - Parameter quotes: whether a cell in double quotes may hold delimiters and line ends.
  public init(_ bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8, quotes: Bool) {
    self.bytes = bytes
    self.delimiter = delimiter
    self.quotes = quotes
    // A byte order mark is no part of the first cell.
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { place = 3 }
  }

  /// Reads past the first row.
  public mutating func skipRow() {
    var isInside = false
    while place < bytes.count {
      let byte = bytes[place]
      if quotes, byte == UInt8(ascii: "\"") { isInside.toggle() }
      place += 1
      if byte == UInt8(ascii: "\n") {
        line += 1
        if !isInside { return }
      }
    }
  }

  /// Appends all rows to the columns. Empty lines are passed over.
  ///
  /// - Parameters:
  ///   - readsIntegers: for each column, whether its integers are read here.
  ///   - value: the value of any other cell.
  ///   - progress: called every few thousand rows; may throw to stop.
  public mutating func read(
    into columns: [Column], readsIntegers: [Bool], value: (Cell) throws -> Int32,
    progress: () throws -> Void
  ) throws {
    let arity = columns.count
    var rows = 0
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\n") {
        place += 1
        line += 1
        continue
      }
      if bytes[place] == UInt8(ascii: "\r"), place + 1 < bytes.count,
        bytes[place + 1] == UInt8(ascii: "\n")
      {
        place += 2
        line += 1
        continue
      }
      let first = line
      var column = 0
      while true {
        if column == arity {
          throw Problem.cells(line: first, found: column + remainingCells(), expected: arity)
        }
        if readsIntegers[column], let integer = smallInteger() {
          columns[column].append(integer)
        } else {
          columns[column].append(try otherCell(column, value))
        }
        column += 1
        guard place < bytes.count else { break }
        if bytes[place] == delimiter {
          place += 1
          continue
        }
        if bytes[place] == UInt8(ascii: "\r") { place += 1 }
        if place < bytes.count {
          place += 1
          line += 1
        }
        break
      }
      if column != arity { throw Problem.cells(line: first, found: column, expected: arity) }
      rows += 1
      if rows & 0xFFFF == 0 { try progress() }
    }
  }

  private func isEnd(_ offset: Int) -> Bool {
    guard offset < bytes.count else { return true }
    let byte = bytes[offset]
    return byte == delimiter || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r") && (offset + 1 == bytes.count || bytes[offset + 1] == 10)
  }

  /// The value of a cell that is an integer of up to nine digits as graphsh writes it: no plus, no leading zeros.
  @inline(__always)
  private mutating func smallInteger() -> Int32? {
    var offset = place
    var isNegative = false
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "-") {
      isNegative = true
      offset += 1
    }
    let start = offset
    var integer: Int32 = 0
    while offset < bytes.count {
      let digit = bytes[offset] &- UInt8(ascii: "0")
      guard digit < 10, offset - start < 9 else { break }
      integer = integer &* 10 &+ Int32(digit)
      offset += 1
    }
    guard offset > start, isEnd(offset) else { return nil }
    if bytes[start] == UInt8(ascii: "0"), offset - start > 1 || isNegative { return nil }
    place = offset
    return (isNegative ? 0 &- integer : integer) &- Self.inlineBase
  }

  private mutating func otherCell(_ column: Int, _ value: (Cell) throws -> Int32) throws -> Int32 {
    if quotes, place < bytes.count, bytes[place] == UInt8(ascii: "\"") {
      return try quotedCell(column, value)
    }
    let start = place
    while !isEnd(place) { place += 1 }
    let cell = UnsafeBufferPointer(rebasing: bytes[start..<place])
    return try value(Cell(bytes: cell, column: column, line: line, isQuoted: false))
  }

  private mutating func quotedCell(_ column: Int, _ value: (Cell) throws -> Int32) throws -> Int32 {
    let first = line
    var content: [UInt8] = []
    place += 1
    while true {
      guard place < bytes.count else { throw Problem.openQuote(line: first) }
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "\"") {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { break }
        place += 1
      }
      if byte == UInt8(ascii: "\n") { line += 1 }
      content.append(byte)
    }
    // What stands between the closing quote and the delimiter belongs to the cell as it is.
    while !isEnd(place) {
      content.append(bytes[place])
      place += 1
    }
    return try content.withUnsafeBufferPointer {
      try value(Cell(bytes: $0, column: column, line: first, isQuoted: true))
    }
  }

  private func remainingCells() -> Int {
    var cells = 1
    var offset = place
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
      if bytes[offset] == delimiter { cells += 1 }
      offset += 1
    }
    return cells
  }
}
