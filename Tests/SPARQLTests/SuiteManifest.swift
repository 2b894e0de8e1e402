import Foundation
import GQL
import Graph
import SPARQL

/// The entries of one folder of the W3C suite, as its manifest lists them.
struct SuiteManifest {
  struct Entry {
    var kind: String
    var name: String
    var request: URL
    var before: GraphFiles
    var result: URL?
    var after = GraphFiles()
    var base: String
  }

  /// Files of a dataset: those of the default graph, and named ones.
  struct GraphFiles {
    var unnamed: [URL] = []
    var named: [(name: String, file: URL)] = []
  }

  let entries: [Entry]

  init(folder: URL) throws {
    let base = "http://suite.example/\(folder.lastPathComponent)/"
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    var options = ImportOptions()
    options.base = base + "manifest.ttl"
    try graph.importFiles([folder.appending(path: "manifest.ttl").path], options: options)
    guard
      case .triples(let triples) = try SPARQLEngine(graph: graph).run(
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    else { throw ExpectedResults.Unreadable(file: folder.path) }
    var facts: [Term: [(String, Term)]] = [:]
    for triple in triples {
      guard case .iri(let predicate) = triple.predicate else { continue }
      let name = predicate.split { "#/".contains($0) }.last.map(String.init) ?? ""
      facts[triple.subject, default: []].append((name, triple.object))
    }
    func values(_ term: Term?, _ name: String) -> [Term] {
      term.flatMap { facts[$0] }?.filter { $0.0 == name }.map(\.1) ?? []
    }
    func text(_ term: Term?) -> String {
      switch term {
      case .iri(let text)?, .string(let text)?: text
      default: ""
      }
    }
    func file(_ term: Term?) -> URL? {
      guard case .iri(let iri)? = term, iri.hasPrefix(base) else { return nil }
      return folder.appending(path: String(iri.dropFirst(base.count)))
    }
    func files(_ node: Term?) -> GraphFiles {
      var files = GraphFiles()
      files.unnamed = values(node, "data").compactMap(file)
      for named in values(node, "graphData") {
        if let path = file(named) {
          files.named.append((text(named), path))
        } else if let path = file(values(named, "graph").first) {
          files.named.append((text(values(named, "label").first), path))
        }
      }
      return files
    }
    entries = facts.keys.sorted { text($0) < text($1) }.compactMap { test in
      let kinds = values(test, "type").map { text($0).split(separator: "#").last ?? "" }
      guard let kind = kinds.first(where: { $0.hasSuffix("Test") || $0.hasSuffix("Test11") })
      else { return nil }
      let action = values(test, "action").first
      let request =
        file(action) ?? file(values(action, "query").first)
        ?? file(values(action, "request").first)
      guard let request else { return nil }
      let result = values(test, "result").first
      return Entry(
        kind: String(kind), name: folder.lastPathComponent + "/" + request.lastPathComponent,
        request: request, before: files(action), result: file(result), after: files(result),
        base: base)
    }
  }
}
