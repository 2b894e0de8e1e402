import Synchronization

/// Stops a running evaluation from any thread or signal watcher.
public final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  public init() {}

  /// Asks the evaluation under way to stop; it does so within a fraction of a second with
  /// ``EngineError/cancelled``.
  public func cancel() { flag.store(true, ordering: .relaxed) }

  /// Takes the wish back, before a new run.
  public func reset() { flag.store(false, ordering: .relaxed) }

  public var isCancelled: Bool { flag.load(ordering: .relaxed) }
}
