import Graph
import TextAnalysis

/// What happens while documents are read, in the order it happens.
public enum IngestEvent: Sendable {
  /// How many files there are to read.
  case started(files: Int)
  /// A file is being read; `index` counts from 1.
  case reading(path: String, index: Int)
  /// A document is in the graph.
  case stored(path: String, title: String?, statements: Int, entities: Int)
  /// The graph had the content already.
  case known(path: String)
  case failed(path: String, reason: String)
}

/// What became of the documents.
public struct IngestReport: Sendable {
  public struct Failure: Sendable, Equatable {
    public var path: String
    public var reason: String
  }
  /// Documents that are new in the graph.
  public var stored = 0
  /// Documents that the graph had already.
  public var known = 0
  public var statements = 0
  public var entities = 0
  public var failures: [Failure] = []
  /// Whether a ``StopSignal`` ended the work before its end.
  public var wasStopped = false

  public init() {}
}

/// Reads documents into a graph: each in one transaction, in the order of their paths.
///
/// Analysis runs on threads of its own; reading and storing stay on the caller's, so that the graph is
/// the same whatever the number of threads.
public final class Ingestor {
  public struct Options: Sendable {
    /// Threads that analyse.
    public var threads = 2
    /// Raised to stop after the document at hand.
    public var stop = StopSignal()

    public init() {}
  }

  private let graph: KnowledgeGraph
  private let extractor: Extractor
  private let options: Options
  private let reader = DocumentReader()

  public init(
    graph: KnowledgeGraph, pipeline: EnglishPipeline, knowledge: Knowledge,
    options: Options = Options()
  ) {
    self.graph = graph
    extractor = Extractor(pipeline: pipeline, knowledge: knowledge)
    self.options = options
  }

  /// Reads files and folders (`-` is standard input); goes on after a bad file and lists it.
  ///
  /// - Throws: what the store throws; documents that were stored before stay.
  public func ingest(paths: [String], progress: (IngestEvent) -> Void) throws -> IngestReport {
    let (files, unreadable) = SourceFiles.expand(paths)
    var report = IngestReport()
    progress(.started(files: files.count))
    for (path, problem) in unreadable { fail(path, problem.description, &report, progress) }
    let extractor = extractor
    let queue = AnalysisQueue(threads: options.threads) { extractor.analyze($0) }
    for (index, path) in files.enumerated() {
      if options.stop.isRaised { break }
      progress(.reading(path: path, index: index + 1))
      let documents: [SourceDocument]
      do {
        documents = try reader.read(path)
      } catch {
        fail(path, error.description, &report, progress)
        continue
      }
      for document in documents {
        if try graph.containsDocument(contentHash: document.contentHash) {
          report.known += 1
          progress(.known(path: document.source))
          continue
        }
        queue.put(document)
        if queue.count > 2 * options.threads { try store(queue, &report, progress) }
        if options.stop.isRaised { break }
      }
    }
    while !options.stop.isRaised, queue.count > 0 { try store(queue, &report, progress) }
    report.wasStopped = options.stop.isRaised
    return report
  }

  private func fail(
    _ path: String, _ reason: String, _ report: inout IngestReport,
    _ progress: (IngestEvent) -> Void
  ) {
    report.failures.append(.init(path: path, reason: reason))
    progress(.failed(path: path, reason: reason))
  }

  private func store(
    _ queue: AnalysisQueue, _ report: inout IngestReport, _ progress: (IngestEvent) -> Void
  ) throws {
    guard let (document, analyses) = queue.take() else { return }
    let record = try extractor.extract(document, analyses: analyses, directory: graph)
    let summary = try graph.add(record)
    if summary.wasKnown {
      report.known += 1
      progress(.known(path: document.source))
      return
    }
    report.stored += 1
    report.statements += summary.newStatements
    report.entities += summary.newEntities
    progress(
      .stored(
        path: document.source, title: document.title, statements: summary.newStatements,
        entities: summary.newEntities))
  }
}
