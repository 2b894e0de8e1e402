import Dispatch
import Synchronization
import TextAnalysis

/// Analyses documents on threads of its own and gives them back in the order they were put in.
final class AnalysisQueue: Sendable {
  typealias Analyzer = @Sendable (SourceDocument) -> [Analysis?]

  private final class Job: Sendable {
    let document: SourceDocument
    let done = DispatchSemaphore(value: 0)
    let analyses = Mutex<[Analysis?]>([])
    init(_ document: SourceDocument) { self.document = document }
  }

  private let analyze: Analyzer
  private let queue = DispatchQueue(label: "analysis", attributes: .concurrent)
  private let running: DispatchSemaphore
  private let jobs = Mutex<[Job]>([])

  init(threads: Int, analyze: @escaping Analyzer) {
    self.analyze = analyze
    running = DispatchSemaphore(value: max(1, threads))
  }

  /// Number of documents that were put in and not yet taken out.
  var count: Int { jobs.withLock { $0.count } }

  func put(_ document: SourceDocument) {
    let job = Job(document)
    jobs.withLock { $0.append(job) }
    queue.async { [analyze, running] in
      running.wait()
      let analyses = analyze(job.document)
      job.analyses.withLock { $0 = analyses }
      running.signal()
      job.done.signal()
    }
  }

  /// The document that was put in first, once it is analysed; nil if there is none.
  func take() -> (document: SourceDocument, analyses: [Analysis?])? {
    guard let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { return nil }
    job.done.wait()
    return (job.document, job.analyses.withLock { $0 })
  }
}
