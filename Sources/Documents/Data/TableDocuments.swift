import Base

extension DocumentFormat {
  /// A table with a document in each row, its cells parted by commas or what else parts them.
  static let table = DocumentFormat(
    kind: .table, endings: ["csv", "tsv"], reading: .table)
}

/// The documents of a table (CSV, RFC 4180, or TSV) whose header names the columns; only the row at hand is in memory.
struct TableDocuments {
  private let source: String
  private let lines: FileLines
  private let fields: RecordFields
  private var records: DelimitedRecords?
  private let usualSeparator: UInt8
  private let limit: Int
  /// What was read of the input to tell what it is.
  private let opening: [UInt8]
  private var columns: [String] = []
  private var number = 0
  /// Rows that were no documents since the last that was one.
  private var bad = 0
  private var isFinished = false

  /// - Parameters:
  ///   - opening: what was taken from the lines already.
  ///   - limit: the most bytes that a row may have.
  init(
    source: String, opening: ArraySlice<UInt8>, rest: FileLines, fields: RecordFields, limit: Int
  ) {
    self.source = source
    self.opening = Array(opening.starts(with: Self.mark) ? opening.dropFirst(3) : opening)
    self.fields = fields
    self.limit = limit
    lines = rest
    let isTSV = source.lowercased().hasSuffix(".tsv")
    usualSeparator = UInt8(ascii: isTSV ? "\t" : ",")
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  mutating func next() -> Result<DocumentDraft, ReadingError>? {
    while !isFinished {
      do {
        guard let cells = try nextRow() else {
          isFinished = true
          return nil
        }
        if let result = draft(cells) { return counted(result) }
      } catch let problem as DelimitedRecords.Problem {
        return counted(
          .failure(.record(line: problem.line, problem: Self.text(of: problem.kind))))
      } catch let error as ReadingError {
        return finish(with: error)
      } catch let problem as FileProblem {
        return finish(with: .file(problem))
      } catch {
        return finish(with: .binary)
      }
    }
    return nil
  }

  /// A result, unless it is one bad row too many in a row.
  private mutating func counted(
    _ result: Result<DocumentDraft, ReadingError>
  ) -> Result<DocumentDraft, ReadingError> {
    if case .success = result { bad = 0 } else { bad += 1 }
    if bad <= JSONLines.patience { return result }
    let problem = "is the last of \(bad) bad rows in a row; the rest is left out"
    return finish(with: .record(line: line, problem: problem))
  }

  private var line: Int { records?.firstLine ?? 1 }

  private mutating func finish(with error: ReadingError) -> Result<DocumentDraft, ReadingError> {
    isFinished = true
    return .failure(error)
  }

  /// The next row below the header, which is read before the first; nil at the end.
  private mutating func nextRow() throws -> [DelimitedRecords.Cell]? {
    if records == nil {
      var records = try DelimitedRecords(
        usual: usualSeparator, limit: limit, isHeader: isHeader,
        decode: { $0.isEmpty ? "" : try? TextDecoder.decode($0) }, read: input())
      guard let header = try records.next() else { throw ReadingError.empty }
      self.records = records
      columns = header.map { $0.text.trimmingSpaces() }
      try check(columns)
    }
    return try records?.next()
  }

  private func isHeader(_ names: [String]) -> Bool {
    let names = names.map { $0.trimmingSpaces().lowercased() }
    if let text = fields.text { return names.contains(text.lowercased()) }
    return names.contains(where: JSONDocument.isTextKey)
  }

  /// - Throws: ``ReadingError/record(line:problem:)`` where a column that was named is not there, or none is a text.
  private func check(_ columns: [String]) throws(ReadingError) {
    let record = JSONValue.object(columns.map { ($0, .string("")) })
    for name in [fields.text, fields.title, fields.date] {
      guard let name, record.value(at: name) == nil else { continue }
      throw .record(
        line: line,
        problem:
          "there is no column \"\(name)\"; the columns are \(columns.joined(separator: ", "))")
    }
    guard fields.text == nil, !columns.contains(where: { JSONDocument.isTextKey($0.lowercased()) })
    else { return }
    throw .record(
      line: line,
      problem:
        "no column has the name of a text (text, body, content); name one with --text "
        + "(\(columns.joined(separator: ", ")))")
  }

  /// The bytes of the table: what was read already, and then the rest.
  private func input() -> DelimitedRecords.Input {
    var left = opening[...]
    return { [lines] buffer, range in
      guard !left.isEmpty else { return try lines.read(into: &buffer, range) }
      let part = left.prefix(range.count)
      buffer.replaceSubrange(range.lowerBound..<range.lowerBound + part.count, with: part)
      left = left.dropFirst(part.count)
      return part.count
    }
  }

  private mutating func draft(
    _ cells: [DelimitedRecords.Cell]
  ) -> Result<DocumentDraft, ReadingError>? {
    guard cells.count == columns.count else {
      // A comment among the rows has no columns.
      if cells.count == 1, DelimitedDialect.isComment(cells[0].text.utf8.first) { return nil }
      number += 1
      let cells = cells.count == 1 ? "1 cell" : "\(cells.count) cells"
      return .failure(
        .record(line: line, problem: "\(cells) under a header of \(columns.count) columns"))
    }
    number += 1
    let record = JSONValue.object(zip(columns, cells).map { ($0, .string($1.text)) })
    guard let document = try? JSONDocument.item(record, fields) else {
      return .failure(.record(line: line, problem: "the row has no text"))
    }
    return .success(
      document.draft(source: "\(source)#\(number)", kind: .table, end: lines.position))
  }

  private static func text(of kind: DelimitedRecords.Problem.Kind) -> String {
    switch kind {
    case .notUTF8: "is not UTF-8, and no other encoding fits its bytes"
    case .noSeparator: "expected a separator after the closing quote"
    case .openQuote: "the file ends inside a quoted cell"
    case .tooLong: "the row is longer than may be held"
    }
  }
}
