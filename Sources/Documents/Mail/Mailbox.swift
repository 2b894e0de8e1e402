import Base

/// The messages of a mailbox (mbox, RFC 4155); only the one at hand is in memory.
struct Mailbox {
  private let source: String
  private let lines: FileLines
  /// The most bytes that a message may have.
  private let limit: Int
  private let context: ReadingContext
  private var number = 0
  private var isFinished = false
  /// The documents of the message at hand, the next one last.
  private var found: [Result<DocumentDraft, ReadingError>] = []

  /// A mailbox whose first line is passed over already.
  init(source: String, rest: FileLines, limit: Int, context: ReadingContext) {
    self.source = source
    self.limit = limit
    self.context = context
    lines = rest
  }

  /// Whether a line begins a message: `From jane@a.example Mon Mar  4 10:00:00 2024`.
  static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: "From ".utf8), line.count < 300 else { return false }
    let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    return words.count >= 3
      && words.contains { $0.count >= 5 && $0.contains(":") && $0.first?.isNumber == true }
      && words.contains { $0.count == 4 && Int($0) != nil }
  }

  mutating func next() -> Result<DocumentDraft, ReadingError>? {
    while true {
      if let draft = found.popLast() { return draft }
      if isFinished { return nil }
      do {
        let message = try nextMessage()
        number += 1
        guard let message else {
          return .failure(.part("message \(number)", .file(.tooLarge(limit: limit))))
        }
        if message.allSatisfy({ $0 <= 32 }) {
          if isFinished, number == 1 { return .failure(.empty) }
          if isFinished { return nil }
          return .failure(.part("message \(number)", .empty))
        }
        found = MailMessage(message[...])
          .drafts(source: source, place: "#\(number)", end: lines.position, context).reversed()
      } catch {
        isFinished = true
        return .failure(.file(error))
      }
    }
  }

  /// The bytes up to the next separator; nil where they are too many.
  private mutating func nextMessage() throws(FileProblem) -> [UInt8]? {
    var message: [UInt8] = []
    var isTooLarge = false
    var isBehindEmptyLine = false
    while true {
      let line: ArraySlice<UInt8>
      do throws(FileProblem) {
        guard let next = try lines.next() else {
          isFinished = true
          return isTooLarge ? nil : message
        }
        line = next
      } catch {
        // A line that is too long; those after it are to be had.
        guard case .tooLarge = error else { throw error }
        isTooLarge = true
        continue
      }
      if isBehindEmptyLine || message.isEmpty && !isTooLarge, Self.isSeparator(line) {
        if message.isEmpty, !isTooLarge, number == 0 { continue }
        return isTooLarge ? nil : message
      }
      isBehindEmptyLine = line.allSatisfy { $0 == 10 || $0 == 13 }
      if message.count + line.count > limit {
        isTooLarge = true
        message = []
      }
      if isTooLarge { continue }
      // `>From` was written for `From` at the beginning of a line.
      let marks = line.prefix { $0 == UInt8(ascii: ">") }.count
      let isMarked = marks > 0 && line.dropFirst(marks).starts(with: "From ".utf8)
      message += isMarked ? line.dropFirst() : line
    }
  }
}
