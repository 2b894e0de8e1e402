/// The documents of a file, found one after the other.
///
/// A file of JSON lines is never held whole: only the line at hand is in memory. What cannot be read is given
/// as a failure, and what follows it in the file goes on.
struct DocumentDrafts {
  private enum State {
    case unopened(Source)
    /// Documents that were found already, the next one last.
    case found([DocumentDraft])
    case jsonLines(JSONLines)
    case finished
  }

  private enum Source {
    case path
    case bytes([UInt8])
  }

  private let name: String
  private var state: State

  /// The documents of a file; `-` is standard input.
  init(path: String) {
    name = path
    state = .unopened(.path)
  }

  /// The documents of content that came from `source`.
  init(bytes: [UInt8], source: String) {
    name = source
    state = .unopened(.bytes(bytes))
  }

  /// The next document, or what is wrong with it; nil at the end.
  mutating func next() -> Result<DocumentDraft, ReadingError>? {
    switch state {
    case .unopened(let source):
      do {
        state = try open(source)
      } catch {
        state = .finished
        return .failure(error)
      }
      return next()
    case .found(var drafts):
      let draft = drafts.popLast()
      state = .found(drafts)
      return draft.map { .success($0) }
    case .jsonLines(var lines):
      let result = lines.next()
      state = result == nil ? .finished : .jsonLines(lines)
      return result
    case .finished: return nil
    }
  }

  private func open(_ source: Source) throws(ReadingError) -> State {
    let lines: FileLines
    let first: ArraySlice<UInt8>
    do {
      switch source {
      case .path: lines = try FileLines(path: name)
      case .bytes(let bytes): lines = FileLines(bytes: bytes)
      }
      first = try lines.next() ?? []
    } catch {
      throw .file(error)
    }
    let isUnnamed = name == "-"
    var format = DocumentFormat(path: name)
    if isUnnamed, JSONLines.isObject(first) { format = .jsonLines }
    let isWide = first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF])
    if format == .jsonLines, !isWide {
      return .jsonLines(JSONLines(source: name, first: first, rest: lines))
    }
    let bytes: [UInt8]
    do { bytes = Array(first + (try lines.rest())) } catch { throw .file(error) }
    if isUnnamed { format = DocumentFormat(sniffing: bytes[...]) }
    switch format {
    case .jsonLines:
      let text = FileLines(bytes: Array(try TextDecoder.decode(bytes).utf8))
      return .jsonLines(JSONLines(source: name, first: [], rest: text))
    case .json:
      let text = try TextDecoder.decode(bytes)
      do {
        return .found(try JSONDocument.drafts(of: text, source: name, end: bytes.count))
      } catch {
        // What came without a name may be a text that begins with a bracket.
        guard isUnnamed else { throw error }
        format = .plain
      }
    case .plain, .markdown, .html: break
    }
    return .found([
      DocumentDraft(
        source: name, contentHash: ContentHash.of(bytes), content: .bytes(bytes, format),
        end: bytes.count)
    ])
  }
}

/// The documents of a file of JSON lines.
private struct JSONLines {
  private let source: String
  private let lines: FileLines
  /// The line that was read already.
  private var first: ArraySlice<UInt8>?
  private var number = 0
  /// Lines that were no documents since the last that was one.
  private var bad = 0
  private var isEmpty = true
  private var isFinished = false

  /// Bad lines in a row after which the rest of the file is given up.
  private static let patience = 20

  init(source: String, first: ArraySlice<UInt8>, rest: FileLines) {
    self.source = source
    self.first = first
    lines = rest
  }

  /// Whether a line is an object of JSON.
  static func isObject(_ line: ArraySlice<UInt8>) -> Bool {
    guard let text = try? TextDecoder.decode(Array(line)) else { return false }
    var parser = JSONParser(text)
    guard case .object? = try? parser.parse() else { return false }
    return true
  }

  mutating func next() -> Result<DocumentDraft, ReadingError>? {
    while !isFinished {
      if bad > Self.patience {
        let problem = "is the last of \(bad) bad lines in a row; the rest is left out"
        return finish(with: .json(line: number, problem: problem))
      }
      do {
        guard let line = try nextLine() else { return isEmpty ? finish(with: .empty) : nil }
        number += 1
        if line.allSatisfy({ $0 == 32 || (9...13).contains($0) }) { continue }
        isEmpty = false
        let result = draft(line)
        if case .success = result { bad = 0 } else { bad += 1 }
        return result
      } catch {
        return finish(with: .file(error))
      }
    }
    return nil
  }

  private mutating func finish(
    with error: ReadingError
  ) -> Result<DocumentDraft, ReadingError> {
    isFinished = true
    return .failure(error)
  }

  private mutating func nextLine() throws(FileProblem) -> ArraySlice<UInt8>? {
    if let line = first {
      first = nil
      if !line.isEmpty { return line }
    }
    return try lines.next()
  }

  private func draft(_ line: ArraySlice<UInt8>) -> Result<DocumentDraft, ReadingError> {
    func failure(_ problem: String) -> Result<DocumentDraft, ReadingError> {
      .failure(.json(line: number, problem: problem))
    }
    let text: String
    do { text = try TextDecoder.decode(Array(line)) } catch { return failure(error.description) }
    let value: JSONValue
    var parser = JSONParser(text)
    do { value = try parser.parse() } catch { return failure(error.text) }
    guard let document = JSONDocument(value) else {
      return failure("the object has no text (\"text\", \"body\", \"content\")")
    }
    return .success(
      DocumentDraft(
        source: "\(source)#\(number)", contentHash: document.contentHash,
        content: .json(document), end: lines.position))
  }
}
