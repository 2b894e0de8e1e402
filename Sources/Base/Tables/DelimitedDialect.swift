/// How a table is written, told from its beginning: what parts its cells, and where its header stands below comments.
///
/// The separator is the usual one of the format if all first records have the same number of cells by it, at least two;
/// otherwise the one by which they do. Blanks part cells only where nothing else does.
package struct DelimitedDialect: Equatable {
  package var separator: UInt8
  /// Whether blanks around cells are only there for the eye, as the header shows that has them after separators.
  var trimsBlanks = false
  /// Where the header begins among the bytes of the file.
  var start = 0
  /// The line of the header, from 1.
  var line = 1

  package static let blank = UInt8(ascii: " ")
  private static let separators = ",;\t|".utf8
  /// Records that are looked at.
  private static let mostRecords = 40

  init(separator: UInt8) { self.separator = separator }

  /// - Parameters:
  ///   - beginning: as much of the file as is at hand.
  ///   - isWhole: whether that is all of it.
  ///   - usual: what parts cells in this format.
  ///   - isHeader: whether these are names of columns that say what they stand for.
  init(
    _ beginning: ArraySlice<UInt8>, isWhole: Bool, usual: UInt8, isHeader: ([String]) -> Bool
  ) {
    self.init(separator: usual)
    let lines = Self.lines(of: beginning, isWhole: isWhole)
    let comments = lines.prefix { Self.isComment($0.bytes.first) }
    let records = lines.dropFirst(comments.count).filter { !Self.isComment($0.bytes.first) }
    guard let first = records.first else { return }
    separator = Self.separator(of: records.map(\.bytes), usual: usual, isHeader: isHeader)
    (start, line) = (first.bytes.startIndex - beginning.startIndex, first.number)
    var header = first.bytes
    if !isHeader(names(header)) {
      for comment in comments {
        let bytes = comment.bytes.drop { Self.isComment($0) || $0 == Self.blank || $0 == 9 }
        // A name may also begin as comments do.
        let headers = [bytes, comment.bytes]
        guard let found = headers.first(where: { isHeader(names($0)) }) else { continue }
        (start, line) = (found.startIndex - beginning.startIndex, comment.number)
        header = found
        break
      }
    }
    trimsBlanks = separator != Self.blank && Self.hasBlankAfter(separator, in: header)
  }

  /// The word for the separator in messages.
  package var separatorName: String {
    switch separator {
    case UInt8(ascii: ","): "commas"
    case UInt8(ascii: ";"): "semicolons"
    case UInt8(ascii: "|"): "bars"
    case 9: "tabs"
    default: "blanks"
    }
  }

  /// Whether a record that begins so may be a comment, as in SNAP and KONECT.
  package static func isComment(_ byte: UInt8?) -> Bool {
    byte == UInt8(ascii: "#") || byte == UInt8(ascii: "%")
  }

  // MARK: Separators

  private static func separator(
    of records: [ArraySlice<UInt8>], usual: UInt8, isHeader: ([String]) -> Bool
  ) -> UInt8 {
    /// How many cells all records have, at least two; 0 where they do not agree.
    func agreed(_ separator: UInt8) -> Int {
      let counts = Set(records.map { cells(of: $0, separator).count })
      guard counts.count == 1, let count = counts.first, count > 1 else { return 0 }
      return count
    }
    func inHeader(_ separator: UInt8) -> Int { cells(of: records[0], separator).count }
    if agreed(usual) > 0 { return usual }
    let others = separators.filter { $0 != usual }
    let agreements = others.map { (separator: $0, count: agreed($0)) }
    if let best = agreements.max(by: { $0.count < $1.count }), best.count > 0 {
      return best.separator
    }
    if inHeader(usual) > 1 { return usual }
    if let best = others.max(by: { inHeader($0) < inHeader($1) }), inHeader(best) > 1 {
      return best
    }
    let isOneColumn = isHeader([String(decoding: records[0], as: UTF8.self)])
    return agreed(blank) == 0 || isOneColumn ? usual : blank
  }

  private func names(_ header: ArraySlice<UInt8>) -> [String] {
    Self.cells(of: header, separator).map {
      var name = $0
      if name.count > 1, name.first == UInt8(ascii: "\""), name.last == UInt8(ascii: "\"") {
        name = name.dropFirst().dropLast()
      }
      return String(decoding: name, as: UTF8.self)
    }
  }

  /// The cells of a line, with their quotes, without the blanks around them.
  private static func cells(
    of line: ArraySlice<UInt8>, _ separator: UInt8
  ) -> [ArraySlice<UInt8>] {
    var cells: [ArraySlice<UInt8>] = []
    var isQuoted = false
    var start = line.startIndex
    func add(_ end: Int) {
      var cell = line[start..<end]
      while let first = cell.first, first == blank || first == 9 { cell.removeFirst() }
      while let last = cell.last, last == blank || last == 9 || last == 13 { cell.removeLast() }
      if separator != blank || !cell.isEmpty { cells.append(cell) }
    }
    for place in line.indices {
      let byte = line[place]
      if byte == UInt8(ascii: "\"") {
        let isFirst = line[start..<place].allSatisfy { $0 == blank || $0 == 9 }
        if isQuoted || isFirst || line[place - 1] == byte { isQuoted.toggle() }
      } else if !isQuoted, byte == separator || separator == blank && byte == 9 {
        add(place)
        start = place + 1
      }
    }
    add(line.endIndex)
    return cells
  }

  private static func hasBlankAfter(_ separator: UInt8, in line: ArraySlice<UInt8>) -> Bool {
    zip(line, line.dropFirst()).contains { $0 == separator && $1 == blank }
  }

  // MARK: Lines

  private struct Line {
    var bytes: ArraySlice<UInt8>
    var number: Int
  }

  /// The first lines that are not empty; an end of line in quotes is none.
  private static func lines(of beginning: ArraySlice<UInt8>, isWhole: Bool) -> [Line] {
    var lines: [Line] = []
    var records = 0
    var (start, number, first) = (beginning.startIndex, 1, 1)
    var isQuoted = false
    func add(_ end: Int) {
      let line = beginning[start..<end]
      if line.contains(where: { $0 != blank && $0 != 9 && $0 != 13 }) {
        if !isComment(line.first) { records += 1 }
        lines.append(Line(bytes: line, number: first))
      }
    }
    for place in beginning.indices {
      switch beginning[place] {
      case UInt8(ascii: "\"") where !isComment(beginning[start]):
        let before = place > start ? beginning[place - 1] : separators.first
        let opens = before.map {
          separators.contains($0) || $0 == blank || $0 == UInt8(ascii: "\"")
        }
        if isQuoted || opens == true { isQuoted.toggle() }
      case 10, 13:
        let isPair =
          beginning[place] == 13 && place + 1 < beginning.endIndex && beginning[place + 1] == 10
        if isPair { continue }
        number += 1
        if isQuoted { continue }
        add(place)
        (start, first) = (place + 1, number)
        if records == mostRecords { return lines }
      default: break
      }
    }
    if start < beginning.endIndex, isWhole || lines.isEmpty { add(beginning.endIndex) }
    return lines
  }
}
