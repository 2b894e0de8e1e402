import CCrypto
import Glibc

/// A file of the model, in memory of its own for as long as the value lives: what its checksum was taken of stays as it
/// is, whatever becomes of the file.
final class MappedFile: @unchecked Sendable {
  let path: String
  /// The file's bytes; valid while this object lives.
  let bytes: UnsafeRawBufferPointer

  init(path: String) throws(ModelError) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.failure(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(path: path, reason: "not a regular file")
    }
    let size = Int(status.st_size)
    if size == 0 {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let start = Self.memory(size) else { throw Self.failure(path) }
    bytes = UnsafeRawBufferPointer(start: start, count: size)
    var filled = 0
    while filled < size {
      let count = read(descriptor, start + filled, min(size - filled, 1 << 24))
      if count > 0 {
        filled += count
      } else if count == 0 {
        throw .unreadable(path: path, reason: "became shorter while it was read")
      } else if errno != EINTR {
        throw Self.failure(path)
      }
    }
  }

  private static func memory(_ size: Int) -> UnsafeMutableRawPointer? {
    let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    return start == MAP_FAILED ? nil : start
  }

  /// Takes a copy of bytes that are in memory already.
  init(path: String, copying source: UnsafeRawBufferPointer) {
    self.path = path
    guard !source.isEmpty, let start = Self.memory(source.count) else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    start.copyMemory(from: source.baseAddress!, byteCount: source.count)
    bytes = UnsafeRawBufferPointer(start: start, count: source.count)
  }

  deinit {
    if let start = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
  }

  /// The SHA-256 of the file in hexadecimal.
  func checksum() -> String {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    _ = SHA256(bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, &digest)
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static func failure(_ path: String) -> ModelError {
    .unreadable(path: path, reason: String(cString: strerror(errno)))
  }
}
