import ArgumentParser
import Graph

/// A format of whole graphs and parts of them: a picture, or data.
enum ExportFormat: ExpressibleByArgument, Equatable {
  case dot, svg
  case data(GraphExportFormat)

  init?(argument: String) {
    switch argument.lowercased() {
    case "dot", "gv": self = .dot
    case "svg": self = .svg
    case "mmd": self = .data(.mermaid)
    case let name:
      guard let format = GraphExportFormat(rawValue: name) else { return nil }
      self = .data(format)
    }
  }

  /// The format that a file's ending names.
  init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    self.init(argument: String(path[path.index(after: dot)...]))
  }

  var name: String {
    switch self {
    case .dot: "dot"
    case .svg: "svg"
    case .data(let format): format.rawValue
    }
  }

  static var all: [ExportFormat] {
    [.dot, .svg] + GraphExportFormat.allCases.map(ExportFormat.data)
  }

  static var allValueStrings: [String] { all.map(\.name) }
}
