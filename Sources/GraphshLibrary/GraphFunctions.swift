import Base
import CGraphsh
import GQL
import Graph

// The functions of graphsh.h that concern a graph.

@_cdecl("graphsh_abi")
public func libraryABI() -> Int32 { GRAPHSH_ABI }

@_cdecl("graphsh_version")
public func libraryVersion() -> UnsafePointer<CChar>? {
  // A literal is there for as long as the library is.
  UnsafeRawPointer(Release.cVersion.utf8Start).assumingMemoryBound(to: CChar.self)
}

@_cdecl("graphsh_open")
public func openGraph(
  _ path: UnsafePointer<CChar>?, _ flags: Int32, _ out: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
  guard let out else { return Int32(GRAPHSH_MISUSE) }
  out.pointee = nil
  guard let path else { return Int32(GRAPHSH_MISUSE) }
  let graph = OpenGraph(
    path: String(cString: path), isWritable: flags & Int32(GRAPHSH_OPEN_READWRITE) != 0)
  out.pointee = OpaquePointer(Unmanaged.passRetained(graph).toOpaque())
  return graph.failure.status
}

@_cdecl("graphsh_close")
public func closeGraph(_ graph: OpaquePointer?) {
  guard let graph else { return }
  Unmanaged<OpenGraph>.fromOpaque(UnsafeRawPointer(graph)).release()
}

/// The object behind a handle.
func behind(_ graph: OpaquePointer) -> OpenGraph {
  Unmanaged<OpenGraph>.fromOpaque(UnsafeRawPointer(graph)).takeUnretainedValue()
}

/// Does what a function does that needs an open graph.
func attempt(
  _ graph: OpaquePointer?, _ body: (OpenGraph, Engine, KnowledgeGraph) throws -> Int32
) -> Int32 {
  guard let graph else { return Int32(GRAPHSH_MISUSE) }
  let open = behind(graph)
  return open.attempt {
    let (engine, graph) = try open.opened()
    return try body(open, engine, graph)
  }
}

/// - Throws: ``Misuse`` for a null pointer
func text(_ pointer: UnsafePointer<CChar>?, _ what: String) throws -> String {
  guard let pointer else { throw Misuse("\(what) is null") }
  return String(cString: pointer)
}

/// - Throws: ``Misuse`` for a null pointer among them
func texts(
  _ pointers: UnsafePointer<UnsafePointer<CChar>?>?, _ count: Int, _ what: String
) throws -> [String] {
  try (0..<max(0, count)).map { try text(pointers?[$0], what) }
}

/// Gives the caller a text to free.
func give(
  _ graph: OpaquePointer?, _ out: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
  _ make: (OpenGraph, Engine, KnowledgeGraph) throws -> String
) -> Int32 {
  out?.pointee = nil
  return attempt(graph) { open, engine, graph in
    guard let out else { throw Misuse("out is null") }
    out.pointee = KeptText.copy(of: try make(open, engine, graph))
    return Int32(GRAPHSH_OK)
  }
}

@_cdecl("graphsh_errmsg")
public func errorMessage(_ graph: OpaquePointer?) -> UnsafePointer<CChar>? {
  graph.map { behind($0).message.set(behind($0).failure.message) }
}

@_cdecl("graphsh_errtext")
public func errorText(_ graph: OpaquePointer?) -> UnsafePointer<CChar>? {
  graph.map { behind($0).text.set(behind($0).failure.text) }
}

@_cdecl("graphsh_errhint")
public func errorHint(_ graph: OpaquePointer?) -> UnsafePointer<CChar>? {
  graph.map { behind($0).hint.set(behind($0).failure.hint) }
}

@_cdecl("graphsh_errline")
public func errorLine(_ graph: OpaquePointer?) -> Int32 {
  graph.map { behind($0).failure.line } ?? 0
}

@_cdecl("graphsh_errcolumn")
public func errorColumn(_ graph: OpaquePointer?) -> Int32 {
  graph.map { behind($0).failure.column } ?? 0
}

@_cdecl("graphsh_limit")
public func limit(_ graph: OpaquePointer?, _ milliseconds: Int64, _ bytes: Int64) -> Int32 {
  attempt(graph) { _, engine, _ in
    engine.options.timeout = milliseconds > 0 ? .milliseconds(milliseconds) : nil
    engine.options.memoryLimit = bytes > 0 ? Int(bytes) : nil
    return Int32(GRAPHSH_OK)
  }
}

@_cdecl("graphsh_interrupt")
public func interrupt(_ graph: OpaquePointer?) {
  guard let graph else { return }
  behind(graph).interrupt()
}

@_cdecl("graphsh_on_progress")
public func onProgress(
  _ graph: OpaquePointer?, _ callback: graphsh_progress?, _ context: UnsafeMutableRawPointer?
) -> Int32 {
  attempt(graph) { open, _, _ in
    open.progress = callback.map { ($0, context) }
    return Int32(GRAPHSH_OK)
  }
}

@_cdecl("graphsh_free")
public func freeGiven(_ given: UnsafeMutableRawPointer?) { given?.deallocate() }
