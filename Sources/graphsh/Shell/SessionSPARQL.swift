import GQL
import Graph
import SPARQL

/// Running SPARQL 1.1.
extension Session {
  /// Runs a request and writes its answer. Ctrl-C stops it.
  func runSPARQL(_ request: ProgramPart, name: String) throws {
    let graph =
      SPARQLEngine.mayUpdate(request.text)
      ? try requireGraphForWriting() : try requireGraph()
    let start = ContinuousClock.now
    let sparql = SPARQLEngine(
      graph: graph, options: engine.options, cancellation: engine.cancellation)
    defer { try? settings.output.flush() }
    let answer = try stoppable {
      try sparql.run(request.text, name: name, firstLine: request.firstLine)
    }
    let time = ContinuousClock.now - start
    try stoppable {
      try SPARQLPrinter(settings: settings) { [engine] in
        if engine.cancellation.isCancelled { throw EngineError.cancelled }
      }.write(answer, time: settings.timer ?? isInteractive ? time : nil)
    }
    if case .updated(let report) = answer {
      tell(
        "inserted \(Words.count(report.inserted, "triple")), "
          + "deleted \(Words.count(report.deleted, "triple"))")
    }
    endOnce()
  }
}
