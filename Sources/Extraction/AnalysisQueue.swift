import Documents
import Graph
import TextAnalysis

/// What a document says, and what was made of its file.
struct AnalyzedDocument: Sendable {
  var record: DocumentRecord
  var reading: ReadingReport
}

/// Reads documents on threads of its own, and gives what they say in the order they were put in.
///
/// Where the system gives no thread, whoever takes a document out reads it.
final class AnalysisQueue {
  typealias Result = Swift.Result<AnalyzedDocument, any Error>
  typealias Analyzer = @Sendable (DocumentDraft) -> Result

  private enum Stage {
    case waiting
    case reading
    case done(Result)
  }

  private struct Job {
    let number: Int
    let draft: DocumentDraft
    var stage = Stage.waiting
  }

  private struct Jobs {
    /// In the order they were put in; numbers go up by one.
    var jobs: [Job] = []
    var next = 0
    /// Bytes of the documents that are being read.
    var bytes = 0
    var isClosed = false

    /// The first document that nobody reads yet; nil while others take the memory that it needs.
    mutating func nextToRead(within mostBytes: Int) -> Job? {
      guard
        let place = jobs.firstIndex(where: {
          if case .waiting = $0.stage { true } else { false }
        })
      else { return nil }
      let size = jobs[place].draft.size
      // One is read however long it is.
      guard bytes == 0 || bytes + size <= mostBytes else { return nil }
      bytes += size
      jobs[place].stage = .reading
      return jobs[place]
    }

    mutating func finish(_ number: Int, _ result: Result) {
      guard let place = jobs.firstIndex(where: { $0.number == number }) else { return }
      bytes -= jobs[place].draft.size
      jobs[place].stage = .done(result)
    }
  }

  private let analyze: Analyzer
  private let threads: Int
  private let mostBytes: Int
  private let monitor = Monitor(Jobs())
  private var workers = 0
  private var mayStart = true

  /// - Parameter mostBytes: of documents that are read at once; one is read however long it is.
  init(threads: Int, mostBytes: Int, analyze: @escaping Analyzer) {
    self.analyze = analyze
    self.threads = max(1, threads)
    self.mostBytes = mostBytes
  }

  deinit { monitor.change { $0.isClosed = true } }

  /// Number of documents that were put in and not yet taken out.
  var count: Int { monitor.change { $0.jobs.count } }

  func put(_ draft: DocumentDraft) {
    startWorker()
    monitor.change {
      $0.jobs.append(Job(number: $0.next, draft: draft))
      $0.next += 1
    }
  }

  /// The document that was put in first, once it is read; nil if there is none.
  func take() -> (draft: DocumentDraft, result: Result)? {
    if workers == 0, let job = monitor.change({ $0.nextToRead(within: mostBytes) }) {
      let result = analyze(job.draft)
      monitor.change { $0.finish(job.number, result) }
    }
    return monitor.wait { jobs -> (draft: DocumentDraft, result: Result)?? in
      guard let first = jobs.jobs.first else { return .some(nil) }
      guard case .done(let result) = first.stage else { return nil }
      jobs.jobs.removeFirst()
      return (first.draft, result)
    }
  }

  /// One worker a document, until there are as many as may be, or no more are to be had.
  private func startWorker() {
    guard mayStart, workers < threads else { return }
    let (monitor, analyze, mostBytes) = (monitor, analyze, mostBytes)
    let worker = WorkerThread {
      while let job = monitor.wait(for: { jobs -> Job?? in
        if jobs.isClosed { return .some(nil) }
        return jobs.nextToRead(within: mostBytes).map { .some($0) }
      }) {
        let result = analyze(job.draft)
        monitor.change { $0.finish(job.number, result) }
      }
    }
    guard let worker else {
      mayStart = false
      return
    }
    worker.detach()
    workers += 1
  }
}
