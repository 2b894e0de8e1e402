/// The text of one program, with its name and its lines.
public struct SourceText: Sendable {
  /// What messages call it: a path, `<stdin>`, `<query>`.
  public let name: String
  /// UTF-8; ill-formed bytes are the lexer's to report.
  public let bytes: [UInt8]
  /// The number of the first line: a text may be a part of a longer one.
  private let firstLine: Int
  /// Where each line but the first begins.
  private let lineStarts: [Int32]

  /// - Parameters:
  ///   - name: the path of the file, or what the text is called in messages
  ///   - firstLine: the number of its first line, where it is a part of a longer text
  public init(name: String, bytes: [UInt8], firstLine: Int = 1) {
    self.name = name
    self.firstLine = firstLine
    self.bytes = bytes
    var starts: [Int32] = []
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(Int32(truncatingIfNeeded: index + 1))
    }
    lineStarts = starts
  }

  /// The same of a text.
  public init(name: String, text: String, firstLine: Int = 1) {
    self.init(name: name, bytes: Array(text.utf8), firstLine: firstLine)
  }

  /// The text of a range of bytes.
  public func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// A place as people count it.
  public struct Place: Sendable, Hashable {
    /// From 1.
    public var line: Int
    /// Unicode scalars from the beginning of the line, from 1.
    public var column: Int
    /// The bytes of the line, without its end.
    public var lineBytes: Range<Int>
  }

  /// The line and column of a byte.
  public func place(of offset: Int) -> Place {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle + 1 } else { high = middle }
    }
    let line = low + 1
    let start = low == 0 ? 0 : Int(lineStarts[low - 1])
    var end = offset
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    var column = 1
    for index in start..<max(start, offset) where bytes[index] & 0xC0 != 0x80 { column += 1 }
    return Place(line: line + firstLine - 1, column: column, lineBytes: start..<max(start, end))
  }
}

/// The sources that an engine has read; a ``SourceSpan`` names one by its index.
public struct SourceMap: Sendable {
  /// In the order in which they were added.
  public private(set) var sources: [SourceText] = []

  /// No sources.
  public init() {}

  /// Adds a source and gives its index.
  public mutating func add(_ source: SourceText) -> Int {
    sources.append(source)
    return sources.count - 1
  }

  /// The source of an index that ``add(_:)`` gave.
  public subscript(index: Int) -> SourceText { sources[index] }

  /// What stands at a span.
  public func text(of span: SourceSpan) -> String {
    guard sources.indices.contains(span.source) else { return "" }
    return sources[span.source].text(span.start..<max(span.start, span.end))
  }

  /// `file:line:column` of a span's beginning.
  public func location(of span: SourceSpan) -> String {
    guard sources.indices.contains(span.source) else { return "" }
    let place = sources[span.source].place(of: span.start)
    return "\(sources[span.source].name):\(place.line):\(place.column)"
  }

  /// A predicate with its arguments as they stand at its name, up to 100 bytes; nil where that is no atom.
  func atom(at name: SourceSpan) -> String? {
    guard sources.indices.contains(name.source) else { return nil }
    let bytes = sources[name.source].bytes
    var lexer = Lexer(bytes)
    lexer.position = name.end
    var depth = 0
    while true {
      let token = lexer.next()
      guard token.kind != .end, token.kind != .invalid, token.end - name.start <= 100 else {
        return nil
      }
      if token.kind == .leftParenthesis { depth += 1 }
      if token.kind == .rightParenthesis { depth -= 1 }
      if depth == 0 {
        return token.kind == .rightParenthesis
          ? text(of: SourceSpan(source: name.source, start: name.start, end: token.end)) : nil
      }
    }
  }
}
