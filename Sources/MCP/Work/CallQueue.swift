import Extraction

/// The calls that wait and those that are worked on.
final class CallQueue: Sendable {
  private struct State {
    var waiting: [Call] = []
    var running: [RequestID: Call] = [:]
    /// Whether no more calls come.
    var isClosed = false
  }

  private let monitor = Monitor(State())
  private let mostWaiting: Int

  init(mostWaiting: Int) { self.mostWaiting = mostWaiting }

  /// - Throws: ``ProtocolError`` where too many wait, or a call of the same id is open
  func add(_ call: Call) throws(ProtocolError) {
    let problem = monitor.change { state -> ProtocolError? in
      if state.running[call.id] != nil || state.waiting.contains(where: { $0.id == call.id }) {
        return ProtocolError(.invalidRequest, "a request with this id is open")
      }
      guard state.waiting.count < mostWaiting else {
        return ProtocolError(.busy, "too many requests wait: try again later")
      }
      state.waiting.append(call)
      return nil
    }
    if let problem { throw problem }
  }

  /// Waits for a call to work on; nil once there will be no more.
  func next() -> Call? {
    monitor.wait { state -> Call?? in
      if !state.waiting.isEmpty {
        let call = state.waiting.removeFirst()
        state.running[call.id] = call
        return call
      }
      return state.isClosed ? .some(nil) : nil
    }
  }

  func finish(_ call: Call) { monitor.change { $0.running[call.id] = nil } }

  /// Gives up a call, wherever it is; one that is done already is none of it.
  func cancel(_ id: RequestID) {
    let running = monitor.change { state -> Call? in
      state.waiting.removeAll { $0.id == id }
      return state.running[id]
    }
    running?.stop.raise(.clientIsGone)
  }

  /// Gives up all calls.
  func cancelAll() {
    let running = monitor.change { state in
      state.waiting = []
      return Array(state.running.values)
    }
    for call in running { call.stop.raise(.clientIsGone) }
  }

  /// Lets ``next()`` end once no call waits.
  func close() { monitor.change { $0.isClosed = true } }
}
