import GQL
import Glibc
import Synchronization

/// Ctrl-C.
///
/// SIGINT is blocked in every thread and waited for in one of its own, so that what it does is ordinary code and
/// no signal handler.
enum Interrupts {
  private struct State {
    var handler: (@Sendable () -> Void)?
    /// Whether a second Ctrl-C ends the process.
    var endsAtSecond = true
    var count = 0
  }

  private static let state = Mutex(State())

  /// Begins to watch; called once, before any other thread is made.
  static func start() {
    var signals = interrupt()
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { _ in
        Interrupts.watch()
        return nil
      }, nil)
    pthread_detach(thread)
  }

  /// Runs `body`; Ctrl-C meanwhile calls `handler`, on another thread. A second one ends the process, if
  /// `endsAtSecond`; without any handler the first one does.
  static func handled<Result>(
    by handler: @escaping @Sendable () -> Void, endsAtSecond: Bool = true,
    _ body: () throws -> Result
  ) rethrows -> Result {
    let outer = state.withLock { state in
      defer { state = State(handler: handler, endsAtSecond: endsAtSecond) }
      return state
    }
    defer { state.withLock { $0 = outer } }
    return try body()
  }

  private static func interrupt() -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    return signals
  }

  private static func watch() {
    var signals = interrupt()
    while true {
      var number: Int32 = 0
      guard sigwait(&signals, &number) == 0 else { continue }
      let handler = state.withLock { state in
        state.count += 1
        return state.count == 1 || !state.endsAtSecond ? state.handler : nil
      }
      guard let handler else {
        if Overtime.claimEnd() { ExitReport.say(EngineError.cancelled.description) }
        _exit(ExitStatus.interrupted.rawValue)
      }
      handler()
    }
  }
}
