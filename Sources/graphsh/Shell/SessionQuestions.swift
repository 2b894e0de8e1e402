import Asking
import Extraction
import TextAnalysis

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
      try question.answer(by: engine, pipeline: reader.pipeline, knowledge: reader.knowledge)
    }
  }
}

/// What questions are read with.
struct QuestionReading {
  let pipeline: EnglishPipeline
  let knowledge: Knowledge

  init() throws {
    knowledge = try Knowledge.builtIn()
    pipeline = try EnglishPipeline(modelPath: EnglishPipeline.defaultModelPath())
  }
}
