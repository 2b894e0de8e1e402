import GQL
import Graph

/// The work on one call: with the graph as its thread has it open, its stop and its limits.
struct Work {
  let site: Site
  let graph: KnowledgeGraph
  let stop: WorkStop
  let reporter: Reporter
  private let deadline: ContinuousClock.Instant

  init(site: Site, graph: KnowledgeGraph, stop: WorkStop, reporter: Reporter) {
    self.site = site
    self.graph = graph
    self.stop = stop
    self.reporter = reporter
    deadline = .now + site.limits.time
  }

  var limits: MCPLimits { site.limits }

  /// - Throws: `EngineError` once the work is to end
  func check() throws {
    try stop.check()
    if ContinuousClock.now > deadline {
      throw EngineError.timeout(
        seconds: Double(limits.time.components.seconds)
          + Double(limits.time.components.attoseconds) / 1e18)
    }
  }

  /// An engine that knows the graph and the library, nothing of other calls, changes nothing and opens no files.
  ///
  /// - Parameter time: what one query may take at most, if that is less than a call may
  func engine(atMost time: Duration? = nil) -> Engine {
    var options = Engine.Options.readingOnly(noFilesBecause: "this server opens no files")
    options.timeout = min(time ?? limits.time, limits.time)
    options.memoryLimit = limits.memory.map { $0 / max(1, limits.threads) }
    options.parameters = site.parameters
    let engine = Engine(graph: graph, options: options)
    stop.end(by: engine.cancellation)
    return engine
  }
}
