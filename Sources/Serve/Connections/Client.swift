import Glibc

/// The other side has closed its end (`POLLRDHUP`), which Linux tells beside what POSIX has.
private let hangUp: Int16 = 0x2000

/// One connection: what has come over it, what is to go, and until when.
///
/// Belongs to the thread of the ``EventLoop``.
final class Client {
  enum State {
    /// A request is awaited, or has come in part.
    case reading
    /// Others work on its request.
    case working(Job)
    /// An answer goes out; another request may follow it or not.
    case writing(keepsConnection: Bool)
    /// The last answer is out. What still comes is thrown away, since a connection that is closed with unread bytes takes
    /// the answer with it.
    case closing
  }

  /// Never given twice, other than descriptors.
  let number: Int
  let descriptor: Int32
  private(set) var state = State.reading
  /// When the present state has lasted too long.
  private(set) var deadline: ContinuousClock.Instant
  /// Since when it has been waiting for a whole request.
  private(set) var readsSince = ContinuousClock.now
  private let limits: Limits
  private var reader: RequestReader
  private var output: [UInt8] = []
  private var written = 0
  private var isHead = false
  private var keepsConnection = true
  private var hasContinued = false

  /// How much of what nobody wants is taken, and how long.
  private static let mostThrownAway = 64 << 20
  private static let closing = Duration.seconds(2)
  private var thrownAway = 0

  init(number: Int, descriptor: Int32, limits: Limits) {
    self.number = number
    self.descriptor = descriptor
    self.limits = limits
    reader = RequestReader(limits: limits)
    deadline = .now + limits.idle
  }

  deinit { close(descriptor) }

  /// What `poll` is to wait for.
  var events: Int16 {
    switch state {
    case .reading, .closing: Int16(POLLIN)
    // A client that goes away wants no answer.
    case .working: hangUp
    case .writing: Int16(POLLOUT)
    }
  }

  /// What has come of a descriptor that was ready.
  enum Event {
    case nothing
    case request(HTTPRequest)
    /// The connection is to be closed.
    case end
  }

  // MARK: Reading

  /// Takes the bytes that have come.
  func read() -> Event {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    // One round for each client, so that none keeps the others waiting.
    let count = recv(descriptor, &bytes, bytes.count, 0)
    if count == 0 { return .end }
    if count < 0 { return errno == EAGAIN || errno == EINTR ? .nothing : .end }
    if case .closing = state {
      thrownAway += count
      return thrownAway > Self.mostThrownAway ? .end : .nothing
    }
    if !reader.hasBegun { deadline = .now + limits.transfer }
    reader.append(bytes[..<count])
    return next()
  }

  /// The next request of what has come already.
  private func next() -> Event {
    do throws(Refusal) {
      switch try reader.next() {
      case .incomplete: return .nothing
      case .awaitsContinue:
        if !hasContinued {
          hasContinued = true
          let word = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
          _ = send(descriptor, word, word.count, Int32(MSG_NOSIGNAL))
        }
        return .nothing
      case .request(let request):
        hasContinued = false
        isHead = request.method == .head
        keepsConnection = request.keepsConnection
        return .request(request)
      }
    } catch {
      // What follows cannot be told from the rest of what was wrong.
      isHead = false
      keepsConnection = false
      return answer(error.response)
    }
  }

  /// Others work on the request from now on.
  func wait(for job: Job) { state = .working(job) }

  // MARK: Writing

  /// Begins to write an answer.
  ///
  /// - Parameter isLast: whether the connection ends with it in any case
  func answer(_ response: HTTPResponse, isLast: Bool = false) -> Event {
    let keeps = keepsConnection && !isLast
    output = response.bytes(isHead: isHead, keepsConnection: keeps)
    written = 0
    state = .writing(keepsConnection: keeps)
    deadline = .now + limits.transfer
    return write()
  }

  /// Writes on; when all is written, the next request may be there already.
  func write() -> Event {
    while written < output.count {
      let count = output.withUnsafeBytes { bytes in
        send(
          descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written,
          Int32(MSG_NOSIGNAL))
      }
      if count < 0 {
        if errno == EINTR { continue }
        return errno == EAGAIN ? .nothing : .end
      }
      written += count
      deadline = .now + limits.transfer
    }
    output = []
    guard case .writing(keepsConnection: true) = state else {
      shutdown(descriptor, Int32(SHUT_WR))
      state = .closing
      deadline = .now + Self.closing
      return .nothing
    }
    state = .reading
    readsSince = .now
    deadline = .now + (reader.hasBegun ? limits.transfer : limits.idle)
    return next()
  }

  // MARK: Time

  /// What becomes of a client whose time is over.
  func expire() -> Event {
    guard case .reading = state, reader.hasBegun else { return .end }
    return answer(
      Refusal(
        .timeout, "the request did not come within \(Int(limits.transfer / .seconds(1))) s"
      ).response, isLast: true)
  }

  /// Whether it may be closed at once: it has no request.
  var isIdle: Bool {
    if case .reading = state { !reader.hasBegun } else { false }
  }

  var isReading: Bool { if case .reading = state { true } else { false } }
}
