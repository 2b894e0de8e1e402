/// A place in a program: a range of UTF-8 bytes of one source.
///
/// Twelve bytes, because every fact of a program carries one; a source is shorter than 2 GiB.
public struct SourceSpan: Sendable, Hashable {
  private var packedSource: Int32
  private var packedStart: Int32
  private var packedEnd: Int32

  /// Index of the source among those that the engine has read.
  public var source: Int { Int(packedSource) }
  /// Its first byte.
  public var start: Int { Int(packedStart) }
  /// The byte behind its last.
  public var end: Int { Int(packedEnd) }

  /// - Parameters:
  ///   - source: index of the source in the ``SourceMap``
  ///   - start: its first byte
  ///   - end: the byte behind its last
  public init(source: Int, start: Int, end: Int) {
    packedSource = Int32(truncatingIfNeeded: source)
    packedStart = Int32(truncatingIfNeeded: start)
    packedEnd = Int32(truncatingIfNeeded: end)
  }

  /// From the beginning of this span to the end of `other`, which stands in the same source.
  public func through(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(source: source, start: min(start, other.start), end: max(end, other.end))
  }
}
