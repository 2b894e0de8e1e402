import Layout

/// Places for the nodes of a picture: first those that are seen first, then the others among them.
enum PicturePlaces {
  /// Width of a letter and height of a line in a name, in units of the picture.
  private static let letter = 6.2
  private static let line = 15.0
  private static let longestName = 28
  /// Nodes whose names have room from the start; those of the others have it when the picture is twice as large.
  private static let named = 40

  static func place(_ picture: inout Picture, check: () throws -> Void) throws {
    try check()
    let order =
      picture.nodes.indices.filter { picture.nodes[$0].isShown }
      + picture.nodes.indices.filter { !picture.nodes[$0].isShown }
    let first = picture.nodes.count { $0.isShown }
    var places: [Int32: Int] = [:]
    for (place, index) in order.enumerated() { places[picture.nodes[index].id] = place }
    let sizes = order.enumerated().map { size(of: picture.nodes[$1], rank: $0) }
    var lines: [LayoutGraph.Line] = []
    for edge in picture.edges {
      guard let from = places[edge.subject], let to = places[edge.object] else { continue }
      lines.append(LayoutGraph.Line(from: from, to: to))
    }
    let seen = GraphLayout(
      LayoutGraph(
        sizes: Array(sizes[..<first]), lines: lines.filter { $0.from < first && $0.to < first }))
    try check()
    var points = seen.points
    if first < order.count {
      let known: [Point?] = points.map(\.self) + Array(repeating: nil, count: order.count - first)
      points = GraphLayout(LayoutGraph(sizes: sizes, lines: lines), among: known).points
    }
    for (place, index) in order.enumerated() { picture.nodes[index].place = points[place] }
  }

  /// The room that a node takes with its name below.
  private static func size(of node: Picture.Node, rank: Int) -> Point {
    let width = letter * Double(min(longestName, node.name.count))
    let disc = node.radius * 2
    let scale = rank < named ? 1.0 : 0.5
    return Point(max(disc, width * scale), disc + line * scale)
  }
}
