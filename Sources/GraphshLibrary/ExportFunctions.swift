import Asking
import CGraphsh
import GQL
import Graph
import Page

// The functions of graphsh.h that write a graph for readers and other programs.

@_cdecl("graphsh_about")
public func about(
  _ graph: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ limit: Int64,
  _ out: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
  give(graph, out) { open, engine, graph in
    let name = try text(name, "the name")
    guard limit >= 0 else { throw Misuse("the limit is less than 0") }
    return try open.working(within: engine.options.timeout) { check in
      try graph.snapshot {
        let entity = try NodeLookUp.node(name, in: graph)
        let most = limit == 0 ? Int.max : Int(clamping: limit)
        let page = try EntityPage(on: entity, in: graph, limit: most, check: check).page()
        return PageJSON.text(of: page)
      }
    }
  }
}

@_cdecl("graphsh_export")
public func export(
  _ graph: OpaquePointer?, _ format: UnsafePointer<CChar>?, _ part: UnsafePointer<graphsh_part>?,
  _ write: graphsh_write?, _ context: UnsafeMutableRawPointer?
) -> Int32 {
  attempt(graph) { open, engine, graph in
    guard let write else { throw Misuse("write is null") }
    let part = part?.pointee ?? graphsh_part()
    let name = try text(format, "the format")
    guard let format = WrittenFormat(name) else { throw Misuse(WrittenFormat.refusal(of: name)) }
    try open.working(within: engine.options.timeout) { check in
      let export = GraphExport(
        graph: graph, engine: engine, format: format, choice: try PartChoice(part),
        title: try part.title.map { try text($0, "the title") },
        withEvidence: part.with_evidence != 0)
      var output = PieceWriter { text, bytes in
        try check()
        if write(context, text, bytes) != 0 { throw EngineError.cancelled }
      }
      try export.write(to: &output)
      try output.flush()
    }
    return Int32(GRAPHSH_OK)
  }
}

extension PartChoice {
  /// - Throws: ``Misuse`` for a null pointer among the names
  fileprivate init(_ part: graphsh_part) throws {
    self.init()
    query = try part.query.map { try text($0, "the query") }
    around = try texts(part.around, part.around_count, "a name")
    if part.hops < 0 || part.limit < 0 { throw Misuse("hops and limit are not less than 0") }
    hops = max(1, Int(part.hops))
    limit = part.limit == 0 ? nil : Int(clamping: part.limit)
    if part.predicate_count > 0 {
      predicates = try texts(part.predicates, part.predicate_count, "a predicate")
    }
    if part.type_count > 0 { types = try texts(part.types, part.type_count, "a type") }
    if query != nil, !around.isEmpty || predicates != nil || types != nil {
      throw Misuse("the query makes the choice: leave out around, predicates and types")
    }
  }
}
