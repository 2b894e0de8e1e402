/// Finds requests in the bytes of one connection, as they come.
///
/// Each byte is looked at a bounded number of times, however the bytes are cut.
struct RequestReader {
  enum Progress {
    /// More bytes are needed.
    case incomplete
    /// The body is waited for, and the client for a word that it may send it.
    case awaitsContinue
    case request(HTTPRequest)
  }

  private let limits: Limits
  private var bytes: [UInt8] = []
  /// Up to where the end of the head has been looked for.
  private var searched = 0
  private var head: (RequestHead, length: Int)?

  init(limits: Limits) { self.limits = limits }

  /// Whether a request has begun and is not whole.
  var hasBegun: Bool { !bytes.isEmpty }

  mutating func append(_ new: some Collection<UInt8>) { bytes += new }

  /// The next request, if its bytes are there.
  ///
  /// - Throws: ``Refusal``, after which nothing that follows can be read
  mutating func next() throws(Refusal) -> Progress {
    guard let (head, length) = try readHead() else { return .incomplete }
    guard bytes.count - length >= head.bodyLength else {
      guard head.expectsContinue, bytes.count == length else { return .incomplete }
      return .awaitsContinue
    }
    let end = length + head.bodyLength
    let request = head.request(body: bytes[length..<end])
    bytes.removeFirst(end)
    self.head = nil
    searched = 0
    return .request(request)
  }

  private mutating func readHead() throws(Refusal) -> (RequestHead, length: Int)? {
    if let head { return head }
    // Empty lines before a request are passed over, as the standard asks (RFC 9112, 2.2).
    if searched == 0 {
      while bytes.starts(with: [13, 10]) { bytes.removeFirst(2) }
    }
    guard let end = headEnd() else {
      guard bytes.count <= limits.headBytes else { throw tooLarge() }
      return nil
    }
    guard end <= limits.headBytes else { throw tooLarge() }
    let read = try RequestHead(bytes[..<end])
    guard read.bodyLength <= limits.bodyBytes else {
      throw Refusal(
        .contentTooLarge, "the body has more than \(limits.bodyBytes >> 10) KB",
        hint: "larger programs are run by 'graphsh run'")
    }
    head = (read, end + 4)
    return head
  }

  private func tooLarge() -> Refusal {
    Refusal(.headTooLarge, "the request has more than \(limits.headBytes >> 10) KB before its body")
  }

  /// Where the empty line begins that ends the head.
  private mutating func headEnd() -> Int? {
    var place = max(0, searched - 3)
    while place + 3 < bytes.count {
      if bytes[place] == 13, bytes[place + 1] == 10, bytes[place + 2] == 13,
        bytes[place + 3] == 10
      {
        return place
      }
      place += 1
    }
    searched = bytes.count
    return nil
  }
}
