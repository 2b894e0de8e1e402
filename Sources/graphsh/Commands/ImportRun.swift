import Extraction
import Graph

/// Does an import, shows how far it is, and says at the end what came in.
struct ImportRun {
  let graph: KnowledgeGraph
  let work: BoundedWork
  let isQuiet: Bool

  func run(_ files: [String], _ options: ImportOptions) throws {
    let bar = ProgressBar(isQuiet: isQuiet)
    let start = ContinuousClock.now
    var options = options
    options.access.isStopped = { [stop = work.stop] in stop.isRaised }
    let report = try work.run {
      defer { bar.clear() }
      return try graph.importFiles(files, options: options) { try show($0, on: bar) }
    }
    for error in report.errors { Messages.write("\(error)") }
    guard !isQuiet else { return }
    for note in report.notes { Messages.write("\(note)") }
    var line = "\(Words.count(report.statements, "statement")) read, "
    line += "\(Words.grouped(report.newTriples)) new"
    if report.skipped > 0 { line += ", \(Words.grouped(report.skipped)) left out" }
    Messages.write(line + " in \(Words.time(ContinuousClock.now - start))")
  }

  private func show(_ progress: ImportProgress, on bar: ProgressBar) throws {
    let name: String
    switch progress.phase {
    case .reading(let file): name = file
    case .writing: name = "writing"
    case .closing:
      try work.close()
      name = "closing"
    }
    try work.check()
    bar.begin(progress.phase == .writing ? "to write" : "to read")
    bar.update(
      done: progress.bytes / 1_000_000, share: progress.share, noun: "MB",
      detail: Words.count(progress.statements, "statement"), name: name)
  }
}
