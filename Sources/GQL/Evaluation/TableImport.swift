import Glibc
import Graph
import Tuples

/// The cell above, in a column whose values come in runs: an equal one below it needs no look-up.
private struct LastCell {
  private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private(set) var value: Int32 = 0

  init() {}

  init(_ cell: DelimitedRows.Cell, _ value: Int32) {
    // The bytes of a quoted cell are gone after the call.
    if !cell.isQuoted { bytes = cell.bytes }
    self.value = value
  }

  func holds(_ cell: DelimitedRows.Cell) -> Bool {
    guard bytes.count == cell.bytes.count, !cell.isQuoted, let own = bytes.baseAddress,
      let other = cell.bytes.baseAddress
    else { return false }
    return memcmp(own, other, bytes.count) == 0
  }
}

/// Reads the rows of a CSV or TSV file into a relation.
///
/// Without declared types a cell is what it looks like: an integer, a float, a date, a date-time, `true`, `false`, else
/// a string. A cell in quotes is a string. Numbers with leading zeros or a plus are strings, so that codes survive.
struct TableImport {
  let context: EvaluationContext
  let types: [ColumnType]

  func relation(_ request: AnalyzedImport, arity: Int) throws -> Relation {
    if request.format == .ntriples || request.format == .turtle { return try triples(request) }
    let file = try MappedFile(path: request.path)
    let columns = (0..<arity).map { _ in Column() }
    let isComma = request.format == .csv
    var rows = DelimitedRows(
      file.bytes, delimiter: UInt8(ascii: isComma ? "," : "\t"), quotes: isComma)
    if request.hasHeader { rows.skipRow() }
    let readsIntegers = (0..<arity).map { [.any, .integer, .number].contains(type($0)) }
    var last = [LastCell](repeating: LastCell(), count: arity)
    do {
      try rows.read(
        into: columns, readsIntegers: readsIntegers,
        value: { cell in
          if last[cell.column].holds(cell) { return last[cell.column].value }
          let value = try self.value(cell, path: request.path)
          last[cell.column] = LastCell(cell, value)
          return value
        }, progress: context.check)
    } catch DelimitedRows.Problem.cells(let line, let found, let expected) {
      throw EngineError.importRow(
        path: request.path, line: line,
        reason: "\(found) \(found == 1 ? "cell" : "cells") where \(expected) "
          + "\(expected == 1 ? "is" : "are") expected")
    } catch DelimitedRows.Problem.openQuote(let line) {
      throw EngineError.importRow(
        path: request.path, line: line, reason: "a quote is opened and not closed")
    }
    return Relation(columns: columns, isDistinct: false)
  }

  /// RDF: the file becomes a graph in memory, and the triples of that become rows. Throws `FormatError`.
  private func triples(_ request: AnalyzedImport) throws -> Relation {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    try graph.importFiles([request.path]) { _ in try context.check() }
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

  private func value(_ cell: DelimitedRows.Cell, path: String) throws -> Int32 {
    let declared = type(cell.column)
    guard let term = term(cell, declared) else {
      throw EngineError.importRow(
        path: path, line: cell.line,
        reason: "\(Term.quoted(String(decoding: cell.bytes.prefix(40), as: UTF8.self))) is no "
          + declared.rawValue)
    }
    if case .string = term { return try context.dictionary.intern(utf8: cell.bytes) }
    return try context.dictionary.intern(term)
  }

  /// Nil where the cell is not of the declared type.
  private func term(_ cell: DelimitedRows.Cell, _ declared: ColumnType) -> Term? {
    func text() -> String { String(decoding: cell.bytes, as: UTF8.self) }
    switch declared {
    case .string, .entity: return .string("")
    case .any:
      guard !cell.isQuoted, looksTyped(cell.bytes) else {
        return .string("")
      }
      return Self.inferred(text()) ?? .string("")
    case .integer: return Int64(text()).map { .integer($0) }
    case .float: return Double(text()).flatMap { $0.isFinite ? .float($0) : nil }
    case .number:
      if let integer = Int64(text()) { return .integer(integer) }
      return Double(text()).flatMap { $0.isFinite ? .float($0) : nil }
    case .boolean:
      return text() == "true" ? .boolean(true) : text() == "false" ? .boolean(false) : nil
    case .date: return CalendarDate(text()).map { .date($0) }
    case .dateTime: return DateTime(text()).map { .dateTime($0) }
    }
  }

  private func looksTyped(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    if first == UInt8(ascii: "t") { return bytes.elementsEqual("true".utf8) }
    if first == UInt8(ascii: "f") { return bytes.elementsEqual("false".utf8) }
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
