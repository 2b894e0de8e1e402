import Base

/// The bytes of a file or of standard input, decompressed if they begin as gzip does.
final class ByteSource {
  /// How the file is called in messages.
  let name: String
  /// Bytes that came from the file so far, before decompression.
  private(set) var bytesRead = 0
  private let file: InputFile
  private var inflater: Inflater?
  /// What was read to look for the magic number and not handed out yet.
  private var head: [UInt8] = []
  /// The same for the byte order mark, and for what shows the format.
  private var beginning: [UInt8] = []
  private var isBegun = false
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// - Parameter path: a file, or `-` for standard input.
  init(path: String, access: FileAccess) throws(FormatError) {
    name = path == "-" ? "<stdin>" : path
    do throws(FileProblem) { file = try access.input(path) } catch {
      throw Self.error(error, of: name)
    }
    head = [UInt8](repeating: 0, count: 2)
    var count = 0
    while count < 2 {
      let got = try readRaw(into: &head, count..<2)
      if got == 0 { break }
      count += got
    }
    head.removeLast(2 - count)
    if head == [0x1F, 0x8B] { inflater = try Inflater(file: name) }
  }

  /// Fills a part of `buffer`, which must not be empty; gives how many bytes came, 0 only at the end. A byte order mark
  /// at the beginning is left out.
  func read(into buffer: inout [UInt8], _ range: Range<Int>) throws(FormatError) -> Int {
    try readBeginning()
    guard !beginning.isEmpty else { return try readOn(into: &buffer, range) }
    let count = min(beginning.count, range.count)
    for place in 0..<count { buffer[range.lowerBound + place] = beginning[place] }
    beginning.removeFirst(count)
    return count
  }

  /// The first bytes, decompressed, without a byte order mark; to be asked for before any are read.
  func opening() throws(FormatError) -> [UInt8] {
    try readBeginning()
    return beginning
  }

  private func readBeginning() throws(FormatError) {
    guard !isBegun else { return }
    isBegun = true
    var bytes = [UInt8](repeating: 0, count: FileSignature.reach)
    var count = 0
    while count < bytes.count {
      let got = try readOn(into: &bytes, count..<bytes.count)
      if got == 0 { break }
      count += got
    }
    beginning = Array(bytes[..<count])
    if beginning.starts(with: Self.mark) { beginning.removeFirst(Self.mark.count) }
  }

  private func readOn(into buffer: inout [UInt8], _ range: Range<Int>) throws(FormatError) -> Int {
    guard let inflater else {
      guard head.isEmpty else {
        let count = min(head.count, range.count)
        for place in 0..<count { buffer[range.lowerBound + place] = head[place] }
        head.removeFirst(count)
        return count
      }
      return try readRaw(into: &buffer, range)
    }
    while true {
      if inflater.needsInput {
        if !head.isEmpty {
          inflater.supply(head)
          head = []
        } else {
          var compressed = [UInt8](repeating: 0, count: 1 << 16)
          let count = try readRaw(into: &compressed, compressed.indices)
          if count == 0 {
            guard inflater.isBetweenMembers else { throw .damagedGzip(file: name) }
            return 0
          }
          inflater.supply(Array(compressed[..<count]))
        }
      }
      let count = try inflater.inflate(into: &buffer, range)
      if count > 0 { return count }
    }
  }

  private func readRaw(
    into buffer: inout [UInt8], _ range: Range<Int>
  ) throws(FormatError) -> Int {
    let result = buffer.withUnsafeMutableBytes { bytes in
      Result { () throws(FileProblem) in
        try file.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[range]))
      }
    }
    switch result {
    case .success(let count):
      bytesRead += count
      return count
    case .failure(let problem): throw Self.error(problem, of: name)
    }
  }

  private static func error(_ problem: FileProblem, of name: String) -> FormatError {
    problem == .stopped
      ? .stopped(file: name) : .cannotRead(file: name, reason: problem.systemReason.lowercased())
  }
}
