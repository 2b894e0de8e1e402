/// The records of CSV (RFC 4180) or TSV, one after another.
///
/// A cell may stand in double quotes, with quotes in it doubled; then it may hold separators and ends of lines. In TSV
/// that is allowed too, as spreadsheets write it.
struct DelimitedRows {
  private let source: ByteSource
  private let separator: UInt8
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var place = 0
  private var filled = 0
  private var line = 1
  /// The line at which the record at hand begins.
  private(set) var firstLine = 1

  init(_ source: ByteSource, separator: UInt8) {
    self.source = source
    self.separator = separator
  }

  /// A cell, and whether it stood in quotes: only one that did not can be empty in the sense of missing.
  struct Cell: Equatable {
    var text: String
    var isQuoted: Bool
  }

  /// The next record, empty lines left out; nil at the end.
  ///
  /// - Throws: ``FormatError/syntax(file:line:column:problem:)``; the next call begins with the line after.
  mutating func next() throws(FormatError) -> [Cell]? {
    while true {
      firstLine = line
      guard let cells = try record() else { return nil }
      if cells.count > 1 || cells.first?.text != "" || cells.first?.isQuoted == true {
        return cells
      }
    }
  }

  func problem(_ problem: SyntaxProblem) -> FormatError {
    .syntax(file: source.name, line: firstLine, column: nil, problem: problem)
  }

  private mutating func record() throws(FormatError) -> [Cell]? {
    guard var byte = try nextByte() else { return nil }
    var cells: [Cell] = []
    while true {
      var cell: [UInt8] = []
      var isQuoted = false
      var end: UInt8?
      if byte == UInt8(ascii: "\"") {
        isQuoted = true
        end = try quoted(into: &cell)
      } else {
        end = byte
        while let next = end, next != separator, next != 10, next != 13 {
          cell.append(next)
          end = try nextByte()
        }
      }
      guard let text = String(validating: cell, as: UTF8.self) else {
        let found = problem(.notUTF8)
        try skipLine(after: end)
        throw found
      }
      cells.append(Cell(text: text, isQuoted: isQuoted))
      guard end == separator else {
        if let end, end != 10, end != 13 {
          let found = problem(.expected("a separator after the closing quote"))
          try skipLine(after: end)
          throw found
        }
        if end == 13, let after = try nextByte(), after != 10 { place -= 1 }
        if end != nil { line += 1 }
        return cells
      }
      // A separator at the very end of the file stands before one more, empty cell.
      byte = try nextByte() ?? 10
      if byte == 10 || byte == 13 {
        cells.append(Cell(text: "", isQuoted: false))
        if byte == 13, let after = try nextByte(), after != 10 { place -= 1 }
        line += 1
        return cells
      }
    }
  }

  /// Reads a cell after its opening quote; gives the byte after the closing one.
  private mutating func quoted(into cell: inout [UInt8]) throws(FormatError) -> UInt8? {
    while let byte = try nextByte() {
      if byte == UInt8(ascii: "\"") {
        let after = try nextByte()
        guard after == UInt8(ascii: "\"") else { return after }
      } else if byte == 10 {
        line += 1
      }
      cell.append(byte)
    }
    throw problem(.other("the file ends inside a quoted cell"))
  }

  private mutating func skipLine(after byte: UInt8?) throws(FormatError) {
    var last = byte
    while let next = last, next != 10 { last = try nextByte() }
    line += 1
  }

  private mutating func nextByte() throws(FormatError) -> UInt8? {
    if place == filled {
      // One byte of the past is kept, so that a byte can be given back.
      if filled > 0 { buffer[0] = buffer[filled - 1] }
      filled = 1 + (try source.read(into: &buffer, 1..<buffer.count))
      place = 1
      if filled == 1 { return nil }
    }
    place += 1
    return buffer[place - 1]
  }
}
