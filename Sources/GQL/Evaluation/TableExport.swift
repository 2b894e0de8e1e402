import Glibc
import Graph
import Tuples

/// Writes a relation as CSV or TSV, in the order of answers. The file is complete or not there at all.
struct TableExport {
  let dictionary: SessionDictionary

  /// - Returns: how many rows were written.
  func write(_ relation: Relation, _ request: AnalyzedExport, columns: [String]) throws -> Int {
    guard request.format == .csv || request.format == .tsv else {
      throw EngineError.file(
        path: request.path, reason: "a predicate is exported as .csv or .tsv")
    }
    relation.makeDistinct()
    let all = AnalyzedQuery(
      predicate: request.predicate, columns: (0..<relation.arity).map { "c\($0 + 1)" },
      span: request.span)
    let rows = try AnswerOrder(dictionary: dictionary).rows(of: relation, for: all)
    let isComma = request.format == .csv
    var text: [UInt8] = []
    if request.hasHeader {
      text += line(columns.isEmpty ? all.columns : columns, isComma)
    }
    let count = rows.first?.count ?? 0
    for row in 0..<count {
      text += line(
        try rows.map { try dictionary.text(Value(rawValue: $0[row])) }, isComma)
    }
    try save(text, to: request.path)
    return count
  }

  private func line(_ cells: [String], _ isComma: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    for (place, cell) in cells.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: isComma ? "," : "\t")) }
      bytes += (isComma ? quoted(cell) : flat(cell)).utf8
    }
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  /// RFC 4180: quotes where the cell holds a comma, a quote or a line end.
  private func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { [44, 34, 10, 13].contains($0) }) else { return cell }
    return "\"" + TextSearch.replacing("\"", by: "\"\"", in: cell) + "\""
  }

  /// A tab or a line end inside a cell of TSV would break the row: they become blanks.
  private func flat(_ cell: String) -> String {
    guard cell.utf8.contains(where: { [9, 10, 13].contains($0) }) else { return cell }
    return String(decoding: cell.utf8.map { [9, 10, 13].contains($0) ? 32 : $0 }, as: UTF8.self)
  }

  private func save(_ bytes: [UInt8], to path: String) throws {
    let temporary = path + ".part"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw EngineError.file(path: path, reason: MappedFile.reason(errno))
    }
    var written = 0
    var failure: Int32 = 0
    bytes.withUnsafeBytes { buffer in
      while written < buffer.count, failure == 0 {
        let step = Glibc.write(
          descriptor, buffer.baseAddress! + written, buffer.count - written)
        if step < 0 { if errno != EINTR { failure = errno } } else { written += step }
      }
    }
    if close(descriptor) != 0, failure == 0 { failure = errno }
    if failure == 0, rename(temporary, path) != 0 { failure = errno }
    if failure != 0 {
      unlink(temporary)
      throw EngineError.file(path: path, reason: MappedFile.reason(failure))
    }
  }
}
