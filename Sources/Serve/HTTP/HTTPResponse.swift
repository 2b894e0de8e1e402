import Page

/// An answer of HTTP.
struct HTTPResponse: Sendable {
  var status = HTTPStatus.ok
  var contentType: String
  var body: [UInt8]
  /// Beside those that every answer has.
  var headers: [(name: String, value: String)] = []

  init(status: HTTPStatus = .ok, contentType: String, text: String) {
    self.status = status
    self.contentType = contentType
    body = Array(text.utf8)
  }

  init(status: HTTPStatus = .ok, json: String) {
    self.init(status: status, contentType: "application/json; charset=utf-8", text: json + "\n")
  }

  /// The bytes that go over the connection.
  ///
  /// - Parameters:
  ///   - isHead: whether only the head was asked for
  ///   - keepsConnection: whether another request may follow
  func bytes(isHead: Bool, keepsConnection: Bool) -> [UInt8] {
    var head = "HTTP/1.1 \(status.rawValue) \(status.phrase)\r\n"
    let fields =
      [
        ("Content-Type", contentType), ("Content-Length", String(body.count)),
        ("Content-Security-Policy", PageDocument.servedPolicy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Connection", keepsConnection ? "keep-alive" : "close"),
      ] + headers + (status == .methodNotAllowed ? [("Allow", "GET, HEAD, POST")] : [])
      + (status == .unavailable ? [("Retry-After", "1")] : [])
    for (name, value) in fields { head += "\(name): \(value)\r\n" }
    return Array((head + "\r\n").utf8) + (isHead ? [] : body)
  }
}
