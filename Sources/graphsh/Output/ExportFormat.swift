import ArgumentParser

/// A format of whole graphs and parts of them.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  case dot, svg

  /// The format that a file's ending names.
  init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    let ending = path[path.index(after: dot)...].lowercased()
    self.init(rawValue: ending == "gv" ? "dot" : ending)
  }
}
