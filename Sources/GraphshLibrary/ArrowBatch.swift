import CGraphsh

/// One batch of Arrow as a stream (https://arrow.apache.org/docs/format/CStreamInterface.html).
///
/// The columns are handed over once, and the schema as often as it is asked for.
final class ArrowBatch {
  let schema = UnsafeMutablePointer<ArrowSchema>.allocate(capacity: 1)
  let array = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)

  init() {
    schema.initialize(to: ArrowSchema())
    array.initialize(to: ArrowArray())
  }

  deinit {
    if let release = schema.pointee.release { release(schema) }
    if let release = array.pointee.release { release(array) }
    schema.deallocate()
    array.deallocate()
  }

  /// Makes `stream` one of this batch, which it keeps until it is released.
  func fill(_ stream: UnsafeMutablePointer<ArrowArrayStream>) {
    stream.pointee = ArrowArrayStream(
      get_schema: { stream, out in
        guard let batch = ArrowBatch.of(stream), let out else { return ArrowBatch.invalid }
        ArrowMemory.copy(UnsafePointer(batch.schema), to: out)
        return 0
      },
      get_next: { stream, out in
        guard let batch = ArrowBatch.of(stream), let out else { return ArrowBatch.invalid }
        out.pointee = batch.array.pointee
        // Moved: from now on it is the caller's, and the stream is at its end.
        batch.array.pointee = ArrowArray()
        return 0
      },
      get_last_error: { _ in nil },
      release: { stream in
        guard let stream, stream.pointee.release != nil else { return }
        stream.pointee.release = nil
        guard let batch = stream.pointee.private_data else { return }
        Unmanaged<ArrowBatch>.fromOpaque(batch).release()
      },
      private_data: Unmanaged.passRetained(self).toOpaque())
  }

  /// The system's number for an argument that is none.
  private static let invalid: Int32 = 22

  private static func of(_ stream: UnsafeMutablePointer<ArrowArrayStream>?) -> ArrowBatch? {
    guard let stream, stream.pointee.release != nil, let batch = stream.pointee.private_data
    else { return nil }
    return Unmanaged<ArrowBatch>.fromOpaque(batch).takeUnretainedValue()
  }
}
