import ArgumentParser
import Graph

/// A format of whole graphs and parts of them: a picture, or data.
enum ExportFormat: ExpressibleByArgument, Equatable {
  case dot
  case picture(PictureFormat)
  /// A page to explore, in one file.
  case page
  case data(GraphExportFormat)
  /// All tables of the graph, in a folder.
  case tables

  init?(argument: String) {
    switch argument.lowercased() {
    case "dot", "gv": self = .dot
    case "html": self = .page
    case "parquet": self = .tables
    case "mmd": self = .data(.mermaid)
    case let name:
      if let picture = PictureFormat(rawValue: name) {
        self = .picture(picture)
        return
      }
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
    case .picture(let format): format.rawValue
    case .page: "html"
    case .data(let format): format.rawValue
    case .tables: "parquet"
    }
  }

  static var all: [ExportFormat] {
    [.dot] + PictureFormat.allCases.map(ExportFormat.picture) + [.page]
      + GraphExportFormat.allCases.map(ExportFormat.data) + [.tables]
  }

  static var allValueStrings: [String] { all.map(\.name) }

  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
