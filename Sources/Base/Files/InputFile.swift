import Glibc

/// A file, a pipe or standard input, open for reading.
public final class InputFile {
  /// Bytes of an ordinary file; nil where the end is not known before it comes.
  public let size: Int?
  /// The system's number of the open file.
  public let descriptor: Int32
  private let isStopped: @Sendable () -> Bool
  private static let patience: Int32 = 50

  init(_ descriptor: Int32, _ status: stat, isStopped: @escaping @Sendable () -> Bool) {
    self.descriptor = descriptor
    self.isStopped = isStopped
    size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  convenience init(standardInput isStopped: @escaping @Sendable () -> Bool) {
    var status = stat()
    _ = fstat(STDIN_FILENO, &status)
    self.init(STDIN_FILENO, status, isStopped: isStopped)
  }

  deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

  /// Reads the next bytes, as many as there are; gives how many, 0 only at the end.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileProblem) -> Int {
    while true {
      if isStopped() { throw .stopped }
      if size == nil {
        var file = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&file, 1, Self.patience) > 0 else { continue }
      }
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR, errno != EAGAIN { throw .current() }
    }
  }

  /// All bytes that are left.
  public func rest(atMost limit: Int? = nil) throws(FileProblem) -> [UInt8] {
    if let limit, let size, size > limit { throw .tooLarge(limit: limit) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(size ?? 0, 1 << 30))
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { block.deallocate() }
    while true {
      let count = try read(into: block)
      if count == 0 { return bytes }
      bytes.append(contentsOf: block[..<count])
      if let limit, bytes.count > limit { throw .tooLarge(limit: limit) }
    }
  }
}
