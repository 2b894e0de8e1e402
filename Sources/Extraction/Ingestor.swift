import Base
import Documents
import Graph
import TextAnalysis

/// What happens while documents are read, in the order it happens.
public enum IngestEvent: Sendable {
  /// How many files there are to read.
  case started(files: Int)
  /// A file is being read; `index` counts from 1.
  case reading(path: String, index: Int)
  /// A document was read, and this is what was made of it.
  case read(path: String, ReadingReport)
  /// Nothing of a document is English: its text is kept and gives no facts.
  case foreign(path: String, language: String)
  /// A document is in the graph.
  case stored(path: String, title: String?, statements: Int, entities: Int)
  /// The graph had the content already.
  case known(path: String)
  case failed(path: String, reason: String)
  /// Sentences of a document that are kept as text and not read, because they are too long or say too much; the first
  /// of them by its number.
  case unread(path: String, sentences: Int, first: Int)
  /// A document is done with; how much of the input is, from 0 to 1, where its size is known.
  case passed(share: Double?)
}

/// What became of the documents.
public struct IngestReport: Sendable {
  /// A document that could not be read.
  public struct Failure: Sendable, Equatable {
    /// Where it lies.
    public var path: String
    /// Why it could not be read.
    public var reason: String
  }
  /// Documents that are new in the graph.
  public var stored = 0
  /// Those of them that took the place of what the graph had from the same source.
  public var replaced = 0
  /// Documents that the graph had already.
  public var known = 0
  /// Statements that came into the graph.
  public var statements = 0
  /// Entities that came into the graph.
  public var entities = 0
  /// Sentences that were kept as text and not read: too long, or with too much to say.
  public var unread = 0
  /// Documents that are kept as text, since nothing of them is English.
  public var foreign = 0
  /// What could not be read.
  public var failures: [Failure] = []
  /// Whether a ``StopSignal`` ended the work before its end.
  public var wasStopped = false

  /// Nothing yet.
  public init() {}
}

/// Reads documents into a graph: each in one transaction, in the order of their paths.
///
/// Documents are read on threads of their own; storing stays on the caller's, so that the graph is
/// the same whatever the number of threads. At the end, names are told apart and together by all documents of the
/// graph (``EntityLinker``), so that it is the same in whatever order they came.
public final class Ingestor {
  /// How documents are read and stored.
  public struct Options: Sendable {
    /// How they are read.
    public var reading = ReadingOptions()
    /// Whether what is read takes the place of what the graph had from the same source, known or not.
    public var replaces = false

    /// What `ingest` does where nothing else is said.
    public init() {}
  }

  /// The graph; nil until there is something to store in one that is not there yet.
  private var graph: KnowledgeGraph?
  private let open: () throws -> KnowledgeGraph
  private let extractor: Extractor
  private let options: Options
  /// What this run stored: a copy of it is known, and no other file takes its place.
  private var storedHashes: Set<String> = []
  private var storedPaths: Set<String> = []

  /// - Parameters:
  ///   - graph: open for writing
  ///   - pipeline: the model of English
  ///   - knowledge: the tables of words and relations
  public convenience init(
    graph: KnowledgeGraph, pipeline: EnglishPipeline, knowledge: Knowledge,
    options: Options = Options()
  ) {
    self.init(graph: graph, pipeline: pipeline, knowledge: knowledge, options: options) { graph }
  }

  /// - Parameters:
  ///   - graph: nil for one that is to be made.
  ///   - open: makes the graph, when the first document is to be stored: where none can be read, none is made.
  public init(
    graph: KnowledgeGraph?, pipeline: EnglishPipeline, knowledge: Knowledge,
    options: Options = Options(), open: @escaping () throws -> KnowledgeGraph
  ) {
    self.graph = graph
    self.open = open
    extractor = Extractor(pipeline: pipeline, knowledge: knowledge)
    self.options = options
  }

  /// Paths that nothing can be read from, which can be told before a pipeline is loaded.
  ///
  /// - Parameter access: which files may be read.
  public static func unreadable(
    _ paths: [String], access: FileAccess = .everywhere
  ) -> [IngestReport.Failure] {
    DocumentFlow.unreadable(paths, access: access)
  }

  /// Reads files and folders (`-` is standard input); goes on after a bad file and lists it.
  ///
  /// - Parameter texts: texts that lie in no file, read after the files
  /// - Throws: what the store throws; documents that were stored before stay.
  public func ingest(
    paths: [String], texts: [NamedText] = [], progress: (IngestEvent) -> Void
  ) throws -> IngestReport {
    var report = IngestReport()
    storedHashes = []
    storedPaths = []
    let flow = DocumentFlow(extractor: extractor, options: options.reading)
    try flow.run(paths: paths, texts: texts, isKnown: isKnown) { step in
      switch step {
      case .started(let files): progress(.started(files: files))
      case .reading(let path, let index): progress(.reading(path: path, index: index))
      case .failed(let path, let reason):
        report.failures.append(.init(path: path, reason: reason))
        progress(.failed(path: path, reason: reason))
      case .known(let path):
        report.known += 1
        progress(.known(path: path))
      case .read(let record, let reading):
        progress(.read(path: record.source, reading))
        if reading.isForeign, let language = reading.language {
          report.foreign += 1
          progress(.foreign(path: record.source, language: language))
        }
        let summary = try store(record, in: &report)
        count(summary, of: record, in: &report, progress)
      case .passed(let share): progress(.passed(share: share))
      }
    }
    if let graph, try report.stored > 0 || graph.isLinkingDue() {
      try DocumentLinker(graph: graph, knowledge: extractor.knowledge).link()
    }
    report.wasStopped = options.reading.stop.isRaised
    return report
  }

  private func isKnown(_ contentHash: String) throws -> Bool {
    options.replaces
      ? storedHashes.contains(contentHash)
      : try graph?.containsDocument(contentHash: contentHash) ?? false
  }

  /// Stores what a document says. Its names are looked up, and what it takes the place of goes, in the same
  /// transaction: other processes may store, too.
  private func store(
    _ record: DocumentRecord, in report: inout IngestReport
  ) throws -> DocumentSummary {
    let graph = try self.graph ?? open()
    self.graph = graph
    func recognized() throws -> DocumentRecord {
      var record = record
      try EntityRecognizer(directory: graph, knowledge: extractor.knowledge).recognize(
        &record.entities)
      return record
    }
    guard options.replaces else { return try graph.transaction { try graph.add(try recognized()) } }
    // Another file of this run had the same content.
    if storedHashes.contains(record.contentHash) { return try graph.add(record) }
    func isKept(_ path: String) -> Bool { storedPaths.contains(path) || SourceFiles.exists(path) }
    let (summary, isReplacement) = try graph.replace(
      path: record.source, address: record.address, contentHash: record.contentHash, isKept: isKept
    ) { try recognized() }
    storedHashes.insert(record.contentHash)
    storedPaths.insert(record.source)
    if isReplacement { report.replaced += 1 }
    return summary
  }

  private func count(
    _ summary: DocumentSummary, of document: DocumentRecord, in report: inout IngestReport,
    _ progress: (IngestEvent) -> Void
  ) {
    if summary.wasKnown {
      report.known += 1
      progress(.known(path: document.source))
      return
    }
    report.stored += 1
    report.statements += summary.newStatements
    report.entities += summary.newEntities
    let unread = document.unreadSentences
    report.unread += unread.count
    if let first = unread.first {
      progress(.unread(path: document.source, sentences: unread.count, first: first + 1))
    }
    progress(
      .stored(
        path: document.source, title: document.title, statements: summary.newStatements,
        entities: summary.newEntities))
  }
}
