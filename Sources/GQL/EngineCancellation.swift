import Synchronization

/// Stops a running evaluation from any thread or signal watcher, and knows of one that goes on too long.
public final class Cancellation: Sendable {
  /// Moments are nanoseconds since this was made.
  private let origin = ContinuousClock.now
  /// When the wish to stop came; 0 where there is none.
  private let wish = Atomic<Int64>(0)
  /// When the time of the query under way ends; 0 where it has no limit.
  private let deadline = Atomic<Int64>(0)
  private let timeout = Atomic<Int64>(0)
  private let storing = Atomic<Bool>(false)

  /// A wish that nobody has uttered yet.
  public init() {}

  /// Asks the evaluation under way to stop; it does so within a fraction of a second with
  /// ``EngineError/cancelled``.
  public func cancel() {
    _ = wish.compareExchange(expected: 0, desired: now, ordering: .relaxed)
  }

  /// Takes the wish back, before a new run.
  public func reset() { wish.store(0, ordering: .relaxed) }

  /// Whether somebody wished it.
  public var isCancelled: Bool { wish.load(ordering: .relaxed) != 0 }

  /// Whether the evaluation under way writes the graph or a file.
  public var isStoring: Bool { storing.load(ordering: .relaxed) }

  /// What the evaluation under way should have ended with, and how long ago; nil where it may go on.
  ///
  /// For a process that had rather end than wait. While the graph or a file is written there is none, since
  /// whether that was done must be known.
  public var overdue: (error: EngineError, since: Duration)? {
    if isStoring { return nil }
    let now = now
    let (wish, deadline) = (wish.load(ordering: .relaxed), deadline.load(ordering: .relaxed))
    if wish != 0 { return (.cancelled, .nanoseconds(now - wish)) }
    guard deadline != 0, now > deadline else { return nil }
    let timeout = Duration.nanoseconds(timeout.load(ordering: .relaxed))
    return (.timeout(seconds: timeout.seconds), .nanoseconds(now - deadline))
  }

  /// Gives the query that begins now, or began at some moment, so much time; nil: as much as it takes.
  package func setTimeout(_ timeout: Duration?, since start: ContinuousClock.Instant = .now) {
    guard let timeout else { return deadline.store(0, ordering: .relaxed) }
    self.timeout.store(Self.nanoseconds(timeout), ordering: .relaxed)
    deadline.store(
      max(1, Self.nanoseconds(start - origin) + Self.nanoseconds(timeout)), ordering: .relaxed)
  }

  /// Whether the time of the query under way is over.
  var isLate: Bool {
    let deadline = deadline.load(ordering: .relaxed)
    return deadline != 0 && now > deadline
  }

  /// Throws ``EngineError/timeout(seconds:)`` once the time is over.
  package func checkTime() throws {
    guard isLate else { return }
    throw EngineError.timeout(
      seconds: Duration.nanoseconds(timeout.load(ordering: .relaxed)).seconds)
  }

  /// Does what writes the graph or a file.
  package func whileStoring<Result>(_ body: () throws -> Result) rethrows -> Result {
    let wasStoring = storing.exchange(true, ordering: .relaxed)
    defer { storing.store(wasStoring, ordering: .relaxed) }
    return try body()
  }

  private var now: Int64 { max(1, Self.nanoseconds(.now - origin)) }

  /// As many as 64 bits hold, which is 292 years.
  private static func nanoseconds(_ duration: Duration) -> Int64 {
    let seconds = Int64(clamping: duration.components.seconds)
    guard seconds < 1 << 33 else { return 1 << 62 }
    return seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000
  }
}

extension Duration {
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
