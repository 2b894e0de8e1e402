/// A place in a picture, or a distance: x to the right, y downward, in units of the picture.
public typealias Point = SIMD2<Double>

/// A graph to be laid out: the room that each node needs, and the lines between nodes.
public struct LayoutGraph: Sendable {
  public struct Line: Sendable {
    /// Indices of nodes.
    public var from: Int
    public var to: Int
    /// How strongly it draws its ends together; parallel lines add up.
    public var weight: Double

    public init(from: Int, to: Int, weight: Double = 1) {
      self.from = from
      self.to = to
      self.weight = weight
    }
  }

  /// Width and height of each node, with what is written on it.
  public var sizes: [Point]
  public var lines: [Line]

  public init(sizes: [Point], lines: [Line]) {
    self.sizes = sizes
    self.lines = lines
  }
}
