import Glibc

/// A file, standard input or bytes, read line by line or as a whole; only the line at hand is in memory.
final class FileLines {
  private let descriptor: Int32
  private var buffer: [UInt8]
  /// The first byte of the buffer that was not given out.
  private var start = 0
  private var isAtEnd: Bool
  /// Bytes that were given out.
  private(set) var position = 0

  private static let blockSize = 1 << 16

  /// Opens a file; `-` is standard input.
  init(path: String) throws(FileProblem) {
    buffer = []
    isAtEnd = false
    if path == "-" {
      descriptor = STDIN_FILENO
      return
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileProblem.current() }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileProblem.current() }
    if status.st_mode & S_IFMT == S_IFDIR { throw .isFolder }
  }

  /// Lines of bytes that are in memory already.
  init(bytes: [UInt8]) {
    descriptor = -1
    buffer = bytes
    isAtEnd = true
  }

  deinit {
    if descriptor > STDIN_FILENO { close(descriptor) }
  }

  /// The next line with the newline that ends it; nil at the end.
  func next() throws(FileProblem) -> ArraySlice<UInt8>? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        return give(to: end + 1)
      }
      searched = buffer.count
      if isAtEnd { return start < buffer.count ? give(to: buffer.count) : nil }
      let kept = start
      try fill()
      searched -= kept - start
    }
  }

  /// All that was not given out yet.
  func rest() throws(FileProblem) -> ArraySlice<UInt8> {
    while !isAtEnd { try fill() }
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
    let block = max(Self.blockSize, buffer.count / 2)
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: block))
    let count = buffer[old...].withUnsafeMutableBytes {
      Glibc.read(descriptor, $0.baseAddress, $0.count)
    }
    let code = errno
    buffer.removeLast(block - max(count, 0))
    if count == 0 { isAtEnd = true }
    if count < 0, code != EINTR {
      errno = code
      throw FileProblem.current()
    }
  }
}
