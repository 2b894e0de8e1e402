import Graph

/// What a client calls a request by: a text or a number.
struct RequestID: Hashable, Sendable {
  /// As JSON.
  let json: String

  /// Nil for a value that may not be an id.
  init?(_ value: JSONValue?) {
    switch value {
    case .string(let text)?: json = JSONText.string(text)
    case .number(let text)?: json = text
    default: return nil
    }
  }
}

/// A message of JSON-RPC 2.0, as one line holds it.
enum Message: Sendable {
  case request(RequestID, method: String, parameters: JSONValue)
  case notification(method: String, parameters: JSONValue)
  /// The answer to a request of the server, which makes none.
  case response

  /// What is wrong with a line, and the id that its answer must have as far as that can be told.
  struct Problem: Error {
    var id: RequestID?
    var error: ProtocolError
  }

  init(_ line: [UInt8]) throws(Problem) {
    let value: JSONValue
    do throws(SyntaxError) {
      value = try JSONParser.value(of: line)
    } catch {
      throw Problem(
        error: ProtocolError(.notJSON, "byte \(error.offset + 1) of the message: \(error.problem)"))
    }
    func invalid(_ what: String, _ id: RequestID? = nil) -> Problem {
      Problem(id: id, error: ProtocolError(.invalidRequest, what))
    }
    guard case .object = value else {
      if case .array = value {
        throw invalid("batches are not part of the protocol any more: send one message a line")
      }
      throw invalid("a message is an object of JSON")
    }
    let id = RequestID(value["id"])
    guard value["jsonrpc"] == .string("2.0") else {
      throw invalid("\"jsonrpc\" is not \"2.0\"", id)
    }
    guard let method = value["method"]?.string else {
      guard id != nil, value["method"] == nil, value["result"] != nil || value["error"] != nil
      else { throw invalid("the message has no text \"method\"", id) }
      self = .response
      return
    }
    let parameters = value["params"] ?? .object([])
    guard case .object = parameters else { throw invalid("\"params\" is no object", id) }
    if let id {
      self = .request(id, method: method, parameters: parameters)
    } else if value["id"] == nil {
      self = .notification(method: method, parameters: parameters)
    } else {
      throw invalid("\"id\" is neither a text nor a number")
    }
  }
}
