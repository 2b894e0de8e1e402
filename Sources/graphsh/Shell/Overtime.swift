import GQL
import Glibc
import Synchronization

/// Ends the process where a run goes on after it should have stopped.
///
/// The engine looks between blocks of rows whether it should stop. What lies between two looks is nearly always short,
/// and so is the freeing of what a run has made; where it is not, a command that ends anyway need not wait for it. Nothing
/// is lost by that: while the graph is written, no run is overdue.
enum Overtime {
  /// How long a run may take to stop by itself.
  private static let grace = Duration.milliseconds(60)
  private static let step: UInt32 = 10_000

  private struct State {
    var cancellation: Cancellation?
    var memoryLimit: Int?
    var isWatching = false
  }

  private static let state = Mutex(State())
  /// Whether the last words of the process are being said.
  private static let isEnding = Atomic<Bool>(false)

  /// Runs `body`, whose end the process does not wait for once it is overdue.
  static func watched<Result>(
    _ cancellation: Cancellation, timeout: Duration?, memoryLimit: Int?,
    _ body: () throws -> Result
  ) rethrows -> Result {
    state.withLock {
      $0.cancellation = cancellation
      $0.memoryLimit = memoryLimit
    }
    defer { state.withLock { $0.cancellation = nil } }
    if timeout != nil || memoryLimit != nil { watch() }
    return try body()
  }

  /// Begins to watch, on a thread of its own.
  static func watch() {
    let isFirst = state.withLock { state in
      defer { state.isWatching = true }
      return !state.isWatching
    }
    guard isFirst else { return }
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { _ in
        while true {
          usleep(Overtime.step)
          if let error = Overtime.reason() { Overtime.end(with: error) }
        }
      }, nil)
    pthread_detach(thread)
  }

  /// Why the process ends now; nil where it goes on.
  private static func reason() -> EngineError? {
    let (cancellation, memoryLimit) = state.withLock { ($0.cancellation, $0.memoryLimit) }
    guard let cancellation else { return nil }
    if let overdue = cancellation.overdue, overdue.since > grace { return overdue.error }
    if let memoryLimit, !cancellation.isStoring, let used = ProcessMemory.ownBytes,
      used > memoryLimit + max(memoryLimit, leastSurplus)
    {
      return .memoryLimit(bytes: memoryLimit)
    }
    return nil
  }

  /// What the process takes beside its data and while tables grow, at the least.
  private static let leastSurplus = 128 << 20

  private static func end(with error: EngineError) {
    guard claimEnd() else { return }
    ExitReport.say(error.description)
    _exit((error == .cancelled ? ExitStatus.interrupted : .failed).rawValue)
  }

  /// Whether the caller is the first that ends the process, and so says why.
  static func claimEnd() -> Bool { !isEnding.exchange(true, ordering: .relaxed) }
}

/// The memory of this process.
private enum ProcessMemory {
  /// Bytes in memory that no file backs; nil where the system does not tell.
  static var ownBytes: Int? {
    let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 128)
    let count = read(file, &buffer, buffer.count)
    guard count > 0 else { return nil }
    // Pages in all, in memory, and of those the ones of files.
    let numbers = String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ")
      .compactMap { Int($0) }
    guard numbers.count > 2 else { return nil }
    return (numbers[1] - numbers[2]) * sysconf(Int32(_SC_PAGESIZE))
  }
}
