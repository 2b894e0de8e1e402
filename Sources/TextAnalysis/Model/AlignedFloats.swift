import Glibc

/// A block of single-precision numbers aligned for the widest vectors, zero at first.
final class AlignedFloats: @unchecked Sendable {
  let start: UnsafeMutablePointer<Float>
  let count: Int

  init(count: Int) {
    self.count = count
    // A page of slack at the end lets kernels read whole vectors; the alignment is a cache line.
    let size = (max(count, 1) * MemoryLayout<Float>.stride + 63) & ~63
    guard let memory = aligned_alloc(64, size) else {
      preconditionFailure("out of memory for \(size) bytes")
    }
    memset(memory, 0, size)
    start = memory.bindMemory(to: Float.self, capacity: count)
  }

  deinit { free(start) }

  subscript(index: Int) -> UnsafeMutablePointer<Float> { start + index }
}
