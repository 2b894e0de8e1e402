import Asking
import GQL
import Graph

/// `POST /ask {"text"}`: answers a question in English.
enum AskRoute {
  private static let longest = 1000

  static func answer(_ visit: Visit) throws -> String {
    let text = try visit.body().text("text")
    guard text.utf8.count <= longest else {
      throw Refusal(.badRequest, "a question has at most \(longest) bytes")
    }
    let answer = try Question(text).answer(
      by: visit.engine(), with: try visit.site.questionReading.loaded())
    var object = JSONObject()
    object.add("read", answer.reading)
    var notes: [String] = []
    var sentences: [Int64] = []
    switch answer.outcome {
    case .answered(let readings):
      sentences = readings.flatMap { $0.rows.map(\.sentenceID) }
      if let first = readings.first {
        if let verdict = first.verdict { notes.append("The graph says: \(verdict.rawValue).") }
        add(first, to: &object)
      }
      if readings.count > 1 {
        notes.append("It may also be read in another way.")
        object.add("others", raw: JSONObject.list(readings.dropFirst().map(json)))
      }
    case .ambiguous(let name, let meanings):
      notes.append("\(name) may mean several: \(meanings.joined(separator: ", ")).")
      addRows([], columns: [], to: &object)
    case .noFact(let passages):
      notes.append(
        passages.isEmpty
          ? "The graph has no fact that answers, and no sentence on it."
          : "The graph has no fact that answers. These sentences may help.")
      sentences = passages.map(\.sentenceID)
      addRows(passages.map(row), columns: passages.isEmpty ? [] : ["sentence"], to: &object)
    case .unreadable(let part, let hint):
      throw Refusal(.badRequest, "cannot read \u{201C}\(part)\u{201D}", hint: hint)
    }
    object.add("notes", raw: JSONText.list(notes))
    try TextJSON.add(sentences, of: visit.graph, to: &object)
    return object.text
  }

  private static func addRows(
    _ rows: [String], columns: [String], to object: inout JSONObject
  ) {
    object.add("columns", raw: JSONText.list(columns))
    object.add("answers", raw: JSONObject.list(rows))
  }

  private static func json(_ reading: QuestionAnswer.Reading) -> String {
    var object = JSONObject()
    add(reading, to: &object)
    return object.text
  }

  private static func add(_ reading: QuestionAnswer.Reading, to object: inout JSONObject) {
    object.add("query", reading.query)
    object.add("verdict", ifThere: reading.verdict?.rawValue)
    // How an answer stands is seen where one is no fact.
    let areFacts = reading.rows.allSatisfy { $0.standing == .asserted }
    var columns = reading.verdict == nil ? ["answer"] : ["answer", "sentence"]
    if !areFacts { columns.append("as") }
    addRows(
      reading.rows.map { row($0, of: reading, showsStanding: !areFacts) }, columns: columns,
      to: &object)
  }

  private static func row(
    _ row: QuestionAnswer.Row, of reading: QuestionAnswer.Reading, showsStanding: Bool
  ) -> String {
    let standing = Standing(row.standing)
    var cells =
      reading.verdict == nil
      ? [CellJSON.text(row.answer, of: row.entity)]
      : [standing.truth, row.sentence].map { CellJSON.text($0, of: nil) }
    if showsStanding { cells.append(CellJSON.text(standing.words, of: nil)) }
    var object = JSONObject()
    object.add("cells", raw: JSONObject.list(cells))
    object.add("standing", standing.name)
    object.add("speaker", ifThere: standing.speaker)
    if let statement = row.statement { object.add("fact", statement) }
    object.add("sentences", raw: "[\(row.sentenceID)]")
    return object.text
  }

  private static func row(_ passage: QuestionAnswer.Passage) -> String {
    var object = JSONObject()
    object.add("cells", raw: JSONObject.list([CellJSON.text(passage.sentence, of: nil)]))
    object.add("standing", "passage")
    object.add("sentences", raw: "[\(passage.sentenceID)]")
    return object.text
  }
}

/// How an answer stands, for programs and for people.
private struct Standing {
  var name: String
  var speaker: String?
  /// As a cell shows it.
  var words: String
  /// What it says to a question whether something is so.
  var truth = "not as a fact"

  init(_ standing: QuestionAnswer.Standing) {
    switch standing {
    case .asserted: (name, words, truth) = ("fact", "a fact", "yes")
    case .read: (name, words, truth) = ("sentence", "the sentence says", "yes")
    case .denied(let speaker):
      (name, words, truth) = ("denied", "denied" + (speaker.map { " by \($0)" } ?? ""), "no")
      self.speaker = speaker
    case .unsure(let how): (name, words) = (how, "not a fact: \(how)")
    case .said(let speaker):
      (name, words) = ("said", "said by \(speaker)")
      self.speaker = speaker
    }
  }
}
