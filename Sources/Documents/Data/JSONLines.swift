import Base

extension DocumentFormat {
  /// An object of JSON on each line.
  static let jsonLines = DocumentFormat(
    kind: .jsonLines, endings: ["jsonl", "ndjson"], reading: .jsonLines)
}

/// The documents of a file of JSON lines.
struct JSONLines {
  private let source: String
  private let lines: FileLines
  /// The line that was read already.
  private var first: ArraySlice<UInt8>?
  /// What was wrong with the first line.
  private var firstProblem: FileProblem?
  private var number = 0
  /// Lines that were no documents since the last that was one.
  private var bad = 0
  private var isEmpty = true
  private var isFinished = false
  private let fields: RecordFields
  private var watch: FieldWatch

  /// Bad lines in a row after which the rest of the file is given up.
  static let patience = 20

  init(source: String, first: ArraySlice<UInt8>, rest: FileLines, fields: RecordFields) {
    self.source = source
    self.fields = fields
    watch = FieldWatch(fields)
    self.first = first
    lines = rest
  }

  /// Lines of which the first was passed over already.
  init(source: String, firstProblem: FileProblem, rest: FileLines, fields: RecordFields) {
    self.source = source
    self.fields = fields
    watch = FieldWatch(fields)
    self.firstProblem = firstProblem
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
      do throws(FileProblem) {
        guard let line = try nextLine() else {
          if isEmpty { return finish(with: .empty) }
          return watch.problems.first.flatMap { finish(with: .json(line: number, problem: $0)) }
        }
        number += 1
        if line.allSatisfy({ $0 == 32 || (9...13).contains($0) }) { continue }
        isEmpty = false
        let result = draft(line)
        if case .success = result { bad = 0 } else { bad += 1 }
        return result
      } catch .tooLarge(let limit) {
        number += 1
        bad += 1
        isEmpty = false
        let problem = FileProblem.tooLarge(limit: limit)
        return .failure(.json(line: number, problem: problem.description))
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
    if let problem = firstProblem {
      firstProblem = nil
      throw problem
    }
    if let line = first {
      first = nil
      if !line.isEmpty { return line }
    }
    return try lines.next()
  }

  private mutating func draft(_ line: ArraySlice<UInt8>) -> Result<DocumentDraft, ReadingError> {
    let number = number
    func failure(_ problem: String) -> Result<DocumentDraft, ReadingError> {
      .failure(.json(line: number, problem: problem))
    }
    let text: String
    do { text = try TextDecoder.decode(Array(line)) } catch { return failure(error.description) }
    let value: JSONValue
    var parser = JSONParser(text)
    do { value = try parser.parse() } catch { return failure(error.text) }
    watch.look(at: value)
    let found: ItemDocument?
    do throws(MissingField) { found = try JSONDocument.item(value, fields) } catch {
      return failure(error.problem)
    }
    guard let document = found else {
      return failure(
        fields.text.map { "the field \"\($0)\" holds no text" }
          ?? "the object has no text (\"text\", \"body\", \"content\")")
    }
    return .success(
      document.draft(source: "\(source)#\(number)", kind: .jsonLines, end: lines.position))
  }
}
