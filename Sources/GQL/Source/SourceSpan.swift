/// A place in a program: a range of UTF-8 bytes of one source.
public struct SourceSpan: Sendable, Hashable {
  /// Index of the source among those that the engine has read.
  public var source: Int
  public var start: Int
  public var end: Int

  public init(source: Int, start: Int, end: Int) {
    self.source = source
    self.start = start
    self.end = end
  }
}
