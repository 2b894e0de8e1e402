/// A request of HTTP, with its target taken apart.
struct HTTPRequest: Sendable {
  enum Method: String, Sendable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
  }

  var method = Method.get
  /// What stands between the slashes of the path, percent-decoded; empty for `/`.
  var path: [String] = []
  /// What stands behind the question mark, percent-decoded, in its order.
  var query: [(name: String, value: String)] = []
  /// By names in small letters.
  var headers: [String: String] = [:]
  var body: [UInt8] = []
  /// Whether the client goes on with the connection.
  var keepsConnection = true

  /// The value of the first parameter of this name.
  func parameter(_ name: String) -> String? {
    query.first { $0.name == name }?.value
  }

  /// The value of a cookie.
  func cookie(_ name: String) -> String? {
    for pair in (headers["cookie"] ?? "").split(separator: ";") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, parts[0].filter({ $0 != " " }) == name { return String(parts[1]) }
    }
    return nil
  }
}
