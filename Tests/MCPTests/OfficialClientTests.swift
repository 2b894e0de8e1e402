import Foundation
import TestSupport
import Testing

/// The official client of the protocol, from PyPI, asks a graph of the sample articles.
@Suite struct OfficialClientTests {
  /// Where `script/bootstrap --tests` puts the client.
  private static let packages: String = {
    let environment = ProcessInfo.processInfo.environment
    let cache = environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
    return (cache ?? NSHomeDirectory() + "/.cache") + "/graphsh/python"
  }()

  /// Runs the Python of the path with the client at hand.
  private static func python(_ arguments: [String]) throws -> GraphshCommand.Result {
    try GraphshCommand.run(
      URL(filePath: "/usr/bin/env"), ["python3"] + arguments,
      environment: ["PYTHONPATH": packages])
  }

  private static let hasClient = (try? python(["-c", "import mcp.client.client"]))?.status == 0

  @Test(
    .enabled(
      if: hasClient && Repository.shared != nil,
      "needs the client that script/bootstrap --tests fetches from PyPI, and ../shared"),
    arguments: ["legacy", "auto", "2026-07-28"])
  func officialClientIsAnswered(revision: String) throws {
    let folder = try TemporaryFolder()
    let seeds = try #require(Repository.shared).appending(path: "seeds")
    let graph = folder.path("seeds.db")
    let read = try GraphshCommand.run(["ingest", "-q", seeds.path, "--db", graph])
    #expect(read.status == 0, "\(read.errors)")
    let script = Repository.root.appending(path: "Tests/MCPTests/OfficialClient.py")
    let result = try Self.python([
      script.path, GraphshCommand.executable.path, graph, revision,
    ])
    #expect(result.status == 0, "\(result.output)\n\(result.errors)")
    let good = result.output.split(separator: "\n").count { $0.hasPrefix("good ") }
    #expect(good == 12, "\(result.output)")
  }
}
