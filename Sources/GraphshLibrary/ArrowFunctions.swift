import CGraphsh
import GQL

// The functions of graphsh.h that hand over whole answers.

@_cdecl("graphsh_arrow")
public func arrow(
  _ query: OpaquePointer?, _ schema: UnsafeMutablePointer<ArrowSchema>?,
  _ array: UnsafeMutablePointer<ArrowArray>?
) -> Int32 {
  attempt(query: query) { query in
    guard let schema, let array else { throw Misuse("schema or array is null") }
    try table(of: query).export(schema: schema, array: array)
    return Int32(GRAPHSH_OK)
  }
}

@_cdecl("graphsh_arrow_stream")
public func arrowStream(
  _ query: OpaquePointer?, _ out: UnsafeMutablePointer<ArrowArrayStream>?
) -> Int32 {
  attempt(query: query) { query in
    guard let out else { throw Misuse("out is null") }
    let batch = ArrowBatch()
    try table(of: query).export(schema: batch.schema, array: batch.array)
    batch.fill(out)
    return Int32(GRAPHSH_OK)
  }
}

@_cdecl("graphsh_arrow_share")
public func shareArrow(
  _ schema: UnsafePointer<ArrowSchema>?, _ array: UnsafePointer<ArrowArray>?,
  _ out: UnsafeMutablePointer<ArrowArrayStream>?
) {
  guard let schema, let array, let out else { return }
  let batch = ArrowBatch()
  ArrowMemory.copy(schema, to: batch.schema)
  ArrowMemory.share(array, in: batch.array)
  batch.fill(out)
}

private func table(of query: OpenQuery) throws -> ArrowTable {
  ArrowTable(try query.run()) {
    if query.graph.isInterrupted { throw EngineError.cancelled }
  }
}
