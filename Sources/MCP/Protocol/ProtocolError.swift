import Graph

/// An error of JSON-RPC: the message could not be taken as a request, or asks for what there is not.
struct ProtocolError: Error, Sendable, Equatable {
  enum Code: Int, Sendable {
    case notJSON = -32700
    case invalidRequest = -32600
    case unknownMethod = -32601
    case invalidParameters = -32602
    case failed = -32603
    /// Too many requests wait.
    case busy = -32000
    /// A resource that does not exist, before revision 2026-07-28.
    case noResource = -32002
    case unsupportedRevision = -32022
  }

  var code: Code
  var message: String
  /// More about it, as JSON.
  var data: String?

  init(_ code: Code, _ message: String, data: String? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  var json: String {
    var object = JSONObject()
    object.add("code", code.rawValue)
    object.add("message", message)
    if let data { object.add("data", raw: data) }
    return object.text
  }
}
