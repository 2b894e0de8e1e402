import Base
import Documents
import Extraction
import Glibc
import Graph
import TextAnalysis

/// Reads texts into a session's graph, shows how far it is, and says at the end what became of them.
struct IngestRun {
  let session: Session
  /// Which files may be read.
  let files: FileAccess

  func run(
    paths: [String], knowledgeFiles: [String] = [], replaces: Bool = false,
    text: TextOptions? = nil, watches: Bool = false
  ) throws -> IngestReport {
    // What is missing is found before anything is written, and the quickest to find first.
    let unreadable = Ingestor.unreadable(paths, access: files)
    if !unreadable.isEmpty, unreadable.count == Set(paths).count {
      for failure in unreadable { ExitReport.say("\(failure.path): \(failure.reason)") }
      throw CommandError.reported
    }
    var knowledge = try Knowledge.builtIn()
    for file in knowledgeFiles {
      try knowledge.add(contentsOf: file, access: files, limit: session.options.memory.bytes)
    }
    let pipeline = try EnglishPipeline(modelPath: EnglishPipeline.defaultModelPath())
    let work = session.boundedWork()
    var options = Ingestor.Options()
    options.reading = session.options.readingOptions(files, stop: work.stop)
    options.reading.threads = session.engine.options.threads
    text?.set(&options.reading)
    func ingest(_ paths: [String], replaces: Bool) throws -> IngestReport {
      options.replaces = replaces
      // A graph that would stay empty is not made: so none has to be removed that others may be using.
      let ingestor = Ingestor(
        graph: try session.graphForWritingIfThere(), pipeline: pipeline, knowledge: knowledge,
        options: options
      ) { try session.requireGraphForWriting() }
      let progress = IngestProgress(
        bar: ProgressBar(isQuiet: session.options.quiet), isVerbose: session.options.verbose)
      let start = ContinuousClock.now
      defer { progress.bar.clear() }
      let report = try ingestor.ingest(paths: paths) { progress.show($0) }
      progress.bar.clear()
      session.tell(Self.summary(of: report, after: ContinuousClock.now - start))
      return report
    }
    let report = try work.run {
      var folders =
        watches ? FolderWatch(paths, access: files, fields: text?.fields ?? .init()) : nil
      let report = try ingest(paths, replaces: replaces)
      if folders != nil {
        session.tell(
          "watching \(paths.joined(separator: ", ")) for new and changed files; Ctrl-C ends it")
      }
      while folders != nil, !work.stop.isRaised {
        usleep(Self.interval)
        guard !work.stop.isRaised, let changes = folders?.changes() else { break }
        if !changes.new.isEmpty { _ = try ingest(changes.new, replaces: replaces) }
        if !changes.changed.isEmpty { _ = try ingest(changes.changed, replaces: true) }
      }
      return report
    }
    try work.check()
    return report
  }

  /// Time between two looks at the folders that are watched, in microseconds.
  private static let interval: UInt32 = 500_000

  private static func summary(of report: IngestReport, after time: Duration) -> String {
    var parts = ["\(Words.count(report.stored, "document")) read"]
    if report.replaced > 0 { parts[0] += " (\(report.replaced) replacing older versions)" }
    if report.foreign > 0 { parts[0] += " (\(report.foreign) not in English)" }
    if report.known > 0 { parts.append("\(report.known) already known") }
    if !report.failures.isEmpty { parts.append("\(report.failures.count) failed") }
    var text = parts.joined(separator: ", ")
    if report.stored > 0 {
      text += ": \(Words.count(report.statements, "new statement")) and "
      text += Words.count(report.entities, "new entity", plural: "new entities")
    }
    if report.unread > 0 {
      text += "; \(Words.count(report.unread, "sentence")) too long to read"
    }
    text += " in \(Words.time(time))"
    return report.wasStopped ? "stopped; " + text : text
  }
}

/// Follows an ingest on standard error.
private final class IngestProgress {
  let bar: ProgressBar
  private let isVerbose: Bool
  private var done = 0
  private var statements = 0
  private var name = ""

  init(bar: ProgressBar, isVerbose: Bool) {
    self.bar = bar
    self.isVerbose = isVerbose
  }

  func show(_ event: IngestEvent) {
    switch event {
    case .started: break
    case .reading(let path, _): name = path
    case .read(let path, let report):
      if isVerbose {
        bar.clear()
        Messages.write("\(path): \(ReadingText.summary(of: report))")
      }
    case .foreign(let path, let language):
      bar.clear()
      ExitReport.say(Words.foreign(language, of: path))
    case .stored(_, _, let statements, _):
      done += 1
      self.statements += statements
    case .known: done += 1
    case .failed(let path, let reason):
      bar.clear()
      ExitReport.say("\(path): \(reason)")
    case .unread(let path, let sentences, let first):
      guard isVerbose else { break }
      bar.clear()
      ExitReport.say(Words.unread(sentences, first: first, of: path))
    case .passed(let share):
      bar.update(
        done: done, share: share, noun: "documents",
        detail: Words.count(statements, "statement"), name: name)
    }
  }
}
