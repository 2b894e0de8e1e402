import Base
import Glibc

/// The bytes of a file, read into memory. A mapped file would end the process when somebody cuts it off meanwhile.
struct FileContents: ~Copyable {
  private let start: UnsafeMutableRawPointer?
  private let size: Int

  init(path: String, access: FileAccess) throws(EngineError) {
    (start, size) = try Self.read(path, access)
  }

  private static func read(
    _ path: String, _ access: FileAccess
  ) throws(EngineError) -> (UnsafeMutableRawPointer?, Int) {
    let file: InputFile
    do { file = try access.input(path) } catch {
      throw .file(path: path, reason: error.systemReason)
    }
    let size = file.size ?? 0
    guard size > 0 else { return (nil, 0) }
    // Fresh pages, so that none is filled twice; large ones, so that few are.
    let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let memory, memory != MAP_FAILED else { throw .file(path: path, reason: reason(errno)) }
    madvise(memory, size, MADV_HUGEPAGE)
    var filled = 0
    var failure: String?
    while filled < size, failure == nil {
      do throws(FileProblem) {
        let count = try file.read(
          into: UnsafeMutableRawBufferPointer(
            start: memory + filled, count: min(size - filled, 1 << 24)))
        if count == 0 { failure = "became shorter while it was read" }
        filled += count
      } catch {
        failure = error.systemReason
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
