import CGraphsh
import GQL
import Graph

// The functions of graphsh.h that concern a query.

@_cdecl("graphsh_prepare")
public func prepareQuery(
  _ graph: OpaquePointer?, _ query: UnsafePointer<CChar>?,
  _ out: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
  out?.pointee = nil
  return attempt(graph) { open, engine, _ in
    guard let out else { throw Misuse("out is null") }
    let program = StatementScanner.withFinalMark(try text(query, "the query"))
    let prepared: PreparedQuery
    do { prepared = try engine.prepare(program) } catch EngineError.notOneQuery {
      throw NotOneQuery()
    }
    let query = OpenQuery(prepared, of: open)
    out.pointee = OpaquePointer(Unmanaged.passRetained(query).toOpaque())
    return Int32(GRAPHSH_OK)
  }
}

@_cdecl("graphsh_finalize")
public func finalizeQuery(_ query: OpaquePointer?) {
  guard let query else { return }
  Unmanaged<OpenQuery>.fromOpaque(UnsafeRawPointer(query)).release()
}

/// The object behind a handle.
func query(behind handle: OpaquePointer) -> OpenQuery {
  Unmanaged<OpenQuery>.fromOpaque(UnsafeRawPointer(handle)).takeUnretainedValue()
}

/// Does what a function does; what goes wrong is kept by the graph.
func attempt(query handle: OpaquePointer?, _ body: (OpenQuery) throws -> Int32) -> Int32 {
  guard let handle else { return Int32(GRAPHSH_MISUSE) }
  let query = query(behind: handle)
  return query.graph.attempt { try body(query) }
}

/// Gives a value of a query; `other` where that fails.
private func value<Value>(
  of handle: OpaquePointer?, or other: Value, _ body: (OpenQuery) throws -> Value
) -> Value {
  var found = other
  _ = attempt(query: handle) { query in
    found = try body(query)
    return Int32(GRAPHSH_OK)
  }
  return found
}

// MARK: Parameters

@_cdecl("graphsh_parameter_count")
public func parameterCount(_ query: OpaquePointer?) -> Int32 {
  value(of: query, or: 0) { Int32(clamping: $0.parameterCount) }
}

@_cdecl("graphsh_parameter_name")
public func parameterName(_ query: OpaquePointer?, _ parameter: Int32) -> UnsafePointer<CChar>? {
  value(of: query, or: nil) { $0.parameterName(Int(parameter)) }
}

// MARK: Rows

@_cdecl("graphsh_truth")
public func truth(_ query: OpaquePointer?) -> Int32 {
  var truth: Int32 = -1
  let status = attempt(query: query) {
    if let found = try $0.run().truth { truth = found ? 1 : 0 }
    return Int32(GRAPHSH_OK)
  }
  return status < 0 ? status : truth
}

@_cdecl("graphsh_note_count")
public func noteCount(_ query: OpaquePointer?) -> Int32 {
  value(of: query, or: 0) { Int32(clamping: $0.noteCount) }
}

@_cdecl("graphsh_note_text")
public func noteText(_ query: OpaquePointer?, _ note: Int32) -> UnsafePointer<CChar>? {
  value(of: query, or: nil) { $0.note(Int(note)) }
}

@_cdecl("graphsh_step")
public func step(_ query: OpaquePointer?) -> Int32 {
  attempt(query: query) { Int32(try $0.step() ? GRAPHSH_ROW : GRAPHSH_DONE) }
}

@_cdecl("graphsh_reset")
public func resetQuery(_ query: OpaquePointer?) -> Int32 {
  attempt(query: query) {
    $0.reset()
    return Int32(GRAPHSH_OK)
  }
}

@_cdecl("graphsh_row_count")
public func rowCount(_ query: OpaquePointer?) -> Int64 {
  var count: Int64 = 0
  let status = attempt(query: query) {
    count = Int64(try $0.rowCount())
    return Int32(GRAPHSH_OK)
  }
  return status < 0 ? Int64(status) : count
}

@_cdecl("graphsh_column_count")
public func columnCount(_ query: OpaquePointer?) -> Int32 {
  value(of: query, or: 0) { Int32(clamping: $0.columnCount) }
}

@_cdecl("graphsh_column_name")
public func columnName(_ query: OpaquePointer?, _ column: Int32) -> UnsafePointer<CChar>? {
  value(of: query, or: nil) { $0.columnName(Int(column)) }
}

@_cdecl("graphsh_column_type")
public func columnType(_ query: OpaquePointer?, _ column: Int32) -> Int32 {
  value(of: query, or: Int32(GRAPHSH_MISUSE)) { Int32(try $0.term(Int(column)).cellType) }
}

@_cdecl("graphsh_column_text")
public func columnText(_ query: OpaquePointer?, _ column: Int32) -> UnsafePointer<CChar>? {
  value(of: query, or: nil) { try $0.keptText(Int(column)) }
}

@_cdecl("graphsh_column_bytes")
public func columnBytes(_ query: OpaquePointer?, _ column: Int32) -> Int64 {
  value(of: query, or: 0) { Int64(try $0.text(Int(column)).utf8.count) }
}

@_cdecl("graphsh_column_int64")
public func columnInteger(_ query: OpaquePointer?, _ column: Int32) -> Int64 {
  value(of: query, or: 0) { query in
    let term = try query.term(Int(column))
    if case .boolean(let truth) = term { return truth ? 1 : 0 }
    if case .integer(let integer)? = term.numericValue?.plain { return integer }
    return term.numericValue.flatMap { Int64(exactly: $0.double.rounded(.towardZero)) } ?? 0
  }
}

@_cdecl("graphsh_column_double")
public func columnDouble(_ query: OpaquePointer?, _ column: Int32) -> Double {
  value(of: query, or: .nan) { try $0.term(Int(column)).numericValue?.double ?? .nan }
}

@_cdecl("graphsh_column_id")
public func columnID(_ query: OpaquePointer?, _ column: Int32) -> Int64 {
  value(of: query, or: -1) { try $0.id(Int(column)) ?? -1 }
}
