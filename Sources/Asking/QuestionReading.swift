import Extraction
import GQL
import Synchronization
import TextAnalysis

/// What questions are read with: the language model and the tables of `schema/`. Loaded once, and used by several threads
/// at once.
public struct QuestionReading: Sendable {
  /// The model of English.
  public let pipeline: EnglishPipeline
  /// The tables of words and relations.
  public let knowledge: Knowledge

  /// Loads the model that is installed.
  ///
  /// - Throws: `ModelError` where there is none, or a damaged one.
  public init() throws {
    knowledge = try Knowledge.builtIn()
    pipeline = try EnglishPipeline(modelPath: EnglishPipeline.defaultModelPath())
  }
}

/// A ``QuestionReading`` that several threads share; loaded when the first of them needs it.
package final class KeptQuestionReading: Sendable {
  private let known = Mutex<QuestionReading?>(nil)

  package init() {}

  /// - Throws: as ``QuestionReading/init()``
  package func loaded() throws -> QuestionReading {
    try known.withLock { known in
      if let known { return known }
      let new = try QuestionReading()
      known = new
      return new
    }
  }
}

extension Question {
  /// Answers the question as ``answer(by:pipeline:knowledge:)`` does.
  public func answer(by engine: Engine, with reading: QuestionReading) throws -> QuestionAnswer {
    try answer(by: engine, pipeline: reading.pipeline, knowledge: reading.knowledge)
  }
}
