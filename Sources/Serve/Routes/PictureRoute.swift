import Glibc
import Graph
import Page
import Synchronization

/// `GET /graph`: the picture of the whole graph, with places.
enum PictureRoute {
  /// Nodes of the picture; others come when somebody looks for them.
  private static let most = 1500
  /// Nodes that are seen first.
  private static let mostShown = 300

  static func answer(_ visit: Visit) throws -> String {
    let state = FileState(visit.site.path)
    if let known = visit.site.picture.withLock({ $0 }), known.state == state { return known.json }
    let graph = visit.graph
    let json = try graph.snapshot {
      var selection = SubgraphSelection()
      selection.limit = most
      selection.includesClaims = true
      let all = try graph.subgraph(selection)
      try visit.stop.check()
      selection.limit = mostShown
      selection.isOverview = true
      selection.includesClaims = false
      let overview = try graph.subgraph(selection)
      try visit.stop.check()
      let builder = try PictureBuilder(graph: graph, check: visit.stop.check)
      return PictureJSON.text(
        of: try builder.picture(of: all, title: visit.site.title, overview: overview))
    }
    visit.site.picture.withLock { $0 = KeptPicture(state: state, json: json) }
    return json
  }
}

/// The picture as it was made last: places take long to find.
struct KeptPicture: Sendable {
  let state: FileState
  let json: String
}

/// Tells whether a graph's file has been written: sizes and times of it and of its log.
struct FileState: Equatable, Sendable {
  private let numbers: [Int]

  init(_ path: String) {
    numbers = [path, path + "-wal"].flatMap { path in
      var status = stat()
      guard stat(path, &status) == 0 else { return [0] }
      return [Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
    }
  }
}
