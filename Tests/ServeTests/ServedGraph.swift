import Foundation
import Serve
import TestSupport

/// A small graph, served by a server of its own within the test.
final class ServedGraph: Sendable {
  let server: Server
  private let folder: TemporaryFolder
  private let ended = DispatchSemaphore(value: 0)

  var path: String { folder.path("fjord.db") }
  var port: UInt16 { server.port }

  /// - Parameter label: the name of one of the persons
  init(
    allowsChanges: Bool = false, label: String = "Signe Dahl", limits: Limits = Limits()
  ) throws {
    folder = try TemporaryFolder()
    let path = folder.path("fjord.db")
    try FjordGraph.write(to: path, label: label)
    let server = try Server(
      graphAt: path, port: nil, allowsChanges: allowsChanges, limits: limits)
    self.server = server
    Thread { [ended] in
      try? server.run()
      ended.signal()
    }.start()
  }

  deinit { server.stop() }

  /// Stops the server; whether it ended within a time.
  func stop(within seconds: Double = 60) -> Bool {
    server.stop()
    return ended.wait(timeout: .now() + seconds) == .success
  }

  // MARK: Requests

  /// What the server answers to a request that is well-formed.
  func request(
    _ method: String, _ target: String, body: String? = nil, headers: [String: String] = [:]
  ) throws -> Answer {
    let connection = try Connection(to: port)
    var fields = ["Host": "127.0.0.1:\(port)", "Connection": "close"]
    if let body {
      fields["Content-Type"] = "application/json"
      fields["Content-Length"] = String(body.utf8.count)
    }
    fields.merge(headers) { $1 }
    let lines = fields.filter { !$0.value.isEmpty }.map { "\($0.key): \($0.value)\r\n" }
    try connection.send("\(method) \(target) HTTP/1.1\r\n\(lines.joined())\r\n\(body ?? "")")
    return try Answer(connection.rest())
  }

  func get(_ target: String, headers: [String: String] = [:]) throws -> Answer {
    try request("GET", target, headers: headers)
  }

  func post(
    _ target: String, _ object: [String: Any], headers: [String: String] = [:]
  ) throws -> Answer {
    let body = try JSONSerialization.data(withJSONObject: object)
    return try request(
      "POST", target, body: String(decoding: body, as: UTF8.self), headers: headers)
  }
}
