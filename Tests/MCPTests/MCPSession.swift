import Foundation
import Glibc
import TestSupport

/// The built `graphsh mcp`, talked to over pipes as clients do.
final class MCPSession {
  let folder: TemporaryFolder
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var buffer: [UInt8] = []
  /// Above what tests write themselves.
  private var nextID = 1000

  struct NoAnswer: Error, CustomStringConvertible { let description: String }

  /// How long an answer is waited for: only a guard, for machines with much to do.
  private static let patience: Int32 = 120_000

  /// - Parameter isNew: whether the graph's file is yet to be made
  init(_ options: [String] = [], isNew: Bool = false) throws {
    folder = try TemporaryFolder()
    if !isNew { try FjordGraph.write(to: folder.path("fjord.db")) }
    process.executableURL = GraphshCommand.executable
    process.arguments = ["mcp", "fjord.db"] + options
    process.currentDirectoryURL = folder.url
    process.environment = ProcessInfo.processInfo.environment.filter { $0.key != "GRAPHSH_DB" }
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  deinit {
    if process.isRunning { process.terminate() }
  }

  var isRunning: Bool { process.isRunning }

  /// Closes the client's end and waits until the server ends.
  func close() -> Int32 {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Closes the client's end for what the server says.
  func stopReading() { try? output.fileHandleForReading.close() }

  // MARK: Messages

  func send(_ line: String) throws { try send(Data((line + "\n").utf8)) }

  func send(_ bytes: Data) throws { try input.fileHandleForWriting.write(contentsOf: bytes) }

  /// The next message of the server.
  func receive() throws -> [String: Any] {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        let line = Data(buffer[..<end])
        buffer.removeSubrange(...end)
        guard let message = try JSONSerialization.jsonObject(with: line) as? [String: Any] else {
          throw NoAnswer(description: "a message that is no object")
        }
        return message
      }
      var waiting = pollfd(
        fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Self.patience) > 0 else {
        throw NoAnswer(description: "the server says nothing")
      }
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { throw NoAnswer(description: "the server is gone") }
      buffer += data
    }
  }

  /// The answer to the request of an id; notifications before it are handed over.
  func answer(
    to id: Int, meanwhile: (_ notification: [String: Any]) -> Void = { _ in }
  ) throws -> [String: Any] {
    while true {
      let message = try receive()
      if message["id"] as? Int == id { return message }
      if message["id"] == nil { meanwhile(message) }
    }
  }

  /// Sends a request, and gives its id.
  @discardableResult
  func begin(_ method: String, _ parameters: [String: Any] = [:]) throws -> Int {
    nextID += 1
    let message: [String: Any] = [
      "jsonrpc": "2.0", "id": nextID, "method": method, "params": parameters,
    ]
    try send(String(decoding: try JSONSerialization.data(withJSONObject: message), as: UTF8.self))
    return nextID
  }

  func request(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    try answer(to: try begin(method, parameters))
  }

  func result(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    let answer = try request(method, parameters)
    guard let result = answer["result"] as? [String: Any] else {
      throw NoAnswer(description: "\(method): \(answer)")
    }
    return result
  }

  func error(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    let answer = try request(method, parameters)
    guard let error = answer["error"] as? [String: Any] else {
      throw NoAnswer(description: "\(method): \(answer)")
    }
    return error
  }

  /// What a tool answers.
  struct ToolResult {
    let text: String
    let structured: [String: Any]
    let isError: Bool

    init(_ result: [String: Any]) throws {
      guard let content = (result["content"] as? [[String: Any]])?.first,
        let text = content["text"] as? String,
        let structured = result["structuredContent"] as? [String: Any],
        let isError = result["isError"] as? Bool
      else { throw NoAnswer(description: "no result of a tool: \(result)") }
      (self.text, self.structured, self.isError) = (text, structured, isError)
    }

    /// The texts of the sentences that are cited, by their ids.
    var cited: [Int: String] {
      var found: [Int: String] = [:]
      for sentence in structured["sentences"] as? [[String: Any]] ?? [] {
        if let id = sentence["id"] as? Int { found[id] = sentence["text"] as? String }
      }
      return found
    }

    func list(_ name: String) -> [[String: Any]] { structured[name] as? [[String: Any]] ?? [] }

    var message: String? { (structured["error"] as? [String: Any])?["message"] as? String }
  }

  func call(_ tool: String, _ arguments: [String: Any] = [:]) throws -> ToolResult {
    try ToolResult(result("tools/call", ["name": tool, "arguments": arguments]))
  }
}
