import GQL
import Graph

/// `POST /query {"text", "limit"}`: runs a program, and gives the answers of each of its queries.
enum QueryRoute {
  static func answer(_ visit: Visit) throws -> String {
    let body = try visit.body()
    let text = try body.text("text")
    let limit = try body.limit(most: visit.limits.rows)
    let engine = visit.engine()
    var writer = AnswerSets(rows: limit, bytes: visit.limits.answerBytes)
    var start = ContinuousClock.now
    try engine.perform(StatementScanner.withFinalMark(text), name: "<query>") { answers in
      try writer.add(answers, after: .now - start, check: visit.stop.check)
      start = .now
    }
    return writer.json
  }
}

/// The answers of a program as JSON: `{"sets": [{"columns", "rows", "omitted", "ms"}], "notes"}`.
private struct AnswerSets {
  /// How much more may be added, over all sets.
  private var rows: Int
  private var bytes: Int
  private var sets: [String] = []
  private var notes: [String] = []

  init(rows: Int, bytes: Int) {
    self.rows = rows
    self.bytes = bytes
  }

  mutating func add(
    _ answers: Answers, after time: Duration, check: () throws -> Void
  ) throws {
    notes += answers.notes.map { $0.message + ($0.hint.map { "; \($0)" } ?? "") }
    guard answers.kind == .query else { return }
    var lines: [String] = []
    if let truth = answers.truth {
      lines = [JSONObject.list([CellJSON.text(truth ? "true" : "false", of: nil)])]
      rows -= 1
    }
    while lines.count < answers.rowCount, rows > 0, bytes > 0 {
      let row = lines.count
      if row & 0xFF == 0 { try check() }
      let cells = try answers.columns.indices.map { column in
        CellJSON.text(
          try answers.text(row: row, column: column), try answers.term(row: row, column: column),
          answers.value(row: row, column: column))
      }
      lines.append(JSONObject.list(cells))
      rows -= 1
      bytes -= lines[row].utf8.count
    }
    var set = JSONObject()
    set.add("columns", raw: JSONText.list(answers.truth == nil ? answers.columns : ["answer"]))
    set.add("rows", raw: JSONObject.list(lines))
    set.add("omitted", max(0, answers.rowCount - lines.count))
    if let truth = answers.truth { set.add("truth", raw: truth ? "true" : "false") }
    set.add("ms", Int(time / .milliseconds(1)))
    sets.append(set.text)
    bytes -= 100
  }

  var json: String {
    var object = JSONObject()
    object.add("sets", raw: JSONObject.list(sets))
    object.add("notes", raw: JSONText.list(notes))
    return object.text
  }
}
