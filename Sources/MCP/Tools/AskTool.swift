import Asking
import GQL
import Graph

extension Tool {
  static let ask = Tool(
    name: "ask", title: "Ask in English",
    description: """
      Answers one question in English from the facts of the graph: who, what, where, when, how many, or whether something is \
      so. Each answer says how it stands (fact, denied, planned, said by somebody) and on which sentence it rests; the query \
      that was run is given, to be changed and run with query.
      """,
    parameters: [
      Parameter(
        "question", .text(1000), "one question, such as: Who did Lee meet in Nara?",
        isRequired: true),
      .limit("answers"), .cursor,
    ],
    members: [
      Member("read", .string, "how the question was read"),
      Member("query", .string, "the query that was run"),
      Member("verdict", .string, "to a question whether something is so: yes, no, disputed, …"),
      Member(
        "answers", .array, "answer, standing, speaker, fact (its id) and sentence (its id) of each"),
      .notes, .next, .sentences,
    ]
  ) { arguments, work in
    let engine = work.engine()
    let answer = try Question(try arguments.requiredText("question"))
      .answer(by: engine, with: try work.site.reading.loaded())
    try work.check()
    return try AskAnswer(
      work, start: try arguments.start(), limit: arguments.integer("limit") ?? work.limits.rows
    ).answer(answer)
  }
}

/// Writes the answer to a question.
private struct AskAnswer {
  private var list: ListedAnswer
  private let start: Int
  private let limit: Int

  init(_ work: Work, start: Int, limit: Int) {
    list = ListedAnswer(work)
    self.start = start
    self.limit = limit
  }

  func answer(_ answer: QuestionAnswer) throws -> ToolAnswer {
    var writer = self
    if !answer.reading.isEmpty { writer.list.object.add("read", answer.reading) }
    switch answer.outcome {
    case .answered(let readings): try writer.add(readings)
    case .ambiguous(let name, let meanings):
      writer.list.lines.append("Which \(name)? It may be \(meanings.joined(separator: ", ")).")
      writer.list.notes.append("ask again with the whole name")
      try writer.add([QuestionAnswer.Row]())
    case .noFact(let passages):
      writer.list.lines.append(
        passages.isEmpty
          ? "The graph has no fact that answers, and no sentence on it."
          : "The graph has no fact that answers. These sentences may help:")
      try writer.list.add("answers", of: passages.count, from: start, limit: limit) {
        Self.item(passages[$0])
      }
    case .unreadable(let part, let hint):
      throw ToolError(
        "cannot read “\(part)”: \(hint)", hint: "ask one plain question, or use query or search")
    }
    return writer.list.answer()
  }

  private mutating func add(_ readings: [QuestionAnswer.Reading]) throws {
    guard let first = readings.first else { return try add([QuestionAnswer.Row]()) }
    if let verdict = first.verdict {
      list.lines.append(verdict.rawValue)
      list.object.add("verdict", verdict.rawValue)
    }
    list.object.add("query", first.query)
    try add(first.rows, isVerdict: first.verdict != nil)
    list.lines.append("query: \(first.query)")
    for other in readings.dropFirst() {
      let answers = other.verdict.map { [$0.rawValue] } ?? other.rows.prefix(5).map(\.answer)
      list.notes.append(
        "it may also be read as \(other.query)  (\(answers.joined(separator: ", ")))")
    }
  }

  private mutating func add(_ rows: [QuestionAnswer.Row], isVerdict: Bool = false) throws {
    try list.add("answers", of: rows.count, from: start, limit: limit) { place in
      let row = rows[place]
      let (standing, speaker) = Self.standing(row.standing)
      let mark = standing == "fact" ? "" : " (\(standing)\(speaker.map { " by \($0)" } ?? ""))"
      var object = JSONObject()
      if !isVerdict { object.add("answer", row.answer) }
      object.add("standing", standing)
      object.add("speaker", ifThere: speaker)
      if let statement = row.statement { object.add("fact", statement) }
      object.add("sentence", row.sentenceID)
      return ListedAnswer.Item(
        text: "- " + (isVerdict ? standing : row.answer + mark)
          + Citations.marks([row.sentenceID]), json: object.text, sentences: [row.sentenceID])
    }
  }

  private static func item(_ passage: QuestionAnswer.Passage) -> ListedAnswer.Item {
    var object = JSONObject()
    object.add("standing", "passage")
    object.add("sentence", passage.sentenceID)
    return ListedAnswer.Item(
      text: "-" + Citations.marks([passage.sentenceID]), json: object.text,
      sentences: [passage.sentenceID])
  }

  /// How an answer stands, and by whose word.
  private static func standing(_ standing: QuestionAnswer.Standing) -> (String, String?) {
    switch standing {
    case .asserted: ("fact", nil)
    case .read: ("the sentence says", nil)
    case .denied(let speaker): ("denied", speaker)
    case .unsure(let how): ("not a fact: \(how)", nil)
    case .said(let speaker): ("said", speaker)
    }
  }
}
