/// A place in a picture, or a distance: x to the right, y downward, in units of the picture.
package typealias Point = SIMD2<Double>

/// A graph to be laid out: the room that each node needs, and the lines between nodes.
package struct LayoutGraph: Sendable {
  package struct Line: Sendable {
    /// Indices of nodes.
    package var from: Int
    package var to: Int
    /// How strongly it draws its ends together; parallel lines add up.
    package var weight: Double

    package init(from: Int, to: Int, weight: Double = 1) {
      self.from = from
      self.to = to
      self.weight = weight
    }
  }

  /// Width and height of each node, with what is written on it.
  package var sizes: [Point]
  package var lines: [Line]

  package init(sizes: [Point], lines: [Line]) {
    self.sizes = sizes
    self.lines = lines
  }
}
