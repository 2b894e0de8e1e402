import Asking
import CGraphsh
import Extraction
import GQL
import Graph
import Synchronization

/// What stands behind a `graphsh *`.
final class OpenGraph {
  /// Nil where it could not be opened.
  let engine: Engine?
  let reading = KeptQuestionReading()
  var progress: (callback: graphsh_progress, context: UnsafeMutableRawPointer?)?
  /// Stops the reading under way, from any thread.
  private let stop = Mutex<StopSignal?>(nil)

  private(set) var failure = Failure()
  /// What the last program did to the graph.
  struct Changes {
    var inserted = 0
    var deleted = 0
  }
  var changes = Changes()
  let message = KeptText()
  let text = KeptText()
  let hint = KeptText()

  init(path: String, isWritable: Bool) {
    do {
      let graph = try KnowledgeGraph(path: path, access: isWritable ? .readWrite : .readOnly)
      var options = Engine.Options()
      options.allowsChanges = isWritable
      // Programs come from anywhere; files are the caller's business.
      options.files = .nowhere
      options.files.refusal = { _ in "programs open no files here" }
      engine = Engine(graph: graph, options: options)
    } catch {
      engine = nil
      note(error)
    }
  }

  /// - Throws: ``Misuse`` where the graph could not be opened
  func opened() throws -> (engine: Engine, graph: KnowledgeGraph) {
    guard let engine, let graph = engine.graph else { throw Misuse("the graph is not open") }
    return (engine, graph)
  }

  /// Does what a function of the interface does, and keeps what goes wrong.
  func attempt(_ body: () throws -> Int32) -> Int32 {
    do {
      failure = Failure()
      return try body()
    } catch {
      note(error)
      return failure.status
    }
  }

  func note(_ error: any Error) { failure = Failure(error) }

  /// Says something beside a success.
  func tell(_ message: String) { failure.message = message }

  var isInterrupted: Bool { engine?.cancellation.isCancelled ?? false }

  func interrupt() {
    engine?.cancellation.cancel()
    stop.withLock { $0?.raise() }
  }

  /// Does what no engine stops; an interrupt meanwhile raises the signal that `body` is given.
  func stoppable<Result>(
    within timeout: Duration? = nil, _ body: (StopSignal) throws -> Result
  ) rethrows -> Result {
    let signal = StopSignal(after: timeout)
    stop.withLock { $0 = signal }
    defer { stop.withLock { $0 = nil } }
    return try body(signal)
  }

  /// The same for work that asks now and then whether to go on.
  ///
  /// - Parameter body: is given the question, which throws `EngineError`
  func working<Result>(
    within timeout: Duration?, _ body: (@escaping () throws -> Void) throws -> Result
  ) rethrows -> Result {
    engine?.cancellation.reset()
    return try stoppable(within: timeout) { signal in
      try body { [self] in
        guard signal.isRaised else { return }
        if isInterrupted { throw EngineError.cancelled }
        throw timeout.map { EngineError.timeout(seconds: $0 / .seconds(1)) } ?? .cancelled
      }
    }
  }
}

/// A call that the interface does not allow.
struct Misuse: Error {
  let message: String
  init(_ message: String) { self.message = message }
}

/// What is to be prepared is a program, or nothing.
struct NotOneQuery: Error {}
