import CGraphsh
import GQL
import Graph

// The functions of graphsh.h that run programs and hold transactions.

@_cdecl("graphsh_run")
public func runProgram(_ graph: OpaquePointer?, _ program: UnsafePointer<CChar>?) -> Int32 {
  run(graph, program) { _, _ in }
}

@_cdecl("graphsh_run_each")
public func runProgramForEach(
  _ graph: OpaquePointer?, _ program: UnsafePointer<CChar>?, _ each: graphsh_each?,
  _ context: UnsafeMutableRawPointer?
) -> Int32 {
  run(graph, program) { answers, open in
    guard answers.kind == .query, let each else { return }
    let query = OpenQuery(answering: answers, of: open)
    let handle = OpaquePointer(Unmanaged.passRetained(query).toOpaque())
    if each(context, handle) != 0 { throw EngineError.cancelled }
  }
}

private func run(
  _ graph: OpaquePointer?, _ program: UnsafePointer<CChar>?,
  _ each: (Answers, OpenGraph) throws -> Void
) -> Int32 {
  attempt(graph) { open, engine, _ in
    open.changes = OpenGraph.Changes()
    var changes = OpenGraph.Changes()
    try engine.run(text(program, "the program"), name: "<program>") { answers in
      switch answers.kind {
      case .inserted(let count): changes.inserted += count
      case .deleted(let count): changes.deleted += count
      default: try each(answers, open)
      }
    }
    open.changes = changes
    return Int32(GRAPHSH_OK)
  }
}

@_cdecl("graphsh_inserted")
public func insertedFacts(_ graph: OpaquePointer?) -> Int64 {
  graph.map { Int64(behind($0).changes.inserted) } ?? 0
}

@_cdecl("graphsh_deleted")
public func deletedFacts(_ graph: OpaquePointer?) -> Int64 {
  graph.map { Int64(behind($0).changes.deleted) } ?? 0
}

// MARK: Transactions

@_cdecl("graphsh_begin")
public func beginTransaction(_ graph: OpaquePointer?) -> Int32 {
  attempt(graph) { _, engine, _ in
    try engine.begin()
    return Int32(GRAPHSH_OK)
  }
}

@_cdecl("graphsh_commit")
public func commitTransaction(_ graph: OpaquePointer?) -> Int32 {
  attempt(graph) { _, engine, _ in
    try engine.commit()
    return Int32(GRAPHSH_OK)
  }
}

@_cdecl("graphsh_rollback")
public func rollBackTransaction(_ graph: OpaquePointer?) -> Int32 {
  attempt(graph) { _, engine, _ in
    try engine.rollBack()
    return Int32(GRAPHSH_OK)
  }
}
