import Graph

/// What a tool answers: for models as text, for programs as JSON.
struct ToolAnswer: Sendable {
  var text: String
  /// An object of JSON.
  var structured: String
  var isError = false

  /// As `tools/call` gives it.
  func result(_ revision: ProtocolRevision) -> ResultObject {
    var result = ResultObject(revision)
    var content = JSONObject()
    content.add("type", "text")
    content.add("text", text)
    result.object.add("content", raw: JSONObject.list([content.text]))
    // Older clients know no such member and read the text.
    result.object.add("structuredContent", raw: structured)
    result.object.add("isError", raw: String(isError))
    return result
  }
}

/// The result of a request, with what its revision wants to stand in each.
struct ResultObject {
  var object = JSONObject()
  private let revision: ProtocolRevision

  init(_ revision: ProtocolRevision) {
    self.revision = revision
    guard !revision.hasSessions else { return }
    object.add("resultType", "complete")
    var meta = JSONObject()
    meta.add("io.modelcontextprotocol/serverInfo", raw: ServerDescription.json)
    object.add("_meta", raw: meta.text)
  }

  /// Says for how long it may be kept by who asked.
  mutating func add(lifetime: Duration) {
    guard !revision.hasSessions else { return }
    object.add("ttlMs", Int(lifetime / .milliseconds(1)))
    object.add("cacheScope", "private")
  }

  var json: String { object.text }
}
