import Foundation
import GQL
import Graph
import SPARQL

/// Runs one entry of the suite.
struct SuiteRun {
  let entry: SuiteManifest.Entry

  /// Why the entry does not hold; nil where it does.
  func failure() -> String? {
    do {
      switch entry.kind {
      case "PositiveSyntaxTest11", "PositiveUpdateSyntaxTest11":
        return syntaxError().map { "refused: \($0)" }
      case "NegativeSyntaxTest11", "NegativeUpdateSyntaxTest11":
        return syntaxError() == nil ? "not refused" : nil
      case "QueryEvaluationTest": return try evaluation()
      case "CSVResultFormatTest": return try text(.csv)
      case "UpdateEvaluationTest": return try update()
      default: return "unknown kind \(entry.kind)"
      }
    } catch {
      return "\(error)"
    }
  }

  private func request() throws -> String { try String(contentsOf: entry.request, encoding: .utf8) }

  private func syntaxError() -> String? {
    do {
      try SPARQLEngine.check(try request(), base: entry.base)
      return nil
    } catch {
      return "\(error)"
    }
  }

  private func graph(_ files: SuiteManifest.GraphFiles) throws -> KnowledgeGraph {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    for file in files.unnamed { try load(file, into: graph, name: nil) }
    for (name, file) in files.named { try load(file, into: graph, name: name) }
    return graph
  }

  private func load(_ file: URL, into graph: KnowledgeGraph, name: String?) throws {
    var options = ImportOptions()
    options.base = entry.base + file.lastPathComponent
    options.graph = name
    try graph.importFiles([file.path], options: options)
  }

  private func engine(_ graph: KnowledgeGraph) -> SPARQLEngine {
    let engine = SPARQLEngine(graph: graph)
    engine.base = entry.base + entry.request.lastPathComponent
    return engine
  }

  private func evaluation() throws -> String? {
    guard let file = entry.result else { return "no result" }
    if file.pathExtension == "tsv" { return try text(.tsv) }
    let graph = try graph(entry.before)
    let answer = try engine(graph).run(try request())
    switch answer {
    case .triples(let triples):
      let expected = try rows(ofFile: file)
      let found = triples.map { [$0.subject, $0.predicate, $0.object] as [Term?] }
      return Isomorphism.areEqual(found, expected)
        ? nil : "gives \(found.count) other triples, expected \(expected.count)"
    case .boolean(let truth):
      guard case .truth(let expected) = try expectedResults(file) else { return "no truth value" }
      return truth == expected ? nil : "gives \(truth)"
    case .solutions(let table):
      guard case .rows(let variables, let rows) = try expectedResults(file) else {
        return "a truth value is expected"
      }
      let places = variables.map { table.variables.firstIndex(of: $0) }
      let found = try (0..<table.count).map { number in
        let row = try table.row(number)
        return places.map { $0.flatMap { row[$0] } }
      }
      if Set(variables) != Set(table.variables) {
        return "has the columns \(table.variables), expected \(variables)"
      }
      return Isomorphism.areEqual(found, rows)
        ? nil
        : "gives \(found.map { $0.map { $0.map { "\($0)" } ?? "-" } }), expected \(rows.map { $0.map { $0.map { "\($0)" } ?? "-" } })"
    case .updated: return "is an update"
    }
  }

  private func expectedResults(_ file: URL) throws -> ExpectedResults {
    file.pathExtension == "srj" ? try ExpectedResults(json: file) : try ExpectedResults(xml: file)
  }

  private func rows(ofFile file: URL) throws -> [[Term?]] {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    try load(file, into: graph, name: nil)
    return try rows(of: graph, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
  }

  private func rows(of graph: KnowledgeGraph, _ query: String) throws -> [[Term?]] {
    switch try SPARQLEngine(graph: graph).run(query) {
    case .triples(let triples): triples.map { [$0.subject, $0.predicate, $0.object] }
    case .solutions(let table): try (0..<table.count).map { try table.row($0) }
    default: []
    }
  }

  /// Lines of a text format, in any order, with blank nodes called alike.
  private func text(_ format: ResultFormat) throws -> String? {
    guard let file = entry.result,
      case .solutions(let table) = try engine(graph(entry.before)).run(try request())
    else { return "no result" }
    var written = ""
    try ResultWriter(format) { written += $0 }.write(table)
    func lines(_ text: String) -> [String] {
      var names: [String: String] = [:]
      return text.split(whereSeparator: \.isNewline).map { line in
        line.split(separator: format == .csv ? "," : "\t", omittingEmptySubsequences: false)
          .map { cell in
            guard cell.hasPrefix("_:") else { return String(cell) }
            let name = names[String(cell)] ?? "_:\(names.count)"
            names[String(cell)] = name
            return name
          }.joined(separator: "|")
      }.sorted()
    }
    let expected = lines(try String(contentsOf: file, encoding: .utf8))
    return lines(written) == expected ? nil : "writes \(lines(written)), expected \(expected)"
  }

  private func update() throws -> String? {
    let graph = try graph(entry.before)
    _ = try engine(graph).run(try request())
    let expected = try self.graph(entry.after)
    let all = "SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    let (found, wanted) = (try rows(of: graph, all), try rows(of: expected, all))
    return Isomorphism.areEqual(found, wanted) ? nil : "leaves \(found), expected \(wanted)"
  }
}
