import Glibc

/// Wakes a thread that waits for descriptors, from any other thread.
final class WakePipe: Sendable {
  /// Readable when somebody has called ``wake()``.
  let descriptor: Int32
  private let input: Int32

  /// Nil where the system gives no descriptors.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { makePrivate(end) }
    (descriptor, input) = (ends[0], ends[1])
  }

  deinit {
    close(descriptor)
    close(input)
  }

  func wake() {
    var byte: UInt8 = 1
    // A full pipe wakes as well.
    _ = write(input, &byte, 1)
  }

  /// Takes what has woken, so that the next waiting waits.
  func clear() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(descriptor, &bytes, bytes.count) == bytes.count {}
  }
}
