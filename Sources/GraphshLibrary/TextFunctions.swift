import Asking
import Base
import CGraphsh
import Extraction
import GQL
import Graph

// The functions of graphsh.h that read texts, answer questions and prove facts.

@_cdecl("graphsh_ingest")
public func ingest(
  _ graph: OpaquePointer?, _ paths: UnsafePointer<UnsafePointer<CChar>?>?, _ count: Int,
  _ report: UnsafeMutablePointer<graphsh_report>?
) -> Int32 {
  attempt(graph) { open, engine, graph in
    return try read(
      paths: texts(paths, count, "a path"), texts: [], open, engine, graph, report)
  }
}

@_cdecl("graphsh_ingest_text")
public func ingestText(
  _ graph: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ content: UnsafePointer<CChar>?,
  _ report: UnsafeMutablePointer<graphsh_report>?
) -> Int32 {
  withUnsafePointer(to: name) { name in
    withUnsafePointer(to: content) { content in
      ingestTexts(graph, name, content, 1, report)
    }
  }
}

@_cdecl("graphsh_ingest_texts")
public func ingestTexts(
  _ graph: OpaquePointer?, _ names: UnsafePointer<UnsafePointer<CChar>?>?,
  _ contents: UnsafePointer<UnsafePointer<CChar>?>?, _ count: Int,
  _ report: UnsafeMutablePointer<graphsh_report>?
) -> Int32 {
  attempt(graph) { open, engine, graph in
    let names = try texts(names, count, "the name")
    let contents = try texts(contents, count, "the text")
    return try read(
      paths: [], texts: zip(names, contents).map(NamedText.init), open, engine, graph, report)
  }
}

private func read(
  paths: [String], texts: [NamedText], _ open: OpenGraph, _ engine: Engine,
  _ graph: KnowledgeGraph, _ report: UnsafeMutablePointer<graphsh_report>?
) throws -> Int32 {
  guard engine.options.allowsChanges else { throw StoreError.readOnly(path: graph.path) }
  let reading = try open.reading.loaded()
  let found = try open.stoppable { stop in
    var options = Ingestor.Options()
    options.reading.stop = stop
    options.reading.memoryLimit = engine.options.memoryLimit
    options.reading.access.refusal = { [path = graph.path] in
      KnowledgeGraph.isPart($0, ofGraphAt: path) ? "it is the graph's own file" : nil
    }
    let ingestor = Ingestor(
      graph: graph, pipeline: reading.pipeline, knowledge: reading.knowledge, options: options)
    var name = ""
    return try ingestor.ingest(paths: paths, texts: texts) { event in
      switch event {
      // Documents are read ahead; this is the one that is done with.
      case .stored(let path, _, _, _), .known(let path), .failed(let path, _): name = path
      case .passed(let share):
        guard let (callback, context) = open.progress else { break }
        if callback(context, share ?? -1, name) != 0 { stop.raise() }
      default: break
      }
    }
  }
  report?.pointee = graphsh_report(
    documents: Int64(found.stored), known: Int64(found.known),
    statements: Int64(found.statements), entities: Int64(found.entities),
    failures: Int64(found.failures.count))
  if found.wasStopped { throw EngineError.cancelled }
  open.tell(found.failures.map { "\($0.path): \($0.reason)" }.joined(separator: "\n"))
  return Int32(GRAPHSH_OK)
}

@_cdecl("graphsh_ask")
public func ask(
  _ graph: OpaquePointer?, _ question: UnsafePointer<CChar>?,
  _ out: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
  give(graph, out) { open, engine, _ in
    engine.cancellation.reset()
    let answer = try Question(text(question, "the question"))
      .answer(by: engine, with: open.reading.loaded())
    return QuestionJSON.text(of: answer, explains: true)
  }
}

@_cdecl("graphsh_why")
public func why(
  _ graph: OpaquePointer?, _ fact: UnsafePointer<CChar>?,
  _ out: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
  give(graph, out) { _, engine, _ in
    let proofs = try engine.why(StatementScanner.withFinalMark(text(fact, "the fact")))
    return "[" + proofs.map(\.json).joined(separator: ",\n") + "]"
  }
}

@_cdecl("graphsh_why_text")
public func whyText(
  _ graph: OpaquePointer?, _ fact: UnsafePointer<CChar>?,
  _ out: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
  give(graph, out) { _, engine, _ in
    try engine.why(StatementScanner.withFinalMark(text(fact, "the fact")))
      .map(\.description).joined(separator: "\n\n")
  }
}
