/// The records of CSV (RFC 4180) or TSV, one after another, from the header on (``DelimitedDialect``).
///
/// A cell may stand in double quotes, with quotes in it doubled; then it may hold separators and ends of lines. In TSV
/// that is allowed too, as spreadsheets write it.
package struct DelimitedRecords {
  /// What is wrong with a record.
  package struct Problem: Error {
    package enum Kind: Sendable {
      case notUTF8
      /// Something else than a separator stands after a closing quote.
      case noSeparator
      /// The file ends inside a quoted cell.
      case openQuote
      /// The record has more bytes than may be held.
      case tooLong
    }
    package var kind: Kind
    /// The line at which the record begins, from 1.
    package var line: Int
  }

  /// Fills a part of a buffer, which is not empty; gives how many bytes came, 0 only at the end.
  package typealias Input = (inout [UInt8], Range<Int>) throws -> Int

  private let read: Input
  private let decode: ([UInt8]) -> String?
  /// The most bytes that a record may have.
  private let limit: Int
  /// Bytes of the table before those in the buffer, and before the record at hand.
  private var passed = 0
  private var start = 0
  package private(set) var dialect: DelimitedDialect
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var place = 0
  private var filled = 0
  private var line = 1
  /// The line at which the record at hand begins.
  package private(set) var firstLine = 1

  /// Reads as much as tells how the table is written.
  ///
  /// - Parameters:
  ///   - usual: what parts cells in this format.
  ///   - limit: the most bytes that a record may have; that it has more may be seen up to a buffer (64 KB) late.
  ///   - isHeader: whether these are names of columns that say what they stand for.
  ///   - decode: gives the text of a cell, if it is one.
  ///   - read: gives the bytes of the table.
  /// - Throws: what `read` throws.
  package init(
    usual: UInt8, limit: Int = .max, isHeader: ([String]) -> Bool,
    decode: @escaping ([UInt8]) -> String? = { String(validating: $0, as: UTF8.self) },
    read: @escaping Input
  ) throws {
    self.decode = decode
    self.read = read
    self.limit = limit
    // One byte before those at hand is kept, so that a byte can be given back.
    (place, filled) = (1, 1)
    var isWhole = false
    while filled < buffer.count, !isWhole {
      let count = try read(&buffer, filled..<buffer.count)
      filled += count
      isWhole = count == 0
    }
    dialect = DelimitedDialect(
      buffer[1..<filled], isWhole: isWhole, usual: usual, isHeader: isHeader)
    place += dialect.start
    line = dialect.line
  }

  /// A cell, and whether it stood in quotes.
  package struct Cell: Equatable {
    package var text: String
    package var isQuoted: Bool

    package init(text: String, isQuoted: Bool) {
      self.text = text
      self.isQuoted = isQuoted
    }
  }

  /// The next record, empty lines left out; nil at the end.
  ///
  /// - Throws: ``Problem``, after which the next call begins with the line after; or what the input throws.
  package mutating func next() throws -> [Cell]? {
    while true {
      firstLine = line
      start = passed + place
      let cells: [Cell]?
      do { cells = try record() } catch let problem as Problem where problem.kind == .tooLong {
        start = .max
        try skipLine(after: buffer[place - 1])
        throw problem
      }
      guard let cells else { return nil }
      if cells.count > 1 || cells.first?.text != "" || cells.first?.isQuoted == true {
        return cells
      }
    }
  }

  private func problem(_ kind: Problem.Kind) -> Problem { Problem(kind: kind, line: firstLine) }

  private mutating func record() throws -> [Cell]? {
    guard let first = try nextByte() else { return nil }
    var next: UInt8? = first
    var cells: [Cell] = []
    while true {
      if skipsBlanks { next = try skipBlanks(from: next) }
      if partsByBlanks, !cells.isEmpty, isEnd(next) {
        try endLine(next)
        return cells
      }
      let (cell, end) = try cell(from: next)
      cells.append(cell)
      guard let end, isSeparator(end) else {
        try endLine(end)
        return cells
      }
      next = try nextByte()
      // A separator at the end of a line stands before one more, empty cell.
      if !partsByBlanks, isEnd(next) {
        cells.append(Cell(text: "", isQuoted: false))
        try endLine(next)
        return cells
      }
    }
  }

  private var partsByBlanks: Bool { dialect.separator == DelimitedDialect.blank }
  private var skipsBlanks: Bool { dialect.trimsBlanks || partsByBlanks }

  private func isSeparator(_ byte: UInt8) -> Bool {
    byte == dialect.separator || partsByBlanks && byte == 9
  }

  private func isEnd(_ byte: UInt8?) -> Bool { byte == nil || byte == 10 || byte == 13 }

  private mutating func skipBlanks(from byte: UInt8?) throws -> UInt8? {
    var next = byte
    while next == DelimitedDialect.blank || next == 9 && dialect.separator != 9 {
      next = try nextByte()
    }
    return next
  }

  /// Reads a cell that begins with this byte; gives it and the byte after it, a separator or an end.
  private mutating func cell(from first: UInt8?) throws -> (Cell, end: UInt8?) {
    var bytes: [UInt8] = []
    var end = first
    let isQuoted = first == UInt8(ascii: "\"")
    if isQuoted {
      end = try quoted(into: &bytes)
      if dialect.trimsBlanks { end = try skipBlanks(from: end) }
    } else {
      while let next = end, !isSeparator(next), !isEnd(next) {
        bytes.append(next)
        end = try nextByte()
      }
      while dialect.trimsBlanks, bytes.last == DelimitedDialect.blank { bytes.removeLast() }
    }
    guard let text = decode(bytes) else {
      let found = problem(.notUTF8)
      try skipLine(after: end)
      throw found
    }
    guard isEnd(end) || end.map(isSeparator) == true else {
      let found = problem(.noSeparator)
      try skipLine(after: end)
      throw found
    }
    return (Cell(text: text, isQuoted: isQuoted), end)
  }

  /// Goes past the end of a line that begins with this byte; nil is the end of the file.
  private mutating func endLine(_ byte: UInt8?) throws {
    if byte == 13, let after = try nextByte(), after != 10 { place -= 1 }
    if byte != nil { line += 1 }
  }

  /// Reads a cell after its opening quote; gives the byte after the closing one.
  private mutating func quoted(into cell: inout [UInt8]) throws -> UInt8? {
    while let byte = try nextByte() {
      if byte == UInt8(ascii: "\"") {
        let after = try nextByte()
        guard after == UInt8(ascii: "\"") else { return after }
      } else if byte == 10 {
        line += 1
      }
      cell.append(byte)
    }
    throw problem(.openQuote)
  }

  private mutating func skipLine(after byte: UInt8?) throws {
    var last = byte
    while let next = last, next != 10 { last = try nextByte() }
    line += 1
  }

  private mutating func nextByte() throws -> UInt8? {
    if place == filled {
      // Looked at here only, as a record that ends in the buffer is held anyway.
      if start < passed + place - limit { throw problem(.tooLong) }
      passed += filled - 1
      // One byte of the past is kept, so that a byte can be given back.
      if filled > 0 { buffer[0] = buffer[filled - 1] }
      filled = 1 + (try read(&buffer, 1..<buffer.count))
      place = 1
      if filled == 1 { return nil }
    }
    place += 1
    return buffer[place - 1]
  }
}
