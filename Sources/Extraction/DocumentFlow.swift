import Base
import Documents
import Graph

/// Documents of files and folders, found in the order of their paths and read on threads of their own while the
/// caller works on those before.
struct DocumentFlow {
  enum Step {
    case started(files: Int)
    case reading(path: String, index: Int)
    case failed(path: String, reason: String)
    /// A document that need not be read, as `isKnown` said of its content.
    case known(path: String)
    case read(DocumentRecord, ReadingReport)
    /// A document is done with; how much of the input is, from 0 to 1, where its size is known.
    case passed(share: Double?)
  }

  let extractor: Extractor
  let options: ReadingOptions
  private var stop: StopSignal { options.stop }

  /// Paths that nothing can be read from, which can be told before anything is prepared.
  static func unreadable(_ paths: [String], access: FileAccess) -> [IngestReport.Failure] {
    SourceFiles(paths, access: access).failures.map {
      .init(path: $0.path, reason: $0.problem.description)
    }
  }

  func run(
    paths: [String], texts: [NamedText] = [], isKnown: (_ contentHash: String) throws -> Bool,
    each: (Step) throws -> Void
  ) throws {
    var access = options.access
    access.isStopped = { [stop] in stop.isRaised }
    let files = SourceFiles(paths, access: access, fields: options.fields)
    try each(.started(files: files.paths.count + texts.count))
    for (path, problem) in files.failures {
      try each(.failed(path: path, reason: problem.description))
    }
    let longest = options.longestDocument
    let (extractor, reader, stop) = (
      extractor, DocumentReader(assumesEnglish: options.assumesEnglish), stop
    )
    let queue = AnalysisQueue(threads: options.threads, mostBytes: longest) { draft in
      Result {
        let document = try reader.document(of: draft)
        return AnalyzedDocument(
          record: try extractor.read(document, stop: stop), reading: document.report)
      }
    }
    let sizes = files.paths.map { files.size(of: $0) } + texts.map { $0.text.utf8.count }
    let total = sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) }
    func passed(_ end: Int) throws {
      try each(.passed(share: total.map { $0 == 0 ? 1 : min(1, Double(end) / Double($0)) }))
    }
    func takeOne() throws {
      guard let (draft, result) = queue.take() else { return }
      switch result {
      case .success(let document): try each(.read(document.record, document.reading))
      case .failure(ReadingError.file(.stopped)): return
      case .failure(let error as ReadingError):
        try each(.failed(path: draft.source, reason: error.description))
      case .failure(is Stopped): return
      case .failure(let error): throw error
      }
      try passed(draft.end)
    }
    var start = 0
    for (index, path) in (files.paths + texts.map(\.name)).enumerated() {
      if stop.isRaised { return }
      try each(.reading(path: path, index: index + 1))
      var drafts =
        index < files.paths.count
        ? DocumentDrafts(
          path: path, access: files.access(to: path), limit: longest, fields: options.fields)
        : DocumentDrafts(
          bytes: Array(texts[index - files.paths.count].text.utf8), source: path,
          context: ReadingContext(fields: options.fields, isStopped: access.isStopped))
      while let next = drafts.next() {
        switch next {
        case .failure(.file(.stopped)): return
        case .failure(let error): try each(.failed(path: path, reason: error.description))
        case .success(let draft) where draft.size > longest:
          let problem = FileProblem.tooLarge(limit: longest)
          try each(.failed(path: draft.source, reason: problem.description))
        case .success(var draft):
          draft.end += start
          if try isKnown(draft.contentHash) {
            try each(.known(path: draft.source))
            if queue.count == 0 { try passed(draft.end) }
          } else {
            queue.put(draft)
            if queue.count > 2 * options.threads { try takeOne() }
          }
        }
        if stop.isRaised { return }
      }
      start += sizes[index] ?? 0
    }
    while !stop.isRaised, queue.count > 0 { try takeOne() }
  }
}
