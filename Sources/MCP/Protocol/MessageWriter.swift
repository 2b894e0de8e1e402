import Glibc
import Graph
import Synchronization

/// Writes messages to the client, one a line, from any thread.
final class MessageWriter: Sendable {
  private let descriptor: Int32
  private let isOpen = Mutex(true)
  private let clientIsGone: @Sendable () -> Void

  /// - Parameter clientIsGone: called once, when a message cannot be written any more
  init(_ descriptor: Int32, clientIsGone: @escaping @Sendable () -> Void) {
    self.descriptor = descriptor
    self.clientIsGone = clientIsGone
  }

  /// Whether the client takes messages.
  var isWritable: Bool { isOpen.withLock { $0 } }

  func answer(_ id: RequestID, with result: String) {
    write("{\"jsonrpc\":\"2.0\",\"id\":\(id.json),\"result\":\(result)}")
  }

  /// - Parameter id: nil where the message does not tell
  func refuse(_ id: RequestID?, because error: ProtocolError) {
    write("{\"jsonrpc\":\"2.0\",\"id\":\(id?.json ?? "null"),\"error\":\(error.json)}")
  }

  /// Answers a request with its result, as JSON, or with why there is none.
  func write(_ answer: Result<String, ProtocolError>, to id: RequestID) {
    switch answer {
    case .success(let result): self.answer(id, with: result)
    case .failure(let error): refuse(id, because: error)
    }
  }

  func notify(_ method: String, _ parameters: JSONObject) {
    write(
      "{\"jsonrpc\":\"2.0\",\"method\":\(JSONText.string(method)),\"params\":\(parameters.text)}")
  }

  private func write(_ message: String) {
    let isLost = isOpen.withLock { isOpen in
      guard isOpen else { return false }
      isOpen = writeAll(Array((message + "\n").utf8))
      return !isOpen
    }
    if isLost { clientIsGone() }
  }

  private func writeAll(_ bytes: [UInt8]) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno != EINTR { return false }
      written += max(0, count)
    }
    return true
  }
}
