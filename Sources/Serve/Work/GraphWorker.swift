import Graph

/// Answers requests on one thread, with a connection to the graph of its own.
final class GraphWorker {
  private let site: Site
  private let router: Router
  private let graph: GraphOnDemand

  init(site: Site, router: Router) {
    self.site = site
    self.router = router
    graph = GraphOnDemand(path: site.path)
  }

  func answer(_ job: Job) -> HTTPResponse {
    do {
      let visit = Visit(
        request: job.request, graph: try graph.graph(), site: site, stop: job.stop)
      return try router.response(for: visit)
    } catch {
      return Refusal(error, stop: job.stop, limits: site.limits).response
    }
  }
}
