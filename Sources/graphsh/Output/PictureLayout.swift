import ArgumentParser

/// Who finds the places of a picture's nodes.
enum PictureLayout: String, ExpressibleByArgument, CaseIterable {
  /// Graphviz, which has room for everything that is written on the nodes and lines of a small graph.
  case dot
  /// graphsh itself.
  case own
}
