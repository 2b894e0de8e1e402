import Foundation
import Glibc

/// A connection to a server of this machine, for requests that no decent client would send.
final class Connection {
  let descriptor: Int32

  struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ what: String) { description = "\(what): \(String(cString: strerror(errno)))" }
  }

  init(to port: UInt16, patience: Int = 15) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Failure("socket") }
    var time = timeval(tv_sec: patience, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else {
      close(descriptor)
      throw Failure("connect")
    }
  }

  deinit { close(descriptor) }

  func send(_ text: String) throws {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Failure("send") }
      bytes = bytes.dropFirst(count)
    }
  }

  /// All that comes until the server closes.
  func rest() throws -> String {
    var all: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(descriptor, &part, part.count, 0)
      if count == 0 { return String(decoding: all, as: UTF8.self) }
      if count < 0 {
        // A server that throws a request away may reset what is left of it.
        if errno == ECONNRESET, !all.isEmpty { return String(decoding: all, as: UTF8.self) }
        throw Failure("recv")
      }
      all += part[..<count]
    }
  }

  /// What comes next, as soon as something does; empty where the server has closed.
  func some() throws -> String {
    var part = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &part, part.count, 0)
    guard count >= 0 else { throw Failure("recv") }
    return String(decoding: part[..<count], as: UTF8.self)
  }
}

/// An answer of HTTP, taken apart.
struct Answer {
  let status: Int
  let headers: [String: String]
  let body: String

  struct Malformed: Error { let text: String }

  init(_ text: String) throws {
    guard let end = text.firstRange(of: "\r\n\r\n") else { throw Malformed(text: text) }
    let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count > 1, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
      throw Malformed(text: text)
    }
    self.status = status
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstRange(of: ": ") else { throw Malformed(text: text) }
      headers[line[..<colon.lowerBound].lowercased()] = String(line[colon.upperBound...])
    }
    self.headers = headers
    body = String(text[end.upperBound...])
  }

  /// The body, which must be a JSON object.
  func json() throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(body.utf8))
    guard let object = value as? [String: Any] else { throw Malformed(text: body) }
    return object
  }

  /// What is wrong, where the body says so.
  func error() throws -> [String: Any] { try json()["error"] as? [String: Any] ?? [:] }
}
