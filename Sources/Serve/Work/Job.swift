import GQL
import Synchronization

/// The work on one request, between the thread that has its client and the one that does it.
final class Job: Sendable {
  let client: Int
  let request: HTTPRequest
  /// Whether it may take long, so that short ones are not to wait for it.
  let isLong: Bool
  let stop = WorkStop()
  let arrival = ContinuousClock.now

  private let beginning = Mutex<ContinuousClock.Instant?>(nil)

  init(client: Int, request: HTTPRequest) {
    self.client = client
    self.request = request
    isLong = request.method == .post
  }

  /// When work on it began; nil while it waits.
  var start: ContinuousClock.Instant? { beginning.withLock { $0 } }

  func begin() { beginning.withLock { $0 = .now } }
}
