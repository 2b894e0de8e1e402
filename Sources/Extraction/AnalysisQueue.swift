import Dispatch
import Documents
import Graph
import Synchronization

/// Reads documents on threads of its own, and gives what they say in the order they were put in.
final class AnalysisQueue: Sendable {
  typealias Result = Swift.Result<DocumentRecord, any Error>
  typealias Analyzer = @Sendable (DocumentDraft) -> Result

  private final class Job: Sendable {
    let draft: DocumentDraft
    let done = DispatchSemaphore(value: 0)
    let result = Mutex<Result?>(nil)
    init(_ draft: DocumentDraft) { self.draft = draft }
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

  func put(_ draft: DocumentDraft) {
    let job = Job(draft)
    jobs.withLock { $0.append(job) }
    queue.async { [analyze, running] in
      running.wait()
      let result = analyze(job.draft)
      job.result.withLock { $0 = result }
      running.signal()
      job.done.signal()
    }
  }

  /// The document that was put in first, once it is analysed; nil if there is none.
  func take() -> (draft: DocumentDraft, result: Result)? {
    guard let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { return nil }
    job.done.wait()
    return job.result.withLock { $0 }.map { (job.draft, $0) }
  }
}
