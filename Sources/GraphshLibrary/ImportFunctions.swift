import Base
import CGraphsh
import GQL
import Graph

// The function of graphsh.h that reads facts from files.

@_cdecl("graphsh_import")
public func importFiles(
  _ graph: OpaquePointer?, _ paths: UnsafePointer<UnsafePointer<CChar>?>?, _ count: Int,
  _ options: UnsafePointer<graphsh_import_options>?,
  _ report: UnsafeMutablePointer<graphsh_import_report>?
) -> Int32 {
  attempt(graph) { open, engine, graph in
    guard engine.options.allowsChanges else { throw StoreError.readOnly(path: graph.path) }
    let names = try texts(paths, count, "a path")
    // Whoever calls has no standard input to give away.
    if names.contains("-") { throw Misuse("- is standard input, which the library does not read") }
    var choice = try ImportOptions(options?.pointee ?? graphsh_import_options())
    choice.access.refusal = { [path = graph.path] in
      KnowledgeGraph.isPart($0, ofGraphAt: path) ? "it is the graph's own file" : nil
    }
    let found = try open.working(within: nil) { check in
      try graph.importFiles(names, options: choice) { progress in
        try check()
        guard let (callback, context) = open.progress else { return }
        let name =
          switch progress.phase {
          case .reading(let file): file
          case .writing, .closing: ""
          }
        if callback(context, progress.share ?? -1, name) != 0 { throw EngineError.cancelled }
      }
    }
    report?.pointee = graphsh_import_report(
      statements: Int64(found.statements), triples: Int64(found.newTriples),
      skipped: Int64(found.skipped))
    open.tell(
      (found.errors.map(\.description) + found.notes.map { "\($0)" }).joined(separator: "\n"))
    return Int32(GRAPHSH_OK)
  }
}

extension ImportOptions {
  /// - Throws: ``Misuse`` for a format that there is not
  fileprivate init(_ options: graphsh_import_options) throws {
    self.init()
    if let name = try options.format.map({ try text($0, "the format") }) {
      guard let format = GraphFormat(name: name) else {
        let names = GraphFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw Misuse("no format \(name): there are \(names)")
      }
      self.format = format
    }
    graph = try options.graph.map { try text($0, "the graph") }
    base = try options.base.map { try text($0, "the base") }
    idColumn = try options.id_column.map { try text($0, "the column") }
    skipsErrors = options.skip_errors != 0
  }
}
