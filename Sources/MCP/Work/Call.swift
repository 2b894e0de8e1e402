import GQL
import Graph

/// A request that is worked on away from the thread that reads messages.
final class Call: Sendable {
  let id: RequestID
  let method: String
  let parameters: JSONValue
  let revision: ProtocolRevision
  /// The least severe kind of message that the client wants to hear meanwhile.
  let logLevel: LogLevel?
  let stop = WorkStop()

  init(
    _ id: RequestID, method: String, parameters: JSONValue, revision: ProtocolRevision,
    logLevel: LogLevel?
  ) {
    self.id = id
    self.method = method
    self.parameters = parameters
    self.revision = revision
    self.logLevel = logLevel
  }
}
