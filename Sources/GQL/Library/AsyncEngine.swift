import Graph
import Synchronization

/// An ``Engine`` for programs of several tasks: queries take turns, and each can be cancelled by cancelling its task.
///
/// A query runs to its end before its first row comes, since answers stand in one order; the rows are then decoded as
/// they are asked for, a block at a time.
public actor AsyncEngine {
  private let engine: Engine
  private let turns: Turns
  private var open: [Int: Answers] = [:]

  /// An engine on a graph file, or, with nil, on none.
  ///
  /// - Throws: `StoreError` where the file cannot be opened.
  public init(
    graphAt path: String?, access: KnowledgeGraph.Access = .readOnly,
    options: Engine.Options = Engine.Options()
  ) throws {
    engine = Engine(
      graph: try path.map { try KnowledgeGraph(path: $0, access: access) }, options: options)
    turns = Turns(engine.cancellation)
  }

  /// Runs a program for its rules, facts and changes; gives the rows of each of its queries, in turn.
  ///
  /// - Throws: as ``Engine/run(_:name:each:)``; ``EngineError/cancelled`` where the task was cancelled.
  @discardableResult
  public func run(_ text: String, name: String = "<program>") async throws -> [[AnswerRow]] {
    let number = turns.number()
    return try await withTaskCancellationHandler {
      try turn(number) {
        var sets: [[AnswerRow]] = []
        try engine.perform(text, name: name) { answers in
          guard answers.kind == .query else { return }
          sets.append(try (0..<answers.rowCount).map(answers.row))
        }
        return sets
      }
    } onCancel: {
      turns.cancel(number)
    }
  }

  /// The rows that a query answers, one after another.
  ///
  /// - Parameter parameters: values of its `$name`s
  public nonisolated func rows(
    _ query: String, parameters: [String: Term] = [:]
  ) -> AnswerRows {
    AnswerRows(engine: self, query: query, parameters: parameters)
  }

  // MARK: For the rows

  /// Evaluates a query and keeps its answers.
  func begin(_ query: String, _ parameters: [String: Term]) async throws -> OpenAnswers {
    let number = turns.number()
    return try await withTaskCancellationHandler {
      let answers = try turn(number) { try engine.prepare(query).answersUnlessStopped(parameters) }
      open[number] = answers
      return OpenAnswers(number: number, count: answers.rowCount, engine: self)
    } onCancel: {
      turns.cancel(number)
    }
  }

  /// Rows from a place on, at most a block of them.
  func block(of number: Int, from first: Int) throws -> [AnswerRow] {
    guard let answers = open[number] else { return [] }
    return try (first..<min(first + AnswerRows.blockSize, answers.rowCount)).map(answers.row)
  }

  func close(_ number: Int) { open[number] = nil }

  private func turn<Result>(_ number: Int, _ body: () throws -> Result) throws -> Result {
    try turns.begin(number)
    defer { turns.end(number) }
    return try body()
  }
}

/// Which query runs, so that the wish to stop one never meets another.
private final class Turns: Sendable {
  private struct State {
    var next = 0
    var running: Int?
    var cancelled: Set<Int> = []
  }

  private let cancellation: Cancellation
  private let state = Mutex(State())

  init(_ cancellation: Cancellation) { self.cancellation = cancellation }

  func number() -> Int {
    state.withLock { state in
      state.next += 1
      return state.next
    }
  }

  func begin(_ number: Int) throws {
    try state.withLock { state in
      if state.cancelled.remove(number) != nil { throw EngineError.cancelled }
      cancellation.reset()
      state.running = number
    }
  }

  func end(_ number: Int) {
    state.withLock { state in
      state.running = nil
      state.cancelled.remove(number)
    }
  }

  func cancel(_ number: Int) {
    state.withLock { state in
      if state.running == number {
        cancellation.cancel()
      } else {
        state.cancelled.insert(number)
      }
    }
  }
}

/// Answers that an engine keeps until nobody reads them any more.
final class OpenAnswers: Sendable {
  let number: Int
  let count: Int
  let engine: AsyncEngine

  init(number: Int, count: Int, engine: AsyncEngine) {
    self.number = number
    self.count = count
    self.engine = engine
  }

  deinit {
    let (engine, number) = (engine, number)
    Task { await engine.close(number) }
  }
}
