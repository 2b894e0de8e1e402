import Graph
import Tuples

/// Reads the rows of a CSV or TSV file into a relation.
///
/// Without declared types a cell is what it looks like: an integer, a float, a date, a date-time, `true`, `false`, else
/// a string. A cell in quotes is a string. Numbers with leading zeros or a plus are strings, so that codes survive.
struct TableImport {
  let context: EvaluationContext
  let types: [ColumnType]

  func relation(_ request: AnalyzedTableFile, arity: Int) throws -> Relation {
    if request.format == .ntriples || request.format == .turtle { return try triples(request) }
    let file = try FileContents(path: request.path, access: context.files)
    let columns = (0..<arity).map { _ in Column() }
    let isComma = request.format == .csv
    var rows = DelimitedRows(
      file.bytes, delimiter: UInt8(ascii: isComma ? "," : "\t"), quotes: isComma)
    if request.hasHeader { rows.skipRow() }
    let readsIntegers = (0..<arity).map { [.any, .integer, .number].contains(type($0)) }
    do {
      try rows.read(
        into: columns, readsIntegers: readsIntegers,
        values: { column, cells, result in
          try self.values(column, cells, path: request.path, into: &result)
        }, progress: context.check)
    } catch DelimitedRows.Problem.cells(let line, let found, let expected) {
      throw EngineError.importRow(
        path: request.path, line: line,
        reason: "\(found) \(found == 1 ? "cell" : "cells") where \(expected) "
          + "\(expected == 1 ? "is" : "are") expected")
    } catch DelimitedRows.Problem.openQuote(let line) {
      throw EngineError.importRow(
        path: request.path, line: line, reason: "a quotation mark is opened but not closed")
    }
    return Relation(columns: columns, isDistinct: false)
  }

  /// RDF: the file becomes a graph in memory, and the triples of that become rows. Throws `FormatError`.
  private func triples(_ request: AnalyzedTableFile) throws -> Relation {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    var options = ImportOptions()
    options.access = context.files
    try graph.importFiles([request.path], options: options) { _ in try context.check() }
    let rows = try graph.triples(subject: nil, predicate: nil, object: nil)
    var known: [Int32: Int32] = [:]
    let columns = try [rows.subjects, rows.predicates, rows.objects].map { values in
      Column(
        try values.map { value in
          if let number = known[value] { return number }
          let number = try context.dictionary.intern(graph.term(Value(rawValue: value)))
          known[value] = number
          return number
        })
    }
    return Relation(columns: columns, isDistinct: false)
  }

  private func type(_ column: Int) -> ColumnType {
    types.indices.contains(column) ? types[column] : .any
  }

  /// The values of the cells of a column that are no small integers.
  private func values(
    _ column: Int, _ cells: DelimitedRows.Cells, path: String, into result: inout [Int32]
  ) throws {
    let declared = type(column)
    let isText = declared == .string || declared == .entity
    if isText || declared == .any && !cells.bytes.contains(where: looksTyped) {
      return try context.dictionary.intern(cells.bytes, into: &result)
    }
    if let numbers = floats(cells, declared) {
      return try context.dictionary.intern(numbers, into: &result)
    }
    result.removeAll(keepingCapacity: true)
    for (cell, bytes) in cells.bytes.enumerated() {
      let text = UnsafeBufferPointer(
        start: bytes.start.assumingMemoryBound(to: UInt8.self), count: bytes.count)
      if declared == .any, cells.isQuoted(cell) || !looksTyped(bytes) {
        result.append(try context.dictionary.intern(utf8: text))
        continue
      }
      if let value = try simpleValue(bytes, declared) {
        result.append(value)
        continue
      }
      let string = String(decoding: text, as: UTF8.self)
      if let term = term(string, declared) {
        result.append(try context.dictionary.intern(term))
      } else if declared == .any {
        result.append(try context.dictionary.intern(utf8: text))
      } else {
        throw EngineError.importRow(
          path: path, line: Int(cells.lines[cell]),
          reason:
            "\(WrittenName.string(String(string.prefix(40)))) is not of type \(declared.rawValue)")
      }
    }
  }

  /// The numbers of a column of floats; nil where some cell is anything else.
  private func floats(_ cells: DelimitedRows.Cells, _ declared: ColumnType) -> [Double]? {
    guard declared == .any && !cells.hasQuoted || declared == .number || declared == .float else {
      return nil
    }
    var numbers: [Double] = []
    numbers.reserveCapacity(cells.count)
    for cell in cells.bytes {
      switch CellNumber(UnsafeRawBufferPointer(start: cell.start, count: cell.count)) {
      case .float(let number): numbers.append(number)
      case .integer(let integer) where declared == .float: numbers.append(Double(integer))
      case .integer, nil: return nil
      }
    }
    return numbers
  }

  /// The value of a number or a date in its usual form; nil where the cell needs a closer look.
  private func simpleValue(_ cell: ByteRange, _ declared: ColumnType) throws -> Int32? {
    let bytes = UnsafeRawBufferPointer(start: cell.start, count: cell.count)
    switch declared {
    case .any, .number, .integer, .float:
      guard let number = CellNumber(bytes) else { break }
      switch (number, declared) {
      case (_, .float): return try context.dictionary.intern(.float(number.float))
      case (.integer(let integer), _): return try context.dictionary.intern(.integer(integer))
      case (.float, .integer): return nil
      case (.float(let float), _): return try context.dictionary.intern(.float(float))
      }
    default: break
    }
    guard declared == .any || declared == .date, cell.count == 10, bytes[4] == UInt8(ascii: "-"),
      bytes[7] == UInt8(ascii: "-")
    else { return nil }
    // Days come again and again.
    var key: UInt64 = 0
    for byte in bytes {
      guard byte == UInt8(ascii: "-") || byte &- UInt8(ascii: "0") < 10 else { return nil }
      key = key << 6 | UInt64(byte & 63)
    }
    return try context.dictionary.internDay(key) {
      CalendarDate(String(decoding: bytes, as: UTF8.self)).map { .date($0) }
    }
  }

  /// Nil where the text is not of the declared type.
  private func term(_ text: String, _ declared: ColumnType) -> Term? {
    switch declared {
    case .string, .entity: return .string(text)
    case .any: return Self.inferred(text)
    case .integer: return Int64(text).map { .integer($0) }
    case .float: return Double(text).flatMap { $0.isFinite ? .float($0) : nil }
    case .number:
      if let integer = Int64(text) { return .integer(integer) }
      return Double(text).flatMap { $0.isFinite ? .float($0) : nil }
    case .boolean:
      return text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : nil
    case .date: return CalendarDate(text).map { .date($0) }
    case .dateTime: return DateTime(text).map { .dateTime($0) }
    }
  }

  private func looksTyped(_ cell: ByteRange) -> Bool {
    guard cell.count > 0 else { return false }
    let first = cell.start.load(as: UInt8.self)
    let bytes = UnsafeRawBufferPointer(start: cell.start, count: cell.count)
    if first == UInt8(ascii: "t") { return cell.count == 4 && bytes.elementsEqual("true".utf8) }
    if first == UInt8(ascii: "f") { return cell.count == 5 && bytes.elementsEqual("false".utf8) }
    return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) || first == UInt8(ascii: "-")
  }

  /// The term that a text is written like, if it is no string.
  static func inferred(_ text: String) -> Term? {
    if text == "true" { return .boolean(true) }
    if text == "false" { return .boolean(false) }
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard let first = digits.utf8.first, (48...57).contains(first) else { return nil }
    if let date = CalendarDate(text) { return .date(date) }
    if let moment = DateTime(text) { return .dateTime(moment) }
    let whole = digits.utf8.prefix { (48...57).contains($0) }
    if first == UInt8(ascii: "0"), whole.count > 1 || text == "-0" { return nil }
    if whole.count == digits.utf8.count { return Int64(text).map { .integer($0) } }
    let numeric = digits.utf8.allSatisfy {
      (48...57).contains($0) || [46, 69, 101, 43, 45].contains($0)
    }
    return numeric ? Double(text).flatMap { $0.isFinite ? .float($0) : nil } : nil
  }
}
