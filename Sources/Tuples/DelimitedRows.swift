/// Reads rows of CSV (RFC 4180) or of tab-separated values from bytes into columns, a thousand rows at a time.
///
/// Small canonical integers are read here; the other cells of a column are handed over together.
public struct DelimitedRows {
  /// What keeps a row from being read.
  public enum Problem: Error, Sendable, Equatable {
    /// A row has another number of cells than the relation has columns.
    case cells(line: Int, found: Int, expected: Int)
    case openQuote(line: Int)
  }

  /// Cells of one column that are no small integers, of the rows that are under way.
  public struct Cells {
    /// The text of each cell.
    public internal(set) var bytes: [ByteRange] = []
    /// The line of the file on which each cell's row begins.
    public internal(set) var lines: [Int32] = []
    /// Whether some cell stood in quotes.
    public internal(set) var hasQuoted = false
    fileprivate var rows: [Int32] = []
    fileprivate var quoted: [Bool] = []

    /// Cells.
    public var count: Int { bytes.count }
    /// Whether a cell stood in quotes.
    public func isQuoted(_ cell: Int) -> Bool { hasQuoted && quoted[cell] }

    fileprivate mutating func removeAll() {
      bytes.removeAll(keepingCapacity: true)
      lines.removeAll(keepingCapacity: true)
      rows.removeAll(keepingCapacity: true)
      quoted.removeAll(keepingCapacity: true)
      hasQuoted = false
    }
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let delimiter: UInt8
  private let quotes: Bool
  private var place = 0
  private var line = 1
  /// Cells in quotes, as they are without them, until the rows under way are done.
  private var unquoted: [UnsafeMutableRawPointer] = []
  private static let inlineBase: Int32 = 1 << 30
  private static let rowsAtOnce = 1024

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
  ///   - values: writes the values of a column's other cells.
  ///   - progress: called now and then; may throw to stop.
  public mutating func read(
    into columns: [Column], readsIntegers: [Bool],
    values: (_ column: Int, Cells, _ into: inout [Int32]) throws -> Void,
    progress: () throws -> Void
  ) throws {
    var pending = columns.map { _ in Cells() }
    var resolved: [Int32] = []
    var batches = 0
    defer { forgetUnquoted() }
    while place < bytes.count {
      let before = columns.first?.count ?? 0
      var problem: Problem?
      var rows = 0
      do {
        rows = try readBatch(columns, readsIntegers, &pending)
      } catch let error as Problem {
        // What is wrong in an earlier row is said first.
        problem = error
      }
      for column in columns.indices where pending[column].count > 0 {
        try values(column, pending[column], &resolved)
        let cells = columns[column].base + before
        for (cell, row) in pending[column].rows.enumerated() { cells[Int(row)] = resolved[cell] }
        pending[column].removeAll()
      }
      if let problem { throw problem }
      for column in columns { column.setCount(before + rows) }
      forgetUnquoted()
      batches += 1
      if batches & 63 == 0 { try progress() }
    }
  }

  private mutating func forgetUnquoted() {
    for memory in unquoted { memory.deallocate() }
    unquoted.removeAll()
  }

  /// Reads some rows behind the counted ones of the columns; gives their number.
  private mutating func readBatch(
    _ columns: [Column], _ readsIntegers: [Bool], _ pending: inout [Cells]
  ) throws -> Int {
    let arity = columns.count
    let before = columns.first?.count ?? 0
    for column in columns { column.reserve(before + Self.rowsAtOnce) }
    let targets = columns.map { $0.base + before }
    let total = bytes.count
    guard let base = bytes.baseAddress else { return 0 }
    var rows = 0
    while place < total, rows < Self.rowsAtOnce {
      if base[place] == UInt8(ascii: "\n") {
        place += 1
        line += 1
        continue
      }
      if base[place] == UInt8(ascii: "\r"), place + 1 < total,
        base[place + 1] == UInt8(ascii: "\n")
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
        if readsIntegers[column], let integer = smallInteger(base, total) {
          targets[column][rows] = integer
        } else {
          try addCell(to: &pending[column], row: rows, base, total)
        }
        column += 1
        guard place < total else { break }
        if base[place] == delimiter {
          place += 1
          continue
        }
        if base[place] == UInt8(ascii: "\r") { place += 1 }
        if place < total {
          place += 1
          line += 1
        }
        break
      }
      if column != arity { throw Problem.cells(line: first, found: column, expected: arity) }
      rows += 1
    }
    return rows
  }

  @inline(__always)
  private func isEnd(_ offset: Int, _ base: UnsafePointer<UInt8>, _ total: Int) -> Bool {
    guard offset < total else { return true }
    let byte = base[offset]
    return byte == delimiter || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r") && (offset + 1 == total || base[offset + 1] == 10)
  }

  /// The value of a cell that is an integer of up to nine digits as graphsh writes it: no plus, no leading zeros.
  ///
  /// Up to eight digits are read at once: D. Lemire, "Number parsing at a gigabyte per second" (2021), section 5.
  @inline(__always)
  private mutating func smallInteger(_ base: UnsafePointer<UInt8>, _ total: Int) -> Int32? {
    var start = place
    var isNegative = false
    if start < total, base[start] == UInt8(ascii: "-") {
      isNegative = true
      start += 1
    }
    guard start + 8 <= total else {
      return shortInteger(base, total, from: start, isNegative)
    }
    let word = UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self)
    // A byte is a digit where neither it less "0" nor that plus 0x76 has a high bit.
    let digits = word ^ 0x3030_3030_3030_3030
    let others = (digits | (digits &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080
    guard others != 0 else { return shortInteger(base, total, from: start, isNegative) }
    let length = others.trailingZeroBitCount >> 3
    guard length > 0, isEnd(start + length, base, total) else { return nil }
    if base[start] == UInt8(ascii: "0"), length > 1 || isNegative { return nil }
    var number = digits << UInt64(64 - length * 8)
    number = (number &* 10) &+ (number >> 8)
    let low = (number & 0x0000_00FF_0000_00FF) &* (100 + (1_000_000 << 32))
    let high = ((number >> 16) & 0x0000_00FF_0000_00FF) &* (1 + (10_000 << 32))
    let integer = Int32(truncatingIfNeeded: (low &+ high) >> 32)
    place = start + length
    return (isNegative ? 0 &- integer : integer) &- Self.inlineBase
  }

  /// The same, digit by digit.
  private mutating func shortInteger(
    _ base: UnsafePointer<UInt8>, _ total: Int, from start: Int, _ isNegative: Bool
  ) -> Int32? {
    var offset = start
    var integer: Int32 = 0
    while offset < total {
      let digit = base[offset] &- UInt8(ascii: "0")
      guard digit < 10, offset - start < 9 else { break }
      integer = integer &* 10 &+ Int32(digit)
      offset += 1
    }
    guard offset > start, isEnd(offset, base, total) else { return nil }
    if base[start] == UInt8(ascii: "0"), offset - start > 1 || isNegative { return nil }
    place = offset
    return (isNegative ? 0 &- integer : integer) &- Self.inlineBase
  }

  @inline(__always)
  private mutating func addCell(
    to cells: inout Cells, row: Int, _ base: UnsafePointer<UInt8>, _ total: Int
  ) throws {
    let first = line
    if quotes, place < total, base[place] == UInt8(ascii: "\"") {
      cells.bytes.append(try quotedCell())
      if !cells.hasQuoted {
        cells.hasQuoted = true
        cells.quoted = Array(repeating: false, count: cells.rows.count)
      }
      cells.quoted.append(true)
    } else {
      let start = place
      place = end(of: start, base, total)
      cells.bytes.append(
        ByteRange(start: UnsafeRawPointer(base + start), count: place - start))
      if cells.hasQuoted { cells.quoted.append(false) }
    }
    cells.rows.append(Int32(truncatingIfNeeded: row))
    cells.lines.append(Int32(truncatingIfNeeded: first))
  }

  /// Where the cell ends that begins here.
  @inline(__always)
  private func end(of start: Int, _ base: UnsafePointer<UInt8>, _ total: Int) -> Int {
    var offset = start
    let delimiters = SIMD16<UInt8>(repeating: delimiter)
    // Bytes up to a carriage return are rare, and all ends but commas are among them.
    let controls = SIMD16<UInt8>(repeating: 13)
    while offset + 16 <= total {
      let part = UnsafeRawPointer(base + offset).loadUnaligned(as: SIMD16<UInt8>.self)
      let found = (part .== delimiters) .| (part .<= controls)
      let flags = unsafeBitCast(found, to: SIMD2<UInt64>.self)
      if flags != .zero {
        offset +=
          flags[0] != 0
          ? flags[0].trailingZeroBitCount >> 3 : 8 + flags[1].trailingZeroBitCount >> 3
        if isEnd(offset, base, total) { return offset }
        offset += 1
        continue
      }
      offset += 16
    }
    while !isEnd(offset, base, total) { offset += 1 }
    return offset
  }

  private mutating func quotedCell() throws -> ByteRange {
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
    guard let base = bytes.baseAddress else { throw Problem.openQuote(line: first) }
    while !isEnd(place, base, bytes.count) {
      content.append(bytes[place])
      place += 1
    }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(content.count, 1), alignment: 1)
    content.withUnsafeBytes {
      if let start = $0.baseAddress {
        memory.copyMemory(from: start, byteCount: $0.count)
      }
    }
    unquoted.append(memory)
    return ByteRange(start: UnsafeRawPointer(memory), count: content.count)
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
