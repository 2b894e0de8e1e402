import Graph

/// Answers requests on one thread, with a connection to the graph of its own.
final class GraphWorker {
  private let site: Site
  private let router: Router
  private var graph: KnowledgeGraph?

  init(site: Site, router: Router) {
    self.site = site
    self.router = router
  }

  func answer(_ job: Job) -> HTTPResponse {
    do {
      let visit = Visit(
        request: job.request, graph: try openGraph(), site: site, stop: job.stop)
      return try router.response(for: visit)
    } catch {
      return Refusal(error, stop: job.stop, limits: site.limits).response
    }
  }

  /// The graph; opened at the first request, and again after it could not be.
  private func openGraph() throws -> KnowledgeGraph {
    if let graph { return graph }
    let opened = try KnowledgeGraph(path: site.path, access: .readOnly)
    graph = opened
    return opened
  }
}
