import GQL
import Glibc
import Synchronization

/// Ends the process where work goes on after it should have stopped.
///
/// Work looks now and then whether it should stop. What lies between two looks is nearly always short, and so is the
/// freeing of what it has made; where it is not, a command that ends anyway need not wait for it. Nothing is lost by that:
/// while it must be known whether the graph was written, no work is overdue.
enum Overtime {
  /// Why the process ends now; nil where the work goes on.
  typealias Question = @Sendable () -> CommandError?

  /// How long a run may take to stop by itself.
  private static let grace = Duration.milliseconds(60)
  private static let step: UInt32 = 10_000

  private struct State {
    var question: Question?
    var isWatching = false
  }

  private static let state = Mutex(State())
  /// Whether the last words of the process are being said.
  private static let isEnding = Atomic<Bool>(false)

  /// Runs `body`, whose end the process does not wait for once it is overdue.
  ///
  /// - Parameter isLimited: whether anything but Ctrl-C, which begins to watch, can make it so.
  static func watched<Result>(
    isLimited: Bool, _ question: @escaping Question, _ body: () throws -> Result
  ) rethrows -> Result {
    state.withLock { $0.question = question }
    defer { state.withLock { $0.question = nil } }
    if isLimited { watch() }
    return try body()
  }

  /// When a run of the engine is overdue: some time after it was told to stop, or when the process has grown far beyond
  /// what the engine counts.
  static func question(
    _ cancellation: Cancellation, memory limit: MemoryLimit?
  ) -> Question {
    {
      if let overdue = cancellation.overdue, overdue.since > grace {
        return overdue.error == .cancelled
          ? .interrupted : .failed(ExitReport.sentence(of: overdue.error))
      }
      if let limit, !cancellation.isStoring, let used = ProcessMemory.ownBytes,
        used > limit.ofProcess
      {
        return .failed(ExitReport.sentence(of: .memoryLimit(bytes: limit.bytes)))
      }
      return nil
    }
  }

  /// Begins to watch, on a thread of its own. Where there can be none, work is only as prompt as its own looks.
  static func watch() {
    let isFirst = state.withLock { state in
      defer { state.isWatching = true }
      return !state.isWatching
    }
    guard isFirst else { return }
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { _ in
        while true {
          usleep(Overtime.step)
          let question = Overtime.state.withLock { $0.question }
          if let error = question?() { Overtime.end(with: error) }
        }
      }, nil)
    if status == 0 { pthread_detach(thread) }
  }

  private static func end(with error: CommandError) {
    guard claimEnd() else { return }
    RunningProgram.kill()
    if case .interrupted = error {
      ExitReport.say(EngineError.cancelled.description)
      _exit(ExitStatus.interrupted.rawValue)
    }
    ExitReport.say(ExitReport.sentence(for: error) ?? "\(error)")
    _exit(ExitStatus.failed.rawValue)
  }

  /// Whether the caller is the first that ends the process, and so says why.
  static func claimEnd() -> Bool { !isEnding.exchange(true, ordering: .relaxed) }
}

/// The most memory that work may take.
struct MemoryLimit {
  /// What the engine may count, and readers may take.
  var bytes: Int
  /// Whether nobody has said it.
  var isUsual: Bool

  /// What the process may take: what it needs beside its data and while tables grow comes to what was asked for, but
  /// there is no more than the machine has.
  var ofProcess: Int {
    isUsual ? bytes : bytes + max(bytes, Self.leastSurplus)
  }

  private static let leastSurplus = 128 << 20
}
