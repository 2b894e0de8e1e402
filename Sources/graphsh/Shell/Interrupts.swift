import GQL
import Glibc
import Synchronization

/// Ctrl-C.
///
/// SIGINT is blocked in every thread and waited for in one of its own, so that what it does is ordinary code and
/// no signal handler. So are the signals that end the process, which would leave the program that runs for it behind.
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
    var signals = awaited()
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { _ in
        Interrupts.watch()
        return nil
      }, nil)
    if status == 0 {
      pthread_detach(thread)
    } else {
      // Without a thread, Ctrl-C ends the process as it does others.
      pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
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

  /// Runs `body`, in which Ctrl-C is the business of another program that has the terminal.
  static func left<Result>(to body: () throws -> Result) rethrows -> Result {
    let nothing: @Sendable () -> Void = {}
    return try handled(by: nothing, endsAtSecond: false, body)
  }

  /// Whether Ctrl-C has come to the handler that there is now.
  static var hasCome: Bool { state.withLock { $0.count > 0 } }

  /// From now on, the first Ctrl-C outside of ``handled(by:endsAtSecond:_:)`` does nothing.
  static func passOverOne() { state.withLock { $0 = State(handler: {}) } }

  private static let ending = [SIGTERM, SIGHUP]

  private static func awaited() -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    for signal in ending {
      // What was to be ignored (nohup) stays so.
      var action = sigaction()
      sigaction(signal, nil, &action)
      if action.__sigaction_handler.sa_handler == nil { sigaddset(&signals, signal) }
    }
    return signals
  }

  private static func watch() {
    var signals = awaited()
    while true {
      var number: Int32 = 0
      guard sigwait(&signals, &number) == 0 else { continue }
      guard number == SIGINT else {
        RunningProgram.kill()
        sigemptyset(&signals)
        sigaddset(&signals, number)
        raise(number)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        continue
      }
      let handler = state.withLock { state in
        state.count += 1
        return state.count == 1 || !state.endsAtSecond ? state.handler : nil
      }
      guard let handler else {
        RunningProgram.kill()
        if Overtime.claimEnd() { ExitReport.say(EngineError.cancelled.description) }
        _exit(ExitStatus.interrupted.rawValue)
      }
      handler()
    }
  }
}
