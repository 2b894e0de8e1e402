import Base
import Parquet

/// Reads a Parquet file of plain columns into a batch, as ``DelimitedReader`` reads CSV: a statement, an edge or a record a row.
///
/// The columns have types, so a text is a name and never a number, as in JSON lines; a null is no fact.
struct ParquetTableReader {
  let graph: KnowledgeGraph

  func read(_ path: String, into batch: inout ImportBatch, _ run: ImportRun) throws {
    let file = try ParquetFile.open(path, run.options.access)
    let names = file.columns.map(\.name)
    guard let table = try TableHeader(columns: names, path, run.options) else {
      throw FormatError.badParquet(
        file: path,
        problem: "has no columns subject, predicate and object, and none of an edge list: say "
          + "with --id which column names what a record is about (its columns are "
          + names.joined(separator: ", ") + ")")
    }
    if case .edges(let columns) = table.layout {
      run.note(
        .edgeList(
          file: path, source: names[columns.source], target: names[columns.target],
          others: columns.others.map { names[$0] }))
    }
    var writer = RowWriter(table: table, values: PlainValues(graph))
    var row = 0
    do {
      try file.forEachRow(of: Array(names.indices)) { cells in
        row += 1
        let count = batch.count
        do {
          let cells = try zip(cells, names).map { try Self.cell($0, column: $1) }
          try writer.add(cells, to: &batch, run)
        } catch let error as SyntaxError {
          batch.shorten(to: count)
          try run.skip(.syntax(file: path, line: row, column: nil, problem: error.problem))
        }
        if row & 0xFFF == 0 { try run.report(batch.count) }
      }
    } catch let error as ParquetError {
      throw FormatError.badParquet(file: path, problem: "\(error)")
    }
    if let note = writer.repetition(path) { run.note(note) }
    try run.report(batch.count)
  }

  private static func cell(
    _ cell: ParquetCell, column: String
  ) throws(SyntaxError) -> TableCell {
    switch cell {
    case .null: return .missing
    case .boolean(let truth): return .term(.boolean(truth))
    case .integer(let integer): return .term(.integer(integer))
    case .unsigned(let number):
      return .term(.typed(String(number), datatype: RDFVocabulary.integer))
    case .double(let number): return .term(Self.number(number))
    case .text(let text): return .name(text)
    case .bytes(let bytes):
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw SyntaxError(
          offset: 0, problem: .other("the column \(column) holds bytes that are no text"))
      }
      return .name(text)
    case .decimal(let text): return .term(.typed(text, datatype: RDFVocabulary.decimal))
    case .date(let days):
      guard let days = Int(exactly: days), abs(days) < 1 << 24,
        let date = CalendarDate(daysSinceEpoch: days)
      else { throw Self.outside(column) }
      return .term(.date(date))
    case .timestamp(let seconds, let nanoseconds, let isUTC):
      let day = seconds.quotientAndRemainder(dividingBy: 86_400)
      let days = day.remainder < 0 ? day.quotient - 1 : day.quotient
      guard abs(days) < 1 << 24, let date = CalendarDate(daysSinceEpoch: Int(days)),
        let moment = DateTime(
          "\(date)T\(Self.clock(seconds - days * 86_400, nanoseconds))\(isUTC ? "Z" : "")")
      else { throw Self.outside(column) }
      return .term(.dateTime(moment))
    case .time(let seconds, let nanoseconds):
      guard (0..<86_400).contains(seconds) else { throw Self.outside(column) }
      return .term(
        .typed(Self.clock(seconds, nanoseconds), datatype: RDFVocabulary.time))
    }
  }

  private static func outside(_ column: String) -> SyntaxError {
    SyntaxError(
      offset: 0, problem: .other("the column \(column) has a time outside of the years 0 to 9999"))
  }

  private static func number(_ number: Double) -> Term {
    guard !number.isFinite else { return .float(number) }
    let text = number.isNaN ? "NaN" : number < 0 ? "-INF" : "INF"
    return .typed(text, datatype: RDFVocabulary.double)
  }

  /// Seconds of a day as `HH:MM:SS`, with as many digits behind them as it takes.
  private static func clock(_ seconds: Int64, _ nanoseconds: Int32) -> String {
    func padded(_ number: Int64, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    var text =
      "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
    if nanoseconds != 0 {
      var digits = padded(Int64(nanoseconds), 9)
      while digits.hasSuffix("0") { digits.removeLast() }
      text += "." + digits
    }
    return text
  }
}
