import Graph

/// The rows of one query, for `for try await`. The query is asked when the first row is.
///
/// Cancelling the task that waits ends the query, with ``EngineError/cancelled``.
public struct AnswerRows: AsyncSequence, Sendable {
  /// One row of the answer.
  public typealias Element = AnswerRow
  /// Errors of the program, of the graph, or that the task was cancelled.
  public typealias Failure = any Error

  static let blockSize = 256
  let engine: AsyncEngine
  let query: String
  let parameters: [String: Term]

  /// Begins the run: one for each iterator.
  public func makeAsyncIterator() -> Iterator { Iterator(self) }

  /// Hands rows over as they come.
  public struct Iterator: AsyncIteratorProtocol {
    private let rows: AnswerRows
    private var answers: OpenAnswers?
    private var block: ArraySlice<AnswerRow> = []
    private var place = 0

    init(_ rows: AnswerRows) { self.rows = rows }

    /// The next row; nil after the last.
    ///
    /// - Throws: what ended the run: ``DiagnosticsError``, ``EngineError``, or `CancellationError`
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
