import Glibc

/// Waits for all connections at once, takes requests, hands the work on them over, and writes the answers.
///
/// One thread, which never waits for a client or for work: a client that sends a byte a second costs a place in a list.
/// `poll` looks at each of the few hundred connections that there may be.
final class EventLoop {
  private let listener: ListeningSocket
  private let wake: WakePipe
  private let pool: WorkerPool
  private let router: Router
  private let limits: Limits
  private var clients: [Int: Client] = [:]
  private var next = 0
  /// Until when no connection is taken, since the system gives no descriptors.
  private var pause = ContinuousClock.now

  /// How often work is looked at that goes on.
  private static let watching = Duration.milliseconds(50)
  private static let shortage = Duration.milliseconds(200)

  init(
    listener: ListeningSocket, wake: WakePipe, pool: WorkerPool, router: Router, limits: Limits
  ) {
    self.listener = listener
    self.wake = wake
    self.pool = pool
    self.router = router
    self.limits = limits
  }

  /// Serves until `isStopped` says so after a waking, and then until what was asked before is answered.
  func run(until isStopped: () -> Bool) {
    while true {
      let isStopping = isStopped()
      if isStopping {
        listener.stop()
        for client in clients.values where client.isIdle { clients[client.number] = nil }
        if clients.isEmpty { return }
      }
      let numbers = Array(clients.keys)
      var polled = [pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0)]
      polled.append(
        pollfd(
          fd: isStopping || pause > .now ? -1 : listener.descriptor, events: Int16(POLLIN),
          revents: 0))
      for number in numbers {
        let client = clients[number]
        polled.append(
          pollfd(fd: client?.descriptor ?? -1, events: client?.events ?? 0, revents: 0))
      }
      let count = poll(&polled, nfds_t(polled.count), patience())
      if count < 0, errno != EINTR, errno != EAGAIN { usleep(1000) }
      if polled[0].revents != 0 { wake.clear() }
      for (job, response) in pool.finished() { deliver(response, of: job, isLast: isStopping) }
      for (number, ready) in zip(numbers, polled.dropFirst(2)) where count > 0 && ready.revents != 0
      {
        guard let client = clients[number] else { continue }
        attend(client, isLast: isStopping)
      }
      watchTime(isLast: isStopping)
      if count > 0, polled[1].revents != 0 { acceptClients() }
    }
  }

  /// How many milliseconds nothing need be looked at.
  private func patience() -> Int32 {
    var first = ContinuousClock.now + .seconds(60)
    for client in clients.values {
      if case .working = client.state {
        first = min(first, .now + Self.watching)
      } else {
        first = min(first, client.deadline)
      }
    }
    if pause > .now { first = min(first, pause) }
    return Int32(clamping: Int64(max(0, (first - .now) / .milliseconds(1))) + 1)
  }

  // MARK: Clients

  private func acceptClients() {
    // As many as the queue of the system may hold, and then the others have their turn.
    for _ in 0..<limits.connections {
      do {
        guard let descriptor = try listener.accept() else { return }
        makeRoom()
        next += 1
        let client = Client(number: next, descriptor: descriptor, limits: limits)
        clients[next] = client
        if clients.count > limits.connections {
          let refusal = Refusal(
            .unavailable, "there are \(limits.connections) connections already",
            hint: "try again in a moment")
          handle(client.answer(refusal.response, isLast: true), client, isLast: true)
        }
      } catch {
        guard !makeRoom(always: true) else { continue }
        pause = .now + Self.shortage
        return
      }
    }
  }

  /// Closes the connection that waits longest without a whole request, where there are too many: who sends nothing, or too
  /// slowly, is not to keep others out.
  @discardableResult
  private func makeRoom(always: Bool = false) -> Bool {
    guard always || clients.count >= limits.connections else { return false }
    let oldest = clients.values.filter(\.isReading).min {
      ($0.isIdle ? 0 : 1, $0.readsSince) < ($1.isIdle ? 0 : 1, $1.readsSince)
    }
    guard let oldest else { return false }
    clients[oldest.number] = nil
    return true
  }

  /// Does what a ready descriptor allows.
  private func attend(_ client: Client, isLast: Bool) {
    switch client.state {
    case .reading, .closing: handle(client.read(), client, isLast: isLast)
    case .writing: handle(client.write(), client, isLast: isLast)
    case .working(let job):
      job.stop.raise(.clientIsGone)
      clients[client.number] = nil
    }
  }

  private func handle(_ first: Client.Event, _ client: Client, isLast: Bool) {
    var event = first
    while true {
      switch event {
      case .nothing: return
      case .end:
        clients[client.number] = nil
        return
      case .request(let request): event = take(request, of: client, isLast: isLast)
      }
    }
  }

  private func take(_ request: HTTPRequest, of client: Client, isLast: Bool) -> Client.Event {
    if let response = router.immediateResponse(to: request) {
      return client.answer(response, isLast: isLast)
    }
    let job = Job(client: client.number, request: request)
    guard pool.add(job) else {
      let refusal = Refusal(
        .tooManyRequests, "\(limits.waiting) requests are waiting already",
        hint: "try again in a moment")
      return client.answer(refusal.response, isLast: isLast)
    }
    client.wait(for: job)
    return .nothing
  }

  private func deliver(_ response: HTTPResponse, of job: Job, isLast: Bool) {
    guard let client = clients[job.client], case .working(let current) = client.state,
      current === job
    else { return }
    handle(client.answer(response, isLast: isLast), client, isLast: isLast)
  }

  // MARK: Time

  private func watchTime(isLast: Bool) {
    let now = ContinuousClock.now
    for client in Array(clients.values) {
      guard case .working(let job) = client.state else {
        if now > client.deadline { handle(client.expire(), client, isLast: isLast) }
        continue
      }
      if let start = job.start {
        if now > start + limits.time { job.stop.raise(.timeIsOver) }
        // What does not look whether it should stop goes on, and keeps its thread, but not its client.
        if now > start + limits.time + Limits.grace {
          handle(
            client.answer(Router.overtime(limits).response, isLast: isLast), client,
            isLast: isLast)
        }
      } else if now > job.arrival + limits.time {
        job.stop.raise(.timeIsOver)
        let refusal = Refusal(
          .unavailable, "other requests take all the time", hint: "try again in a moment")
        handle(client.answer(refusal.response, isLast: isLast), client, isLast: isLast)
      }
    }
  }
}
