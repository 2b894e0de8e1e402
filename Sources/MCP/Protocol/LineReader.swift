import Glibc

/// The lines that arrive at a file descriptor. What is longer than a line may be is passed over without being held.
struct LineReader {
  enum Line {
    case line([UInt8])
    /// A line of more bytes than are taken; it was passed over.
    case tooLong
  }

  private let descriptor: Int32
  private let longest: Int
  private var block = [UInt8](repeating: 0, count: 1 << 16)
  /// Bytes of the block that were not handed out.
  private var rest = 0..<0
  private var isAtEnd = false

  init(_ descriptor: Int32, longest: Int) {
    self.descriptor = descriptor
    self.longest = longest
  }

  /// The next line that is not empty, without its end; nil when there will be no more.
  mutating func next() -> Line? {
    while !isAtEnd {
      var line: [UInt8] = []
      var isTooLong = false
      while true {
        if rest.isEmpty {
          fill()
          if isAtEnd { break }
        }
        let end = block[rest].firstIndex(of: UInt8(ascii: "\n"))
        let piece = block[rest.lowerBound..<(end ?? rest.upperBound)]
        if line.count + piece.count > longest {
          isTooLong = true
          line = []
        } else if !isTooLong {
          line += piece
        }
        rest = (end.map { $0 + 1 } ?? rest.upperBound)..<rest.upperBound
        if end != nil { break }
      }
      if isTooLong { return .tooLong }
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      if line.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) {
        return .line(line)
      }
    }
    return nil
  }

  private mutating func fill() {
    while true {
      let count = block.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      rest = 0..<max(0, count)
      isAtEnd = count <= 0
      return
    }
  }
}
