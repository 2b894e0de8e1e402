import Base

/// A file, standard input or bytes, read line by line or as a whole; only the line at hand is in memory.
final class FileLines {
  /// Nil where the bytes are in memory already.
  private let file: InputFile?
  /// The most bytes that a line may have.
  private let limit: Int
  private var buffer: [UInt8]
  /// The first byte of the buffer that was not given out.
  private var start = 0
  private var isAtEnd: Bool
  /// Bytes that were given out.
  private(set) var position = 0

  private static let blockSize = 1 << 16

  /// Opens a file; `-` is standard input.
  init(path: String, access: FileAccess, limit: Int) throws(FileProblem) {
    buffer = []
    isAtEnd = false
    self.limit = limit
    file = try access.input(path)
  }

  /// Lines of bytes that are in memory already.
  init(bytes: [UInt8]) {
    file = nil
    buffer = bytes
    isAtEnd = true
    limit = .max
  }

  /// The next line with the newline that ends it; nil at the end.
  ///
  /// - Throws: ``FileProblem/tooLarge(limit:)`` behind a line that is longer than the limit; those after it are to be had.
  func next() throws(FileProblem) -> ArraySlice<UInt8>? {
    var searched = start
    var isTooLong = false
    while true {
      let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
      if end != nil || isAtEnd {
        let line = give(to: end ?? buffer.count)
        if isTooLong || line.count > limit { throw .tooLarge(limit: limit) }
        return line.isEmpty ? nil : line
      }
      if buffer.count - start > limit {
        isTooLong = true
        _ = give(to: buffer.count)
      }
      searched = buffer.count
      let kept = start
      try fill()
      searched -= kept - start
    }
  }

  /// Fills a part of a buffer, which is not empty, with what comes next; gives how many bytes came, 0 only at the end.
  func read(into target: inout [UInt8], _ range: Range<Int>) throws(FileProblem) -> Int {
    if start == buffer.count { try fill() }
    let part = give(to: start + min(range.count, buffer.count - start))
    target.replaceSubrange(range.lowerBound..<range.lowerBound + part.count, with: part)
    return part.count
  }

  /// All that was not given out yet.
  ///
  /// - Parameter limit: the most bytes that it may be.
  func rest(atMost limit: Int) throws(FileProblem) -> ArraySlice<UInt8> {
    if let size = file?.size, size - position > limit { throw .tooLarge(limit: limit) }
    while !isAtEnd {
      if buffer.count - start > limit { throw .tooLarge(limit: limit) }
      try fill()
    }
    return give(to: buffer.count)
  }

  private func give(to end: Int) -> ArraySlice<UInt8> {
    defer {
      position += end - start
      start = end
    }
    return buffer[start..<end]
  }

  /// Reads the next block behind what is there.
  private func fill() throws(FileProblem) {
    if start > 0 {
      buffer.removeSubrange(..<start)
      start = 0
    }
    guard let file else {
      isAtEnd = true
      return
    }
    let block = max(Self.blockSize, buffer.count / 2)
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: block))
    var count = 0
    defer { buffer.removeLast(block - count) }
    count = try buffer[old...].withUnsafeMutableBytes { bytes in
      Result { () throws(FileProblem) in try file.read(into: bytes) }
    }.get()
    if count == 0 { isAtEnd = true }
  }
}
