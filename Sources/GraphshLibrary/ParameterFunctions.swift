import CGraphsh
import GQL
import Graph

// The functions of graphsh.h that give a parameter a value, of a query or of all that is asked of a graph.

private func bind(
  _ handle: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ term: () throws -> Term
) -> Int32 {
  attempt(query: handle) { query in
    try query.bind(term(), to: text(name, "the parameter's name"))
    return Int32(GRAPHSH_OK)
  }
}

private func set(
  _ handle: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ term: () throws -> Term
) -> Int32 {
  attempt(handle) { _, engine, _ in
    let name = ParameterName(try text(name, "the parameter's name"))
    engine.options.parameters[name.text] = try term()
    return Int32(GRAPHSH_OK)
  }
}

/// A parameter's name without its $.
struct ParameterName {
  let text: String
  init(_ text: String) { self.text = text.hasPrefix("$") ? String(text.dropFirst()) : text }
}

private func string(_ value: UnsafePointer<CChar>?) throws -> Term {
  .string(try text(value, "the value"))
}

/// A day or a moment.
private func time(_ value: UnsafePointer<CChar>?) throws -> Term {
  let text = try text(value, "the value")
  if let date = CalendarDate(text) { return .date(date) }
  if let moment = DateTime(text) { return .dateTime(moment) }
  throw Misuse("\(text) is neither a day nor a moment, such as 2026-01-05")
}

private func iri(_ value: UnsafePointer<CChar>?) throws -> Term {
  .iri(try text(value, "the value"))
}

// MARK: Of a query

@_cdecl("graphsh_bind_text")
public func bindText(
  _ query: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ value: UnsafePointer<CChar>?
) -> Int32 { bind(query, name) { try string(value) } }

@_cdecl("graphsh_bind_int64")
public func bindInteger(
  _ query: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ value: Int64
) -> Int32 { bind(query, name) { .integer(value) } }

@_cdecl("graphsh_bind_double")
public func bindDouble(
  _ query: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ value: Double
) -> Int32 { bind(query, name) { .float(value) } }

@_cdecl("graphsh_bind_boolean")
public func bindBoolean(
  _ query: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ value: Int32
) -> Int32 { bind(query, name) { .boolean(value != 0) } }

@_cdecl("graphsh_bind_date")
public func bindDate(
  _ query: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ value: UnsafePointer<CChar>?
) -> Int32 { bind(query, name) { try time(value) } }

@_cdecl("graphsh_bind_iri")
public func bindIRI(
  _ query: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ value: UnsafePointer<CChar>?
) -> Int32 { bind(query, name) { try iri(value) } }

// MARK: Of a graph

@_cdecl("graphsh_set_text")
public func setText(
  _ graph: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ value: UnsafePointer<CChar>?
) -> Int32 { set(graph, name) { try string(value) } }

@_cdecl("graphsh_set_int64")
public func setInteger(
  _ graph: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ value: Int64
) -> Int32 { set(graph, name) { .integer(value) } }

@_cdecl("graphsh_set_double")
public func setDouble(
  _ graph: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ value: Double
) -> Int32 { set(graph, name) { .float(value) } }

@_cdecl("graphsh_set_boolean")
public func setBoolean(
  _ graph: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ value: Int32
) -> Int32 { set(graph, name) { .boolean(value != 0) } }

@_cdecl("graphsh_set_date")
public func setDate(
  _ graph: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ value: UnsafePointer<CChar>?
) -> Int32 { set(graph, name) { try time(value) } }

@_cdecl("graphsh_set_iri")
public func setIRI(
  _ graph: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ value: UnsafePointer<CChar>?
) -> Int32 { set(graph, name) { try iri(value) } }

@_cdecl("graphsh_clear_parameters")
public func clearParameters(_ graph: OpaquePointer?) -> Int32 {
  attempt(graph) { _, engine, _ in
    engine.options.parameters = [:]
    return Int32(GRAPHSH_OK)
  }
}
