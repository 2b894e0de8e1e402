import Graph

/// The answer to a question as one object of JSON.
package enum QuestionJSON {
  /// - Parameter explains: whether it says how the question was read
  package static func text(of answer: QuestionAnswer, explains: Bool = false) -> String {
    var members = [("question", JSONText.string(answer.question))]
    if explains, !answer.reading.isEmpty {
      members.append(("reading", JSONText.string(answer.reading)))
    }
    switch answer.outcome {
    case .answered(let readings):
      members.append(("outcome", JSONText.string("answered")))
      members.append(("readings", list(readings.map(reading))))
    case .ambiguous(let name, let meanings):
      members.append(("outcome", JSONText.string("ambiguous")))
      members.append(("name", JSONText.string(name)))
      members.append(("meanings", JSONText.list(meanings)))
    case .noFact(let passages):
      members.append(("outcome", JSONText.string("no fact")))
      members.append(
        (
          "passages",
          list(passages.map { object(place($0.sentence, $0.source, $0.title, $0.date)) })
        ))
    case .unreadable(let part, let hint):
      members.append(("outcome", JSONText.string("unreadable")))
      members.append(("part", JSONText.string(part)))
      members.append(("hint", JSONText.string(hint)))
    }
    return object(members)
  }

  private static func reading(_ reading: QuestionAnswer.Reading) -> String {
    var members = [("query", JSONText.string(reading.query))]
    if let verdict = reading.verdict {
      members.append(("verdict", JSONText.string(verdict.rawValue)))
    }
    members.append(("rows", list(reading.rows.map { row($0, reading.verdict != nil) })))
    return object(members)
  }

  private static func row(_ row: QuestionAnswer.Row, _ isTruth: Bool) -> String {
    var members: [(String, String)] = []
    if !isTruth { members.append(("answer", JSONText.string(row.answer))) }
    let standing: String =
      switch row.standing {
      case .asserted: "fact"
      case .read: "sentence"
      case .denied: "denied"
      case .unsure(let how): how
      case .said: "said"
      }
    members.append(("standing", JSONText.string(standing)))
    switch row.standing {
    case .said(let speaker), .denied(let speaker?):
      members.append(("speaker", JSONText.string(speaker)))
    default: break
    }
    if let statement = row.statement { members.append(("fact", String(statement))) }
    return object(members + place(row.sentence, row.source, row.title, row.date))
  }

  private static func place(
    _ sentence: String, _ source: String, _ title: String?, _ date: CalendarDate?
  ) -> [(String, String)] {
    var members = [("sentence", JSONText.string(sentence)), ("source", JSONText.string(source))]
    if let title { members.append(("title", JSONText.string(title))) }
    if let date { members.append(("date", JSONText.string(date.description))) }
    return members
  }

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { JSONText.string($0) + ": " + $1 }.joined(separator: ", ") + "}"
  }

  private static func list(_ items: [String]) -> String {
    "[" + items.joined(separator: ", ") + "]"
  }
}
