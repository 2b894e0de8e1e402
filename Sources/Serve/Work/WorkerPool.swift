import Extraction
import TextAnalysis

/// Threads that work on requests, each with the graph open by itself: an engine, and a connection to a graph, belong to
/// one thread.
///
/// Requests are taken in their order. One thread is kept from those that may take long, so that a look at an entity never
/// waits for somebody's query.
final class WorkerPool: Sendable {
  private struct State {
    var waiting: [Job] = []
    var finished: [(job: Job, response: HTTPResponse)] = []
    /// Threads that do what may take long.
    var longJobs = 0
    var isClosed = false
  }

  private let monitor = Monitor(State())
  private let wake: WakePipe
  private let limits: Limits

  /// - Parameter answer: makes what answers requests on one thread
  /// - Throws: ``ServerError/noThreads``
  init(
    limits: Limits, wake: WakePipe,
    worker: @escaping @Sendable () -> ((Job) -> HTTPResponse)
  ) throws(ServerError) {
    self.wake = wake
    self.limits = limits
    let count = max(2, limits.threads)
    for number in 0..<count {
      let started = WorkerThread { [monitor, wake] in
        let answer = worker()
        while let job = Self.next(monitor, mostLong: count - 1) {
          let response = answer(job)
          monitor.change { state in
            if job.isLong { state.longJobs -= 1 }
            state.finished.append((job, response))
          }
          wake.wake()
        }
      }
      guard let started else {
        // Two are needed, for one is kept from long work.
        if number < 2 {
          close()
          throw .noThreads
        }
        break
      }
      started.detach()
    }
  }

  /// Waits for work; nil once there will be no more.
  private static func next(_ monitor: Monitor<State>, mostLong: Int) -> Job? {
    monitor.wait { state -> Job?? in
      if state.isClosed { return .some(nil) }
      // Nobody waits for what was given up meanwhile.
      state.waiting.removeAll { $0.stop.cause != nil }
      guard
        let place = state.waiting.firstIndex(where: { !$0.isLong || state.longJobs < mostLong })
      else { return nil }
      let job = state.waiting.remove(at: place)
      if job.isLong { state.longJobs += 1 }
      job.begin()
      return .some(job)
    }
  }

  /// Lets a thread work on a request; false where too many wait already.
  func add(_ job: Job) -> Bool {
    monitor.change { state in
      state.waiting.removeAll { $0.stop.cause != nil }
      guard state.waiting.count < limits.waiting else { return false }
      state.waiting.append(job)
      return true
    }
  }

  /// What was finished since the last call.
  func finished() -> [(job: Job, response: HTTPResponse)] {
    monitor.change { state in
      defer { state.finished = [] }
      return state.finished
    }
  }

  /// Lets the threads end.
  func close() { monitor.change { $0.isClosed = true } }
}
