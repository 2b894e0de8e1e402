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

  /// Reads texts; an interrupt meanwhile raises the signal that `body` is given.
  func reading<Result>(_ body: (StopSignal) throws -> Result) rethrows -> Result {
    let signal = StopSignal()
    stop.withLock { $0 = signal }
    defer { stop.withLock { $0 = nil } }
    return try body(signal)
  }
}

/// A call that the interface does not allow.
struct Misuse: Error {
  let message: String
  init(_ message: String) { self.message = message }
}
