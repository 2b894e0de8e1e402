import Extraction
import Foundation
import Graph
import TestSupport
import Testing

@Suite struct IngestorTests {
  private func ingest(_ paths: [String], into graph: KnowledgeGraph, threads: Int = 2) throws
    -> IngestReport
  {
    let (pipeline, knowledge) = try #require(
      Installed.pipeline.flatMap { pipeline in Installed.knowledge.map { (pipeline, $0) } })
    var options = Ingestor.Options()
    options.reading.threads = threads
    let ingestor = Ingestor(
      graph: graph, pipeline: pipeline, knowledge: knowledge, options: options)
    return try ingestor.ingest(paths: paths) { _ in }
  }

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("Brazil opened a port in Santos. It banned plastic cups.", to: "a.txt")
    try folder.write("Olaf Lindqvist sold a museum to Fjord Bank.", to: "b.txt")
    try folder.write("", to: "c.txt")
    try Data([0x89, 0x50, 0, 1, 2, 0]).write(to: folder.url.appending(path: "d.txt"))
    return folder
  }

  @Test func aBadFileIsListedAndTheOthersAreRead() throws {
    let folder = try folder()
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    let report = try ingest([folder.url.path, folder.path("missing.txt")], into: graph)
    #expect(report.stored == 2)
    #expect(report.failures.map(\.reason) == ["no such file", "is empty", "is binary, not text"])
  }

  @Test func whatIsKnownIsSkipped() throws {
    let folder = try folder()
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    _ = try ingest([folder.path("a.txt")], into: graph)
    let again = try ingest([folder.path("a.txt"), folder.path("b.txt")], into: graph)
    #expect(again.known == 1)
    #expect(again.stored == 1)
  }

  @Test func orderAndThreadsDoNotChangeTheGraph() throws {
    let folder = try folder()
    let paths = [folder.path("a.txt"), folder.path("b.txt")]
    var graphs: [[String]] = []
    for (order, threads) in [(paths, 1), (paths.reversed(), 2)] {
      let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
      _ = try ingest(order, into: graph, threads: threads)
      let statements = try graph.statements(
        subject: nil, predicate: nil, object: nil, assertedOnly: false)
      graphs.append(
        try statements.map {
          "\($0.subject.rawValue) \($0.predicate.rawValue) \($0.object?.rawValue ?? 0)"
            + (try graph.text(of: $0.subject))
        })
    }
    #expect(graphs[0] == graphs[1])
    #expect(!graphs[0].isEmpty)
  }
}
