/// The formats that Graphviz draws pictures in.
enum PictureFormat: String, CaseIterable {
  case svg, png, pdf

  /// What Graphviz is told. Points of a PNG lie as close as a printer's.
  var arguments: [String] { ["-T" + rawValue] + (self == .png ? ["-Gdpi=200"] : []) }

  /// Whether it is no text.
  var isBinary: Bool { self != .svg }
}
