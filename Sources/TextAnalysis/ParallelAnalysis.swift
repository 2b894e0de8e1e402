import Synchronization

extension EnglishPipeline {
  /// Analyses texts on several threads at once; the results are in the order of the texts.
  ///
  /// A thread takes the next text when it has finished one, so that threads stay busy while there are
  /// texts left. One text is never divided: its analysis depends on all of it.
  public func analyze(_ texts: [String], threads: Int) -> [Analysis] {
    let threads = min(threads, texts.count)
    if threads < 2 { return texts.map { analyze($0) } }
    let work = SharedWork(pipeline: self, texts: texts)
    // Fewer threads do the same work.
    let workers = (1..<threads).compactMap { _ in WorkerThread { work.run() } }
    work.run()
    for worker in workers { worker.join() }
    return work.results
  }
}

/// Texts that threads take in turn.
private final class SharedWork: Sendable {
  private let pipeline: EnglishPipeline
  private let texts: [String]
  private let next = Atomic<Int>(0)
  private let finished: Mutex<[Analysis?]>

  init(pipeline: EnglishPipeline, texts: [String]) {
    self.pipeline = pipeline
    self.texts = texts
    finished = Mutex([Analysis?](repeating: nil, count: texts.count))
  }

  var results: [Analysis] { finished.withLock { $0.compactMap { $0 } } }

  func run() {
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < texts.count else { return }
      let analysis = pipeline.analyze(texts[index])
      finished.withLock { $0[index] = analysis }
    }
  }
}
