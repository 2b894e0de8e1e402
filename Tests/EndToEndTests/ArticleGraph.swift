import Foundation
import Graph
import TestSupport

/// A graph that `graphsh ingest` made of a folder of articles, for one test or several.
struct ArticleGraph {
  let folder: TemporaryFolder
  var path: String { folder.path("articles.db") }

  struct IngestFailed: Error { let status: Int32, errors: String }

  /// Ingests paths in the order given, one run of the command for each group of them.
  init(ingesting groups: [String]...) throws {
    folder = try TemporaryFolder()
    for group in groups { try ingest(group) }
  }

  func ingest(_ paths: [String]) throws {
    let result = try GraphshCommand.run(["ingest"] + paths + ["--db", path])
    guard result.status == 0 else {
      throw IngestFailed(status: result.status, errors: result.errors)
    }
  }

  func open() throws -> KnowledgeGraph { try KnowledgeGraph(path: path, access: .readOnly) }

  /// The rows that a query answers, as `graphsh query` prints them, sorted.
  func rows(_ query: String) throws -> [String] {
    let result = try GraphshCommand.run(["query", query, "--db", path, "-f", "tsv", "--no-header"])
    guard result.status == 0 else {
      throw IngestFailed(status: result.status, errors: result.errors)
    }
    return result.output.split(separator: "\n").map(String.init).sorted()
  }

  /// Files of a folder whose names end so, sorted.
  static func files(in folder: URL, endings: [String]) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { name in endings.contains { name.hasSuffix(".\($0)") } }
      .sorted().map { folder.appending(path: $0).path }
  }
}
