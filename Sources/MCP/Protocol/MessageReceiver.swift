import Graph

/// Takes messages one after another: answers what needs no graph, and hands the rest to those who have it open.
struct MessageReceiver {
  private let site: Site
  private let queue: CallQueue
  private let writer: MessageWriter
  /// What a client that opens a session wants to hear of, until it says otherwise.
  private var sessionLogLevel = LogLevel.warning
  private var sessionRevision = ProtocolRevision.latestWithSessions

  init(site: Site, queue: CallQueue, writer: MessageWriter) {
    self.site = site
    self.queue = queue
    self.writer = writer
  }

  mutating func receive(_ line: LineReader.Line) {
    guard case .line(let bytes) = line else {
      return writer.refuse(
        nil,
        because: ProtocolError(
          .invalidRequest, "a message has at most \(site.limits.messageBytes) bytes"))
    }
    let message: Message
    do throws(Message.Problem) { message = try Message(bytes) } catch {
      return writer.refuse(error.id, because: error.error)
    }
    switch message {
    case .response: break
    case .notification("notifications/cancelled", let parameters):
      if let id = RequestID(parameters["requestId"]) { queue.cancel(id) }
    case .notification: break
    case .request(let id, let method, let parameters):
      do throws(ProtocolError) {
        if let result = try answer(id, method, parameters) { writer.answer(id, with: result.json) }
      } catch {
        writer.refuse(id, because: error)
      }
    }
  }

  /// The result of a request; nil where it is worked on, or has been answered.
  private mutating func answer(
    _ id: RequestID, _ method: String, _ parameters: JSONValue
  ) throws(ProtocolError) -> ResultObject? {
    let revision = try revision(of: parameters, method)
    var result = ResultObject(revision)
    switch method {
    case "initialize" where revision.hasSessions:
      initialize(parameters, &result)
    case "server/discover":
      result.object.add(
        "supportedVersions", raw: JSONText.list(ProtocolRevision.allCases.map(\.rawValue)))
      result.object.add("capabilities", raw: ServerDescription.capabilities)
      result.object.add("instructions", LanguageCard.instructions)
      result.add(lifetime: .seconds(3600))
    case "ping" where revision.hasSessions: break
    case "logging/setLevel" where revision.hasSessions:
      sessionLogLevel = try Self.level(parameters["level"])
    case "tools/list":
      result.object.add("tools", raw: JSONObject.list(site.tools.map(\.json)))
      result.add(lifetime: .seconds(3600))
    case "resources/templates/list":
      result.object.add("resourceTemplates", raw: GraphResources.templates)
      result.add(lifetime: .seconds(3600))
    case "tools/call", "resources/list", "resources/read":
      let level =
        revision.hasSessions
        ? sessionLogLevel
        : try parameters["_meta"]?["io.modelcontextprotocol/logLevel"].map(Self.level)
      try queue.add(
        Call(
          id, method: method, parameters: parameters, revision: revision, logLevel: level))
      return nil
    default:
      throw ProtocolError(.unknownMethod, "no method \(Clip.text(method, most: 100))")
    }
    return result
  }

  /// By which revision a request speaks: what it says itself, or that of the session.
  private func revision(
    of parameters: JSONValue, _ method: String
  ) throws(ProtocolError) -> ProtocolRevision {
    let meta = parameters["_meta"]
    guard let named = meta?[ProtocolRevision.metaName] else { return sessionRevision }
    guard let text = named.string else {
      throw ProtocolError(.invalidParameters, "\"\(ProtocolRevision.metaName)\" is no text")
    }
    guard let revision = ProtocolRevision(rawValue: text), !revision.hasSessions else {
      var data = JSONObject()
      data.add("supported", raw: JSONText.list(ProtocolRevision.allCases.map(\.rawValue)))
      data.add("requested", Clip.text(text, most: 100))
      throw ProtocolError(
        .unsupportedRevision, "this server does not speak that revision of the protocol",
        data: data.text)
    }
    guard case .object? = meta?["io.modelcontextprotocol/clientCapabilities"] else {
      throw ProtocolError(
        .invalidParameters, "_meta has no object \"io.modelcontextprotocol/clientCapabilities\"")
    }
    return revision
  }

  private mutating func initialize(_ parameters: JSONValue, _ result: inout ResultObject) {
    let offered = parameters["protocolVersion"]?.string.flatMap(ProtocolRevision.init)
    sessionRevision =
      offered.flatMap { $0.hasSessions ? $0 : nil } ?? ProtocolRevision.latestWithSessions
    result.object.add("protocolVersion", sessionRevision.rawValue)
    result.object.add("capabilities", raw: ServerDescription.capabilities)
    result.object.add("serverInfo", raw: ServerDescription.json)
    result.object.add("instructions", LanguageCard.instructions)
  }

  private static func level(_ value: JSONValue?) throws(ProtocolError) -> LogLevel {
    guard let level = value?.string.flatMap(LogLevel.init) else {
      let known = LogLevel.allCases.map(\.rawValue).joined(separator: ", ")
      throw ProtocolError(.invalidParameters, "the level is none of \(known)")
    }
    return level
  }
}
