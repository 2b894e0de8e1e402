import Glibc

/// The bytes of a file, read into memory. A mapped file would end the process when somebody cuts it off meanwhile.
struct FileContents: ~Copyable {
  private let start: UnsafeMutableRawPointer?
  private let size: Int

  init(path: String) throws(EngineError) {
    (start, size) = try Self.read(path)
  }

  private static func read(_ path: String) throws(EngineError) -> (UnsafeMutableRawPointer?, Int) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
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
    // Fresh pages, so that none is filled twice; large ones, so that few are.
    let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let memory, memory != MAP_FAILED else { throw .file(path: path, reason: reason(errno)) }
    madvise(memory, size, MADV_HUGEPAGE)
    var filled = 0
    var failure: String?
    while filled < size, failure == nil {
      let count = Glibc.read(descriptor, memory + filled, min(size - filled, 1 << 24))
      if count > 0 {
        filled += count
      } else if count == 0 {
        failure = "became shorter while it was read"
      } else if errno != EINTR {
        failure = reason(errno)
      }
    }
    if let failure {
      munmap(memory, size)
      throw .file(path: path, reason: failure)
    }
    return (memory, size)
  }

  deinit { if let start { munmap(start, size) } }

  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: start?.assumingMemoryBound(to: UInt8.self), count: size)
  }

  static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
