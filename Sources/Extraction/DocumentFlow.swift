import TextAnalysis

/// Documents of files and folders, read in the order of their paths and analysed on threads of their own
/// while the caller works on those before.
struct DocumentFlow {
  enum Step {
    case started(files: Int)
    case reading(path: String, index: Int)
    case failed(path: String, reason: String)
    /// A document that need not be analysed, as `isKnown` said.
    case known(SourceDocument)
    case analyzed(SourceDocument, [Analysis?])
  }

  let extractor: Extractor
  let threads: Int
  let stop: StopSignal

  func run(
    paths: [String], isKnown: (SourceDocument) throws -> Bool, each: (Step) throws -> Void
  ) throws {
    let (files, unreadable) = SourceFiles.expand(paths)
    try each(.started(files: files.count))
    for (path, problem) in unreadable { try each(.failed(path: path, reason: problem.description)) }
    let extractor = extractor
    let queue = AnalysisQueue(threads: threads) { extractor.analyze($0) }
    func takeOne() throws {
      if let (document, analyses) = queue.take() { try each(.analyzed(document, analyses)) }
    }
    let reader = DocumentReader()
    for (index, path) in files.enumerated() {
      if stop.isRaised { return }
      try each(.reading(path: path, index: index + 1))
      let documents: [SourceDocument]
      do {
        documents = try reader.read(path)
      } catch {
        try each(.failed(path: path, reason: error.description))
        continue
      }
      for document in documents {
        if try isKnown(document) {
          try each(.known(document))
          continue
        }
        queue.put(document)
        if queue.count > 2 * threads { try takeOne() }
        if stop.isRaised { return }
      }
    }
    while !stop.isRaised, queue.count > 0 { try takeOne() }
  }
}
