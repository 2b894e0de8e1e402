/// The lines of a request before its body (RFC 9112), read as strictly as the standard allows: what two programs could
/// read in two ways is refused.
struct RequestHead {
  private(set) var request = HTTPRequest()
  /// Bytes of the body that follows.
  private(set) var bodyLength = 0
  /// Whether the client waits to be told to send the body.
  private(set) var expectsContinue = false

  /// Whether it is of HTTP/1.1, where 1.0 is the other one.
  private var isNewest = false

  private static let mostFields = 100
  private static let tokenMarks = Set("!#$%&'*+-.^_`|~".utf8)

  /// - Parameter bytes: the head without the empty line that ends it
  /// - Throws: ``Refusal``
  init(_ bytes: some RandomAccessCollection<UInt8>) throws(Refusal) {
    let lines = Array(bytes).split(separator: 10, omittingEmptySubsequences: false)
    var fields: [(name: String, value: String)] = []
    for (number, line) in lines.enumerated() {
      // The last line has lost its end with the empty line behind it.
      var line = line
      if number < lines.count - 1, line.popLast() != 13 { throw Self.malformed("a line end") }
      if line.contains(where: { $0 < 32 && $0 != 9 || $0 == 127 }) {
        throw Self.malformed("a control character")
      }
      if number == 0 {
        try readRequestLine(line)
      } else {
        fields.append(try Self.field(line))
      }
    }
    guard fields.count <= Self.mostFields else {
      throw Refusal(.headTooLarge, "the request has more than \(Self.mostFields) header fields")
    }
    for (name, value) in fields {
      // What may be a list is joined; of what may stand only once, a second one is an attack or a mistake.
      if let known = request.headers[name] {
        guard name != "host", name != "content-length", name != "origin", name != "content-type"
        else { throw Self.malformed("two fields \(name)") }
        request.headers[name] = known + (name == "cookie" ? "; " : ", ") + value
      } else {
        request.headers[name] = value
      }
    }
    try readFraming()
  }

  private static func malformed(_ what: String) -> Refusal {
    Refusal(.badRequest, "the request is not well-formed HTTP: \(what)")
  }

  private mutating func readRequestLine(_ line: ArraySlice<UInt8>) throws(Refusal) {
    let words = line.split(separator: 32, omittingEmptySubsequences: false)
    guard words.count == 3 else { throw Self.malformed("its first line") }
    guard let method = HTTPRequest.Method(rawValue: String(decoding: words[0], as: UTF8.self))
    else {
      guard !words[0].isEmpty, words[0].allSatisfy(Self.isTokenByte) else {
        throw Self.malformed("its method")
      }
      throw Refusal(.methodNotAllowed, "only GET, HEAD and POST are answered")
    }
    request.method = method
    switch String(decoding: words[2], as: UTF8.self) {
    case "HTTP/1.1": isNewest = true
    case "HTTP/1.0": request.keepsConnection = false
    default: throw Self.malformed("its version is not HTTP/1.1")
    }
    let target = words[1]
    guard target.first == UInt8(ascii: "/"), !target.contains(where: { $0 > 126 }) else {
      throw Self.malformed("its target is no path")
    }
    let parts = target.split(
      separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    for part in parts[0].dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    {
      guard let text = PercentCoding.decoded(part) else {
        throw Self.malformed("an escape in its path")
      }
      request.path.append(text)
    }
    if request.path == [""] { request.path = [] }
    guard parts.count == 2 else { return }
    for field in parts[1].split(separator: UInt8(ascii: "&")) {
      let sides = field.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentCoding.decoded(sides[0], isField: true),
        let value = sides.count == 2 ? PercentCoding.decoded(sides[1], isField: true) : ""
      else { throw Self.malformed("an escape in its parameters") }
      request.query.append((name, value))
    }
  }

  private static func field(
    _ line: ArraySlice<UInt8>
  ) throws(Refusal) -> (name: String, value: String) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
      line[..<colon].allSatisfy(isTokenByte)
    else { throw malformed("a header field") }
    var value = line[(colon + 1)...]
    while value.first == 32 || value.first == 9 { value.removeFirst() }
    while value.last == 32 || value.last == 9 { value.removeLast() }
    return (
      String(decoding: line[..<colon], as: UTF8.self).lowercased(),
      String(decoding: value, as: UTF8.self)
    )
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: tokenMarks.contains(byte)
    }
  }

  /// Where the request ends, and whether another may follow.
  private mutating func readFraming() throws(Refusal) {
    if isNewest, request.headers["host"] == nil { throw Self.malformed("there is no Host") }
    if request.headers["transfer-encoding"] != nil {
      throw Refusal(
        .lengthRequired, "the body must come with its length", hint: "send Content-Length")
    }
    if let text = request.headers["content-length"] {
      // No sign, no list: "+5" and "5, 5" are read in different ways by different programs.
      guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
        throw Self.malformed("its Content-Length")
      }
      bodyLength = Int(text) ?? .max
    }
    let options = (request.headers["connection"] ?? "").lowercased()
      .split(separator: ",").map { $0.filter { $0 != " " } }
    if options.contains("close") { request.keepsConnection = false }
    if options.contains("keep-alive") { request.keepsConnection = true }
    expectsContinue = request.headers["expect"]?.lowercased() == "100-continue"
  }

  /// The request with its body.
  func request(body: some Sequence<UInt8>) -> HTTPRequest {
    var whole = request
    whole.body = Array(body)
    return whole
  }
}
