import Glibc

/// The bytes of a file, mapped read-only.
struct MappedFile: ~Copyable {
  private let base: UnsafeMutableRawPointer?
  private let size: Int

  init(path: String) throws(EngineError) {
    (base, size) = try Self.map(path)
  }

  private static func map(_ path: String) throws(EngineError) -> (UnsafeMutableRawPointer?, Int) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(path: path, reason: reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .file(path: path, reason: reason(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .file(
        path: path,
        reason: status.st_mode & S_IFMT == S_IFDIR ? "is a folder" : "is no ordinary file")
    }
    let size = Int(status.st_size)
    guard size > 0 else { return (nil, 0) }
    let address = mmap(nil, size, PROT_READ, MAP_PRIVATE | Int32(MAP_POPULATE), descriptor, 0)
    guard let address, address != MAP_FAILED else {
      throw .file(path: path, reason: reason(errno))
    }
    return (address, size)
  }

  deinit { if let base { munmap(base, size) } }

  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base?.assumingMemoryBound(to: UInt8.self), count: size)
  }

  static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
