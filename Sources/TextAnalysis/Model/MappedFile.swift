import CCrypto
import Glibc

/// A file of the model, mapped read-only into memory for as long as the value lives.
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
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { throw Self.failure(path) }
    bytes = UnsafeRawBufferPointer(start: start, count: size)
  }

  /// Takes a copy of bytes that are in memory already.
  init(path: String, copying source: UnsafeRawBufferPointer) {
    self.path = path
    guard !source.isEmpty,
      let start = mmap(
        nil, source.count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      start != MAP_FAILED
    else {
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
