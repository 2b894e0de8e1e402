import Extraction
import Glibc
import Synchronization

/// Reading and importing under Ctrl-C and the limits of time and memory.
///
/// What ends the work raises ``stop``, which the work looks at; where it does not look for too long, the process ends.
final class BoundedWork: Sendable {
  let stop = StopSignal()
  private let options: GlobalOptions
  private let deadline: ContinuousClock.Instant?
  /// How long the work may take to stop by itself once Ctrl-C was pressed; nil for as long as it wants.
  private let patience: Duration?
  private let isInteractive: Bool
  /// Puts things in order where the process ends before the work does.
  private let cleanUp: @Sendable () -> Void

  private struct State {
    var cause: CommandError?
    var since = ContinuousClock.now
    var isClosing = false
  }

  private let state = Mutex(State())

  /// How long the work may take to stop by itself once a limit was met.
  private static let grace = Duration.milliseconds(500)

  init(
    _ options: GlobalOptions, patience: Duration? = nil, isInteractive: Bool = false,
    cleanUp: @escaping @Sendable () -> Void = {}
  ) {
    self.options = options
    self.patience = patience
    self.isInteractive = isInteractive
    self.cleanUp = cleanUp
    deadline = options.timeout.map { .now + $0.duration }
  }

  /// Runs `body`, which does the work by ``run(_:)`` and what goes before it, such as the making of a graph: a Ctrl-C that
  /// comes there ends the work, and not the process in the middle of that.
  func around<Result>(_ body: () throws -> Result) rethrows -> Result {
    let result = try Interrupts.handled(by: { self.end(.interrupted) }, body)
    passOverLate()
    return result
  }

  /// Does the work; what ended it early is thrown in place of whatever that led to.
  func run<Result>(_ body: () throws -> Result) throws -> Result {
    try check()
    let interrupt: @Sendable () -> Void = {
      self.end(.interrupted)
      Overtime.watch()
    }
    let result = Swift.Result {
      try Interrupts.handled(by: interrupt, endsAtSecond: !isInteractive) {
        try Overtime.watched(isLimited: true, { self.overdue() }, body)
      }
    }
    if let cause = state.withLock({ $0.cause }), case .failure = result { throw cause }
    passOverLate()
    return try result.get()
  }

  /// What is done is not to be called interrupted because its end was.
  private func passOverLate() {
    if state.withLock({ $0.isClosing }), !isInteractive { Interrupts.passOverOne() }
  }

  /// What ended the work; nil where nothing did.
  var cause: CommandError? { state.withLock { $0.cause } }

  /// Throws what ended the work.
  func check() throws { if let cause { throw cause } }

  /// From now on the work can only be waited for; throws if it was ended before.
  func close() throws {
    let cause = state.withLock { state in
      if state.cause == nil { state.isClosing = true }
      return state.cause
    }
    if let cause { throw cause }
  }

  private func end(_ cause: CommandError) {
    let isEnded = state.withLock { state in
      guard state.cause == nil, !state.isClosing else { return false }
      (state.cause, state.since) = (cause, .now)
      return true
    }
    if isEnded { stop.raise() }
  }

  /// Looks whether a limit is met, and whether the work goes on too long after that.
  private func overdue() -> CommandError? {
    if let deadline, let limit = options.timeout, .now > deadline {
      end(
        .failed("took longer than \(Words.time(limit.duration)); allow more with --timeout")
      )
    }
    let limit = options.memory
    if let used = ProcessMemory.ownBytes, used > limit.bytes {
      end(
        .failed(
          "needs more memory than \(limit.bytes >> 20) MB; allow more with --memory-limit"))
    }
    guard !isInteractive else { return nil }
    let (cause, since) = state.withLock { ($0.cause, $0.since) }
    guard let cause else { return nil }
    var patience: Duration? = Self.grace
    if case .interrupted = cause { patience = self.patience }
    guard let patience, .now - since > patience else { return nil }
    cleanUp()
    return cause
  }
}
