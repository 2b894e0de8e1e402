import Graph
import Tuples

/// Writes a relation as CSV or TSV, in the order of answers. The file is complete or not there at all.
struct TableExport {
  let context: EvaluationContext
  private var dictionary: SessionDictionary { context.dictionary }

  init(context: EvaluationContext) { self.context = context }

  /// - Returns: how many rows were written.
  func write(_ relation: Relation, _ request: AnalyzedTableFile, columns: [String]) throws -> Int {
    guard request.format == .csv || request.format == .tsv else {
      throw EngineError.file(
        path: request.path, reason: "a predicate is exported as .csv or .tsv")
    }
    try relation.makeDistinct(progress: context.check)
    let all = AnalyzedQuery(
      predicate: request.predicate, columns: (0..<relation.arity).map { "c\($0 + 1)" },
      span: request.span)
    let rows = try AnswerOrder(context: context).rows(of: relation, for: all)
    let isComma = request.format == .csv
    var text: [UInt8] = []
    if request.hasHeader {
      text += line((columns.isEmpty ? all.columns : columns).map { quoted($0, isComma) }, isComma)
    }
    let count = rows.first?.count ?? 0
    for row in 0..<count {
      try context.check()
      text += line(try rows.map { try cell(Value(rawValue: $0[row]), request) }, isComma)
    }
    try save(text, to: request.path)
    return count
  }

  private func line(_ cells: [String], _ isComma: Bool) -> [UInt8] {
    Array((cells.joined(separator: isComma ? "," : "\t") + "\n").utf8)
  }

  /// A cell that `@import` reads as the same value: in CSV, a text that looks like a number or a date stands in quotes.
  private func cell(_ value: Value, _ request: AnalyzedTableFile) throws -> String {
    let text = try dictionary.text(value)
    if request.format == .csv {
      let looksTyped =
        try TableImport.inferred(text) != nil && dictionary.term(value).textValue != nil
      return looksTyped ? "\"\(text)\"" : quoted(text, true)
    }
    if text.utf8.contains(where: { [9, 10, 13].contains($0) }) {
      throw EngineError.file(
        path: request.path,
        reason:
          "\(WrittenName.string(String(text.prefix(40)))) contains a tab or a line break, which a cell of "
          + "TSV cannot; export it as .csv")
    }
    return text
  }

  /// RFC 4180: quotes where the cell holds a comma, a quote or a line end.
  private func quoted(_ cell: String, _ isComma: Bool) -> String {
    guard isComma, cell.utf8.contains(where: { [44, 34, 10, 13].contains($0) }) else {
      return cell
    }
    return "\"" + TextSearch.replacing("\"", by: "\"\"", in: cell, progress: { _ in }) + "\""
  }

  private func save(_ bytes: [UInt8], to path: String) throws {
    do { try context.files.place(ofNew: path).write(bytes) } catch let problem {
      throw EngineError.file(path: path, reason: problem.systemReason)
    }
  }
}
