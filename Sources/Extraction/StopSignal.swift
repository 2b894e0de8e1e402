import Synchronization

/// Asks a long piece of work to end, at once or at a time; may be raised from any thread.
public final class StopSignal: Sendable {
  private let raised = Atomic<Bool>(false)
  private let deadline: ContinuousClock.Instant?

  /// `timeout` is how long the work may take from now.
  public init(after timeout: Duration? = nil) {
    deadline = timeout.map { ContinuousClock.now + $0 }
  }

  /// Asks whatever holds it to end; from any thread, and from handlers of signals.
  public func raise() { raised.store(true, ordering: .relaxed) }

  /// Whether it was asked to end.
  public var isRaised: Bool {
    if raised.load(ordering: .relaxed) { return true }
    guard let deadline, ContinuousClock.now > deadline else { return false }
    raise()
    return true
  }

  /// - Throws: ``Stopped`` once it is raised.
  func check() throws(Stopped) { if isRaised { throw Stopped() } }
}

/// Work ended before its end because it was asked to.
public struct Stopped: Error {}
