import Base
import GQL
import Graph

/// One request where it is worked on: with the graph as this thread has it open, and its stop.
struct Visit {
  let request: HTTPRequest
  let graph: KnowledgeGraph
  let site: Site
  let stop: WorkStop

  var limits: Limits { site.limits }

  // MARK: What was asked

  /// The number that the path ends with: `/sentence/12`.
  func number() throws(Refusal) -> Int64 {
    guard request.path.count == 2, let number = Int64(request.path[1]) else {
      throw Refusal(.notFound, "the address ends with the number of something in the graph")
    }
    return number
  }

  /// A value of the graph, by its number.
  func value(_ number: Int64) throws -> Value {
    let value = Value(rawValue: Int32(truncatingIfNeeded: number))
    guard Int64(value.rawValue) == number, value.rawValue < Value.firstSessionID else {
      throw Refusal(.notFound, "no node \(number) in the graph")
    }
    // Throws where the graph has no such term.
    _ = try graph.term(value)
    return value
  }

  /// A parameter that must be there, of at most so many bytes.
  func parameter(_ name: String, atMost length: Int = 1000) throws(Refusal) -> String {
    guard let text = request.parameter(name), !text.isEmpty else {
      throw Refusal(.badRequest, "the parameter \(name) is missing")
    }
    guard text.utf8.count <= length else {
      throw Refusal(.badRequest, "the parameter \(name) has more than \(length) bytes")
    }
    return text
  }

  /// A parameter that is a number.
  func integer(_ name: String) throws(Refusal) -> Int64 {
    let text = try parameter(name)
    guard let number = Int64(text) else {
      throw Refusal(.badRequest, "the parameter \(name) is no whole number")
    }
    return number
  }

  /// The parameter `limit`, at least 1.
  func limit(usual: Int, most: Int) throws(Refusal) -> Int {
    guard request.parameter("limit") != nil else { return usual }
    let number = try integer("limit")
    guard number >= 1 else { throw Refusal(.badRequest, "the parameter limit is less than 1") }
    return Int(min(number, Int64(most)))
  }

  /// The object of JSON that the body is.
  func body() throws(Refusal) -> RequestBody { try RequestBody(request.body) }

  // MARK: Work

  /// An engine for one request: it knows the graph and the library, nothing of what others defined, changes nothing and opens
  /// no files.
  func engine() -> Engine {
    var options = Engine.Options.readingOnly(noFilesBecause: "the server opens no files")
    options.timeout = limits.time
    options.memoryLimit = limits.memory.map { $0 / max(1, limits.threads) }
    options.parameters = site.parameters
    let engine = Engine(graph: graph, options: options)
    stop.end(by: engine.cancellation)
    return engine
  }
}
