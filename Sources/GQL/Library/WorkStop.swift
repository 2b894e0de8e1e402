import Synchronization

/// Ends the work on a request: because its client does not want it any more, or because its time is over.
package final class WorkStop: Sendable {
  package enum Cause: Sendable { case clientIsGone, timeIsOver }

  private struct State {
    var cause: Cause?
    var actions: [@Sendable () -> Void] = []
  }

  private let state = Mutex(State())

  package init() {}

  /// Asks the work to stop; may be called from any thread, and the first cause counts.
  package func raise(_ cause: Cause) {
    let actions = state.withLock { state in
      if state.cause == nil { state.cause = cause }
      return state.actions
    }
    for action in actions { action() }
  }

  package var cause: Cause? { state.withLock { $0.cause } }

  /// Has something done when it is raised; at once where it was before.
  package func whenRaised(_ action: @escaping @Sendable () -> Void) {
    let isRaised = state.withLock { state in
      state.actions.append(action)
      return state.cause != nil
    }
    if isRaised { action() }
  }

  /// Lets the stop end what an engine does, even where it came before.
  package func end(by cancellation: Cancellation) { whenRaised { cancellation.cancel() } }

  /// - Throws: `EngineError.cancelled` once it is raised
  package func check() throws { if cause != nil { throw EngineError.cancelled } }
}
