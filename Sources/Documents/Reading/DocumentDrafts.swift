import Base

/// The documents of a file, found one after the other.
///
/// A file of JSON lines, a table or a mailbox is never held whole: only the line or message at hand is in memory. What cannot be read is given
/// as a failure, and what follows it in the file goes on.
package struct DocumentDrafts {
  private enum State {
    case unopened(Source)
    /// Documents that were found already and what is wrong with others, the next one last.
    case found([Result<DocumentDraft, ReadingError>])
    case jsonLines(JSONLines)
    case table(TableDocuments)
    case mailbox(Mailbox)
    case finished
  }

  private enum Source {
    case path(FileAccess)
    case bytes([UInt8])
  }

  private let name: String
  /// The most bytes that one document may have.
  private let limit: Int
  private let context: ReadingContext
  private var state: State
  /// A list of JSON takes about as much memory as one document of a sixteenth of its bytes while it is read.
  private static let documentsHeld = 16

  /// The documents of a file; `-` is standard input.
  ///
  /// - Parameters:
  ///   - limit: the most bytes that one document may have.
  ///   - fields: those of records, where they are named.
  package init(
    path: String, access: FileAccess, limit: Int = .max, fields: RecordFields = RecordFields()
  ) {
    context = ReadingContext(fields: fields, isStopped: access.isStopped)
    name = path
    self.limit = limit
    state = .unopened(.path(access))
  }

  /// The documents of content that came from `source`.
  package init(bytes: [UInt8], source: String, context: ReadingContext = ReadingContext()) {
    self.context = context
    name = source
    limit = .max
    state = .unopened(.bytes(bytes))
  }

  /// The next document, or what is wrong with it; nil at the end.
  package mutating func next() -> Result<DocumentDraft, ReadingError>? {
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
      return draft
    case .jsonLines(var lines):
      let result = lines.next()
      state = result == nil ? .finished : .jsonLines(lines)
      return result
    case .table(var rows):
      let result = rows.next()
      state = result == nil ? .finished : .table(rows)
      return result
    case .mailbox(var messages):
      let result = messages.next()
      state = result == nil ? .finished : .mailbox(messages)
      return result
    case .finished: return nil
    }
  }

  /// All that there are, of a file that another holds.
  ///
  /// - Parameters:
  ///   - name: what the file is called in what is said of it.
  ///   - end: bytes of input up to the end of the document that holds it.
  func parts(named name: String, end: Int) -> [Result<DocumentDraft, ReadingError>] {
    var drafts = self
    var parts: [Result<DocumentDraft, ReadingError>] = []
    while let result = drafts.next() {
      parts.append(
        result.mapError { .part(name, $0) }.map { draft in
          var draft = draft
          draft.end = end
          return draft
        })
    }
    return parts
  }

  private func open(_ source: Source) throws(ReadingError) -> State {
    let lines: FileLines
    let first: ArraySlice<UInt8>
    let named = DocumentFormat.format(ofName: name)?.kind
    // A list of documents is held whole before they are told apart.
    let isList = name == "-" || named == .json
    let most = isList && limit < Int.max / Self.documentsHeld ? limit * Self.documentsHeld : limit
    do throws(FileProblem) {
      switch source {
      case .path(let access): lines = try FileLines(path: name, access: access, limit: most)
      case .bytes(let bytes): lines = FileLines(bytes: bytes)
      }
      do throws(FileProblem) { first = try lines.next() ?? [] } catch {
        guard case .tooLarge = error, named == .jsonLines else { throw error }
        return .jsonLines(
          JSONLines(source: name, firstProblem: error, rest: lines, fields: context.fields))
      }
    } catch {
      throw .file(error)
    }
    if isJSONLines(first), !isWide(first) {
      return .jsonLines(JSONLines(source: name, first: first, rest: lines, fields: context.fields))
    }
    if isTable(first), !isWide(first) {
      return .table(table(first, lines))
    }
    if Mailbox.isSeparator(first) {
      return .mailbox(Mailbox(source: name, rest: lines, limit: limit, context: context))
    }
    let bytes: [UInt8]
    do throws(FileProblem) { bytes = Array(first + (try lines.rest(atMost: most))) } catch {
      throw .file(error)
    }
    if bytes.isEmpty { throw .empty }
    let format = DocumentFormat.format(of: bytes[...], named: name)
    switch format.reading {
    case .whole(let read): return .found([.success(draft(of: bytes, format.kind, read))])
    case .jsonLines:
      let text = FileLines(bytes: Array(try TextDecoder.decode(bytes).utf8))
      return .jsonLines(JSONLines(source: name, first: [], rest: text, fields: context.fields))
    case .table:
      return .table(table([], FileLines(bytes: Array(try TextDecoder.decode(bytes).utf8))))
    case .mailbox:
      return .mailbox(
        Mailbox(source: name, rest: FileLines(bytes: bytes), limit: limit, context: context))
    case .many(let documents):
      do { return .found(try documents(bytes, name, context).reversed()) } catch {
        // What came without a name may be a text that begins with a bracket.
        guard name == "-" else { throw error }
        return .found([.success(draft(of: bytes, .plainText, PlainTextReader.read))])
      }
    }
  }

  /// Whether the first line or the name tells a file of JSON lines.
  private func isJSONLines(_ first: ArraySlice<UInt8>) -> Bool {
    name == "-"
      ? JSONLines.isObject(first) : DocumentFormat.format(ofName: name)?.kind == .jsonLines
  }

  /// Whether the name tells a table, or what came without one is to have a column of texts. What opens as files of
  /// another kind do is none.
  private func isTable(_ first: ArraySlice<UInt8>) -> Bool {
    guard !first.isEmpty else { return false }
    let format = DocumentFormat.format(of: first, named: name)
    return name == "-" && context.fields.text != nil
      ? format.kind == .plainText : format.kind == .table
  }

  private func table(_ opening: ArraySlice<UInt8>, _ rest: FileLines) -> TableDocuments {
    TableDocuments(
      source: name, opening: opening, rest: rest, fields: context.fields, limit: limit)
  }

  /// Whether units of two bytes begin here.
  private func isWide(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
  }

  private func draft(
    of bytes: [UInt8], _ kind: DocumentKind,
    _ read: @escaping @Sendable ([UInt8], ReadingContext) throws(ReadingError) -> RawDocument
  ) -> DocumentDraft {
    DocumentDraft(
      source: name, contentHash: ContentHash.of(bytes), kind: kind, size: bytes.count,
      end: bytes.count
    ) { [context] () throws(ReadingError) in try read(bytes, context) }
  }
}
