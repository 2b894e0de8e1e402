import Foundation

/// The Graphviz of this machine, which reads the pictures that are written for it.
public enum Graphviz {
  /// Its program `dot`, or nil where it is not installed.
  public static let program: URL? = ["/usr/bin/dot", "/usr/local/bin/dot"]
    .first(where: FileManager.default.isExecutableFile(atPath:)).map { URL(filePath: $0) }

  public static var isInstalled: Bool { program != nil }

  /// What Graphviz makes of a picture in DOT: in `errors` every word that it has to say against it.
  ///
  /// - Parameter format: how it draws, such as `svg` or `plain`.
  /// - Returns: nil where it is not installed.
  public static func drawing(_ dot: String, as format: String) throws -> GraphshCommand.Result? {
    try program.map { try GraphshCommand.run($0, ["-T\(format)"], input: dot) }
  }
}
