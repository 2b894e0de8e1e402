import GQL
import Graph

/// Works on calls on one thread, with a connection to the graph of its own.
final class Worker {
  private let site: Site
  private let writer: MessageWriter
  private let graph: GraphOnDemand

  init(site: Site, writer: MessageWriter) {
    self.site = site
    self.writer = writer
    graph = GraphOnDemand(path: site.path)
  }

  /// The answer to a call, its result as JSON; nil where the call is given up meanwhile and nobody waits for it.
  func answer(to call: Call) -> Result<String, ProtocolError>? {
    let answer: Result<String, ProtocolError>
    do {
      answer = .success(try result(of: call))
    } catch {
      answer = .failure(
        error as? ProtocolError ?? ProtocolError(.failed, ToolError(error).message))
    }
    return call.stop.cause == nil ? answer : nil
  }

  private func result(of call: Call) throws -> String {
    guard call.method != "tools/call" else { return try toolResult(of: call).json }
    var result = ResultObject(call.revision)
    let resources = GraphResources(work: try work(on: call))
    if call.method == "resources/list" {
      try resources.list(from: call.parameters["cursor"]?.string, to: &result)
      result.add(lifetime: .zero)
    } else {
      guard let address = call.parameters["uri"]?.string else {
        throw ProtocolError(.invalidParameters, "\"uri\" is missing")
      }
      try resources.read(
        address, to: &result,
        notFound: call.revision.hasSessions ? .noResource : .invalidParameters)
      result.add(lifetime: .zero)
    }
    return result.json
  }

  private func toolResult(of call: Call) throws -> ResultObject {
    guard let name = call.parameters["name"]?.string else {
      throw ProtocolError(.invalidParameters, "\"name\" is missing")
    }
    guard let tool = site.tools.first(where: { $0.name == name }) else {
      let near = Suggestions.nearest(to: name, among: site.tools.map(\.name))
      throw ProtocolError(
        .invalidParameters,
        "no tool \(Clip.text(name, most: 100))" + (near.map { ": did you mean \($0)?" } ?? ""))
    }
    do {
      let arguments = try ToolArguments(call.parameters["arguments"], for: tool)
      return try tool.answer(arguments, try work(on: call, changesGraph: tool.changesGraph))
        .result(call.revision)
    } catch {
      // What went wrong is told to the model, which may know better the next time.
      return ToolError(error).answer.result(call.revision)
    }
  }

  private func work(on call: Call, changesGraph: Bool = false) throws -> Work {
    // What writes has a connection to itself, which other processes need not wait for afterwards.
    let graph =
      changesGraph
      ? try KnowledgeGraph(path: site.path, access: .readWrite) : try self.graph.graph()
    return Work(
      site: site, graph: graph, stop: call.stop, reporter: Reporter(writer: writer, call: call))
  }
}
