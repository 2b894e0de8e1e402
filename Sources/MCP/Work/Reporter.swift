import Graph

/// Tells the client how far a call is, where it asked for that.
struct Reporter: Sendable {
  let writer: MessageWriter
  /// What the client calls the call's progress, as JSON.
  let progressToken: String?
  let logLevel: LogLevel?

  init(writer: MessageWriter, call: Call) {
    self.writer = writer
    progressToken = RequestID(call.parameters["_meta"]?["progressToken"])?.json
    logLevel = call.logLevel
  }

  /// - Parameters:
  ///   - done: more each time
  ///   - total: as much as will be done; nil where that is not known
  func progress(_ done: Double, of total: Double?, _ message: String) {
    guard let progressToken else { return }
    var parameters = JSONObject()
    parameters.add("progressToken", raw: progressToken)
    parameters.add("progress", raw: String(done))
    if let total { parameters.add("total", raw: String(total)) }
    parameters.add("message", message)
    writer.notify("notifications/progress", parameters)
  }

  func log(_ level: LogLevel, _ message: String) {
    guard let logLevel, level >= logLevel else { return }
    var parameters = JSONObject()
    parameters.add("level", level.rawValue)
    parameters.add("logger", "graphsh")
    parameters.add("data", message)
    writer.notify("notifications/message", parameters)
  }
}
