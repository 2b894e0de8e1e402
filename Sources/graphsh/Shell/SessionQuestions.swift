import Asking

/// Questions in English.
extension Session {
  /// Answers a line of English.
  func ask(_ line: String) throws {
    try QuestionPrinter(stream: settings.output).write(answer(Question(line)))
  }

  /// The answer of the graph to a question. The language model is loaded at the first one.
  func answer(_ question: Question) throws -> QuestionAnswer {
    _ = try requireGraph()
    let reader = try questionReader ?? QuestionReading()
    questionReader = reader
    return try stoppable {
      try question.answer(by: engine, with: reader)
    }
  }
}
