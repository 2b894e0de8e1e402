import Graph

/// The rows of one query, for `for try await`. The query is asked when the first row is.
///
/// Cancelling the task that waits ends the query, with ``EngineError/cancelled``.
public struct AnswerRows: AsyncSequence, Sendable {
  public typealias Element = AnswerRow
  public typealias Failure = any Error

  static let blockSize = 256
  let engine: AsyncEngine
  let query: String
  let parameters: [String: Term]

  public func makeAsyncIterator() -> Iterator { Iterator(self) }

  public struct Iterator: AsyncIteratorProtocol {
    private let rows: AnswerRows
    private var answers: OpenAnswers?
    private var block: ArraySlice<AnswerRow> = []
    private var place = 0

    init(_ rows: AnswerRows) { self.rows = rows }

    public mutating func next() async throws -> AnswerRow? {
      if let row = block.popFirst() { return row }
      if Task.isCancelled { throw EngineError.cancelled }
      let answers: OpenAnswers
      if let known = self.answers {
        answers = known
      } else {
        answers = try await rows.engine.begin(rows.query, rows.parameters)
        self.answers = answers
      }
      block = try await rows.engine.block(of: answers.number, from: place)[...]
      place += block.count
      return block.popFirst()
    }
  }
}
