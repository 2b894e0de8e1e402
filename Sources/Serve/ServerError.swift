/// Why a server cannot begin.
package enum ServerError: Error, Sendable, Equatable, CustomStringConvertible {
  case portIsTaken(UInt16)
  /// The address cannot be listened at; `reason` is the system's.
  case cannotListen(host: String, reason: String)
  /// The system gives no thread or no descriptor.
  case noThreads

  package var description: String {
    switch self {
    case .portIsTaken(let port):
      "port \(port) is taken by another program: name another with --port, or none for one that is free"
    case .cannotListen(let host, let reason): "cannot serve at \(host): \(reason)"
    case .noThreads: "the system gives no threads to serve with"
    }
  }
}
