import Asking

/// Writes the answer to a question for people: the answers with their sentences, then the query.
struct QuestionPrinter {
  let stream: OutputStream
  /// Whether to say as what statement the question was read.
  var explains = false

  func write(_ answer: QuestionAnswer) throws {
    if explains, !answer.reading.isEmpty { try stream.writeLine(answer.reading + "\n") }
    switch answer.outcome {
    case .answered(let readings):
      for (number, reading) in readings.enumerated() {
        if number > 0 { try stream.writeLine("\nIt may also be read as:") }
        try write(reading)
      }
    case .ambiguous(let name, let meanings):
      try stream.writeLine("Which \(name): \(Words.alternatives(meanings))?")
    case .noFact(let passages):
      guard !passages.isEmpty else {
        return try stream.writeLine("The graph has no fact that answers, and no sentence on it.")
      }
      try stream.writeLine("The graph has no fact that answers. Not in the graph as a fact, but:")
      for passage in passages {
        try stream.writeLine("  \(passage.sentence) (\(place(passage.source, passage.title)))")
      }
    case .unreadable(let part, let hint):
      try stream.writeLine("Cannot read “\(part)”: \(hint)")
    }
  }

  private func write(_ reading: QuestionAnswer.Reading) throws {
    if let verdict = reading.verdict { try stream.writeLine(verdict.rawValue) }
    for row in reading.rows {
      let mark = Self.mark(row.standing)
      let answer = reading.verdict == nil ? row.answer : ""
      let head = [answer, mark.map { "(\($0))" } ?? ""].filter { !$0.isEmpty }.joined(
        separator: " ")
      if !head.isEmpty { try stream.writeLine(head) }
      try stream.writeLine("  \(row.sentence) (\(place(row.source, row.title)))")
    }
    try stream.writeLine(reading.query)
  }

  private func place(_ source: String, _ title: String?) -> String {
    title.map { "\($0), \(source)" } ?? source
  }

  /// How an answer is had that is no fact.
  static func mark(_ standing: QuestionAnswer.Standing) -> String? {
    switch standing {
    case .asserted: nil
    case .read: "the sentence says"
    case .denied(nil): "denied"
    case .denied(let speaker?): "denied by \(speaker)"
    case .unsure(let how): "not a fact: \(how)"
    case .said(let speaker): "said by \(speaker)"
    }
  }
}
